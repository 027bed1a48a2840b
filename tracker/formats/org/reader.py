"""Reading Org: headlines with a keyword and list items with a box become topics, other headlines groups.

orgparse reads the structure: stars, keywords and properties. It fails at a date that does not exist, and its search
for tags takes time with the square of a headline's length. So it gets only these lines, shortened (`_skeleton`). It
leaves lists as text; `org.lists` reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote, unquote

import orgparse
from orgparse.node import OrgEnv, OrgNode

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Level, Mark, Rule
from tracker.core.text import plural
from tracker.formats import exact_hours
from tracker.formats.org.inert import active
from tracker.formats.org.lists import body, is_export, without_cookies, words
from tracker.formats.outline_builder import DEEPEST, MOST_ITEMS, Draft, drop_empty, outline, tick_leaves
from tracker.formats.table.status import is_english, status

FORMAT = "org"
MODES = {"headings": "the headlines with none below them"}
_HEADLINE = re.compile(r"(\*+) ")
_KEYWORDS = re.compile(r"[ \t]*#\+(?:SEQ_|TYP_)?TODO:(.*)", re.IGNORECASE)
_TITLE = re.compile(r"[ \t]*#\+TITLE:(.*)", re.IGNORECASE)
_CLOSED = re.compile(r"CLOSED:[ \t]*\[(\d{4})-(\d\d)-(\d\d)(?:[^\]\d]{0,20}(\d{1,2}):(\d\d))?[^\]]{0,20}\]")
_PROPERTY = re.compile(r"[ \t]*:(ID|CUSTOM_ID|LEVEL|HOURS|RULE|OPTIONAL|CHOSEN|TITLE):[ \t]+(\S.*)", re.IGNORECASE)
_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:(PROPERTIES|END):[ \t]*", re.IGNORECASE)
_TAGS = re.compile(r"[ \t]+:[\w@#%:]+:\Z")
_PRIORITY = re.compile(r"\A\[#[A-Z0-9]{1,2}\][ \t]*")
_USUAL = {  # keywords that people use and often forget to declare, beside the words for states in `status_words`
    **dict.fromkeys(
        ("NEXT", "WAITING", "WAIT", "HOLD", "SOMEDAY", "MAYBE", "LATER", "LEARN", "STUDY", "READ", "WATCH", "PRACTICE",
         "PRACTISE", "REVIEW", "REVISE", "TODO", "BLOCKED", "OPEN", "TOREAD", "TOLEARN", "BACKLOG", "PENDING"),
        Mark.TODO,
    ),
    **dict.fromkeys(
        ("DOING", "STARTED", "STRT", "INPROGRESS", "IN-PROGRESS", "IN_PROGRESS", "PROGRESS", "WIP", "ACTIVE"),
        Mark.DOING,
    ),
    **dict.fromkeys(
        ("CANCELLED", "CANCELED", "KILL", "KILLED", "SKIPPED", "DROPPED", "ABORTED", "WONTFIX"), Mark.SKIPPED
    ),
    **dict.fromkeys(("COMPLETE", "COMPLETED", "FINISHED", "CLOSED", "LEARNED", "LEARNT", "MASTERED"), Mark.DONE),
}  # fmt: skip
_FIRST_WORD = re.compile(r"\*+ ([^\W\d_][\w\u0300-\u036f-]{1,19}) +\S")
_WORD = re.compile(r"[\w\u0300-\u036f-]+")  # with accents that stand for themselves, as macOS writes them
_SUSPECT = re.compile(r"\*+ ([A-Z]{3,12}) \S")
_ENDED = frozenset((Mark.DONE, Mark.SKIPPED))
_OFTEN = 5  # headlines; a word in capitals at the beginning of so many may be a keyword that the file does not declare
_LONGEST_LINE = 10_000


def read(text: str, mode: str | None = None) -> Outline:
    """The outline of `text`. In the mode `headings` every headline without others below it is a topic.

    Raises `RoadmapFileError` where nothing can be ticked, and where the file is too deep or too large.
    """
    if mode is not None and mode not in MODES:
        raise RoadmapFileError(f'an Org file cannot be read as "{mode}", only as {", ".join(MODES)}')
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    file = _File(lines)
    if is_export(lines):
        drop_empty(file.root)
    if mode == "headings":
        tick_leaves(file.root)
    bullets = frozenset(file.bullets)
    imported = outline(FORMAT, file.root, file.warnings, bullets)
    if imported.items:
        return imported
    if mode is None and file.root.children:
        return imported._replace(modes=tuple(MODES))
    raise RoadmapFileError("nothing in this file can be ticked: it has no keywords, boxes or headlines")


class _File:
    """Builds drafts from the lines of one file."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.warnings: list[Warned] = []
        self.bullets: set[str] = set()
        self.env = _keywords(lines)
        self.undeclared: dict[str, int] = {}
        self._use_undeclared_keywords()
        titles = [match[1].strip() for line in lines if (match := _TITLE.fullmatch(line[:_LONGEST_LINE]))]
        self.root = Draft(active(titles[0]) if titles else "")
        self._headlines()
        self._warn_of_undeclared_keywords()

    def _headlines(self) -> None:
        if sum(map(bool, map(_HEADLINE.match, self.lines))) > MOST_ITEMS:
            raise RoadmapFileError(f"this file has more than {MOST_ITEMS:,} headlines; no roadmap has")
        nodes = list(orgparse.loadi(_skeleton(self.lines), filename="", env=self.env))
        starts = [node.linenumber for node in nodes[1:]] + [len(self.lines) + 1]
        self._body(self.root, 1, starts[0])
        path = [(0, self.root)]
        for node, start, end in zip(nodes[1:], starts, starts[1:], strict=False):
            while path[-1][0] >= node.level:
                path.pop()
            draft = self._draft(node, start)
            path[-1][1].children.append(draft)
            path.append((node.level, draft))
            if len(path) > DEEPEST + 1:
                raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {start})")
            self._body(draft, start + 1, end)

    def _body(self, draft: Draft, start: int, end: int) -> None:
        body(draft, self.lines, range(start, end), self.bullets, self.warnings)

    def _draft(self, node: OrgNode, line: int) -> Draft:
        """A headline as a draft: a topic where it has a keyword, else a group."""
        title, links = words(_title_of(self.lines[line - 1], node.todo))
        draft = Draft(title, line, _mark(node.todo, self.env), links=links)
        known = {str(key).upper(): unquote(str(value)) for key, value in node.properties.items()}
        if "TITLE" in known:
            draft.title, draft.links = active(known["TITLE"]), []
        draft.anchor = active(known.get("ID") or known.get("CUSTOM_ID") or "")
        draft.level = Level(known["LEVEL"]) if known.get("LEVEL") in set(Level) else None
        draft.hours = exact_hours.read(known.get("HOURS", "")) or 0.0
        draft.rule = Rule.ANY if known.get("RULE") == Rule.ANY else Rule.ALL
        draft.optional = "OPTIONAL" in known
        draft.chosen = "CHOSEN" in known
        if draft.mark in {Mark.DONE, Mark.SKIPPED} and line < len(self.lines):
            draft.done_at = _closed(self.lines[line][:_LONGEST_LINE])
        return draft

    def _use_undeclared_keywords(self) -> None:
        """Take usual keywords as such where a file declares none at all.

        Some headlines have to begin with TODO or DONE, or with words in another language for both: the end and before.
        """
        first = (match[1] for line in self.lines if (match := _FIRST_WORD.match(line[:_LONGEST_LINE])))
        counts = Counter(word for word in first if word == word.upper())
        todos, dones = list(self.env.todo_keys), list(self.env.done_keys)
        used = {*todos, *dones} & counts.keys()
        marks = {word: mark for word in sorted(counts.keys() - used) if (mark := _usual(word))}
        foreign = {mark in _ENDED for word, mark in marks.items() if word not in _USUAL}
        if any(_KEYWORDS.fullmatch(line[:_LONGEST_LINE]) for line in self.lines):
            self.undeclared = {word: counts[word] for word in marks if word not in _USUAL}
            return
        if not used and len(foreign) < len(_ENDED):
            return
        for word, mark in marks.items():
            what = "to do" if mark is Mark.TODO else mark.value
            warning = f"the keyword {word} ({counts[word]:,}) is not declared: taken as {what}"
            self.warnings.append(Warned(0, warning))
            (dones if mark in _ENDED else todos).append(word)
        self.env = OrgEnv(todos, dones, filename="")

    def _warn_of_undeclared_keywords(self) -> None:
        counts = Counter(match[1] for line in self.lines if (match := _SUSPECT.match(line)))
        for word, count in {**counts, **self.undeclared}.items():
            if (count >= _OFTEN or word in self.undeclared) and word not in self.env.all_todo_keys:
                hint = f'if it is a keyword, add the line "#+TODO: TODO {word} | DONE"'
                self.warnings.append(Warned(0, f'"{word}" begins {plural(count, "headline")}: {hint}'))


def _usual(word: str) -> Mark | None:
    """What a keyword that is not declared means; None for a word that is no usual keyword.

    Of English words only the usual keywords: titles begin with the others, as in "TESTING a page".
    """
    return _USUAL.get(word) or (None if is_english(word) else status(word))


def _skeleton(lines: list[str]) -> Iterator[str]:
    """One line for each of `lines`: a headline's stars and first word, a property that we read, or an empty line.

    Headline-like lines stay headlines, but properties inside a block are text and left out. Values of properties are
    quoted, so that nothing in them looks like a date.
    """
    inside = False
    for line in lines:
        shown = line[:_LONGEST_LINE]
        property_ = _PROPERTY.fullmatch(shown)
        if block := _BLOCK.match(shown):
            inside = block[1].casefold() == "begin"
        if head := _HEADLINE.match(shown):
            inside = False
            word = shown[head.end() :].split(maxsplit=1)[:1]
            yield head[0] + (word[0] if word and _WORD.fullmatch(word[0]) else "-")
        elif property_:
            yield "" if inside else f":{property_[1]}: {quote(property_[2])}"
        else:
            yield shown if _DRAWER.fullmatch(shown) and not inside else ""


def _title_of(line: str, keyword: str | None) -> str:
    """The title of a headline, without stars, keyword, priority, tags and cookies such as `[2/5]`."""
    title = line.lstrip("*").strip().removeprefix(keyword or "").lstrip()
    tags_start = title.rfind(" ")
    if tags_start >= 0 and _TAGS.fullmatch(title[tags_start:]):
        title = title[:tags_start]
    return without_cookies(_PRIORITY.sub("", title.rstrip()))


def _keywords(lines: list[str]) -> OrgEnv:
    """The keywords that the file declares. Without a bar the last keyword of a line means done, as in Org."""
    todos: list[str] = []
    dones: list[str] = []
    for line in lines:
        declaration = _KEYWORDS.fullmatch(line[:_LONGEST_LINE])
        if declaration:
            before, bar, after = declaration[1].partition("|")
            names = [word.partition("(")[0] for word in before.split()]
            done = [word.partition("(")[0] for word in after.split()] if bar else names[-1:]
            todos += names if bar else names[:-1]
            dones += done
    return OrgEnv(todos or ["TODO"], dones or ["DONE"], filename="")


def _mark(keyword: str | None, env: OrgEnv) -> Mark | None:
    """The mark of a keyword: its side of the bar says whether it is an end, its meaning which one."""
    if not keyword:
        return None
    meaning = _USUAL.get(keyword.upper()) or status(keyword)
    if keyword in env.done_keys:
        return Mark.SKIPPED if meaning is Mark.SKIPPED else Mark.DONE
    return Mark.DOING if meaning is Mark.DOING else Mark.TODO


def _closed(line: str) -> str:
    """The time in a `CLOSED:` line in ISO 8601, local time; "" where it has none or the date does not exist."""
    match = _CLOSED.search(line)
    if not match:
        return ""
    year, month, day, hour, minute = (int(digits) if digits else None for digits in match.groups())
    try:
        if hour is None or minute is None:
            return date(year or 0, month or 0, day or 0).isoformat()
        return datetime(year or 0, month or 0, day or 0, hour, minute).isoformat()  # noqa: DTZ001  Org has local time
    except ValueError:
        return ""
