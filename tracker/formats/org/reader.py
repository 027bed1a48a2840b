"""Reading Org: headlines with a keyword and list items with a box become topics, other headlines groups.

orgparse reads the structure: stars, keywords, properties. It gives a file up for one date that does not exist,
and takes the square of a headline's length to look for tags, so it is shown only what it is needed for; lists, which
it leaves as text, are read in `org_lists`.
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
from tracker.formats import number
from tracker.formats.org.inert import active
from tracker.formats.org.lists import body, without_cookies, words
from tracker.formats.outline_builder import DEEPEST, MOST_ITEMS, Draft, outline

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
_DROPPED = frozenset(("CANCELLED", "CANCELED", "KILL", "KILLED", "SKIPPED", "DROPPED", "ABORTED", "WONTFIX"))
_BEGUN = frozenset(
    ("DOING", "STARTED", "STRT", "INPROGRESS", "IN-PROGRESS", "IN_PROGRESS", "PROGRESS", "WIP", "ACTIVE")
)
_SUSPECT = re.compile(r"\*+ ([A-Z]{3,12}) \S")
_OFTEN = 5  # headlines; a word in capitals that begins so many may be a keyword that the file does not declare
_LONGEST_LINE = 10_000


def read(text: str, mode: str | None = None) -> Outline:
    """The outline of `text`. In the mode `headings` the headlines at the leaves are topics.

    Raises `RoadmapFileError` where nothing can be ticked, and for a file that is too deep or too large.
    """
    if mode is not None and mode not in MODES:
        raise RoadmapFileError(f'an Org file cannot be read as "{mode}", only as {", ".join(MODES)}')
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    file = _File(lines)
    if mode == "headings":
        _tick_leaves(file.root)
    bullets = frozenset(file.bullets)
    found = outline(FORMAT, file.root, file.warnings, bullets)
    if found.items:
        return found
    if mode is None and file.root.children:
        return found._replace(modes=tuple(MODES))
    raise RoadmapFileError("nothing in this file can be ticked: it has no keywords, boxes or headlines")


class _File:
    """One file on its way from lines to drafts."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.warnings: list[Warned] = []
        self.bullets: set[str] = set()
        self.env = _keywords(lines)
        titles = [found[1].strip() for line in lines if (found := _TITLE.fullmatch(line[:_LONGEST_LINE]))]
        self.root = Draft(active(titles[0]) if titles else "")
        self._headlines()
        self._suspects()

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
        """The headline as a draft; without a keyword it is a group."""
        title, links = words(_title_of(self.lines[line - 1], node.todo))
        draft = Draft(title, line, _mark(node.todo, self.env), links=links)
        known = {str(key).upper(): unquote(str(value)) for key, value in node.properties.items()}
        if "TITLE" in known:
            draft.title, draft.links = active(known["TITLE"]), []
        draft.anchor = active(known.get("ID") or known.get("CUSTOM_ID") or "")
        draft.level = Level(known["LEVEL"]) if known.get("LEVEL") in set(Level) else None
        draft.hours = number.read(known.get("HOURS", "")) or 0.0
        draft.rule = Rule.ANY if known.get("RULE") == Rule.ANY else Rule.ALL
        draft.optional = "OPTIONAL" in known
        draft.chosen = "CHOSEN" in known
        if draft.mark in {Mark.DONE, Mark.SKIPPED} and line < len(self.lines):
            draft.done_at = _closed(self.lines[line][:_LONGEST_LINE])
        return draft

    def _suspects(self) -> None:
        begun = Counter(found[1] for line in self.lines if (found := _SUSPECT.match(line)))
        for word, count in begun.items():
            if count >= _OFTEN and word not in self.env.all_todo_keys:
                hint = f'if it is a keyword, add the line "#+TODO: TODO {word} | DONE"'
                self.warnings.append(Warned(0, f'"{word}" begins {count} headlines: {hint}'))


def _skeleton(lines: list[str]) -> Iterator[str]:
    """As many lines as there are: stars and first words of headlines, the properties we know, else nothing.

    What stands in a block is text; values of properties are quoted, so that nothing in them looks like a date.
    """
    inside = False
    for line in lines:
        shown = line[:_LONGEST_LINE]
        found = _PROPERTY.fullmatch(shown)
        if block := _BLOCK.match(shown):
            inside = block[1].casefold() == "begin"
        if head := _HEADLINE.match(shown):
            inside = False
            word = shown[head.end() :].split(maxsplit=1)[:1]
            yield head[0] + (word[0] if word and word[0].replace("-", "").replace("_", "").isalnum() else "-")
        elif found:
            yield "" if inside else f":{found[1]}: {quote(found[2])}"
        else:
            yield shown if _DRAWER.fullmatch(shown) and not inside else ""


def _title_of(line: str, keyword: str | None) -> str:
    """The title of a headline: without its stars and keyword, its priority, its tags, and what counts below it."""
    title = line.lstrip("*").strip().removeprefix(keyword or "").lstrip()
    at = title.rfind(" ")
    if at >= 0 and _TAGS.fullmatch(title[at:]):
        title = title[:at]
    return without_cookies(_PRIORITY.sub("", title.rstrip()))


def _keywords(lines: list[str]) -> OrgEnv:
    """The keywords that the file declares; without a bar the last one of a line means done, as Org has it."""
    todos: list[str] = []
    dones: list[str] = []
    for line in lines:
        found = _KEYWORDS.fullmatch(line[:_LONGEST_LINE])
        if found:
            before, bar, after = found[1].partition("|")
            names = [word.partition("(")[0] for word in before.split()]
            done = [word.partition("(")[0] for word in after.split()] if bar else names[-1:]
            todos += names if bar else names[:-1]
            dones += done
    return OrgEnv(todos or ["TODO"], dones or ["DONE"], filename="")


def _mark(keyword: str | None, env: OrgEnv) -> Mark | None:
    if not keyword:
        return None
    if keyword in env.done_keys:
        return Mark.SKIPPED if keyword.upper() in _DROPPED else Mark.DONE
    return Mark.DOING if keyword.upper() in _BEGUN else Mark.TODO


def _closed(line: str) -> str:
    """When a headline was closed, from the line below it, in ISO 8601; empty where that is no date."""
    found = _CLOSED.search(line)
    if not found:
        return ""
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        if hour is None or minute is None:
            return date(year or 0, month or 0, day or 0).isoformat()
        return datetime(year or 0, month or 0, day or 0, hour, minute).isoformat()  # noqa: DTZ001  Org has local time
    except ValueError:
        return ""


def _tick_leaves(draft: Draft) -> None:
    for child in draft.children:
        if not child.children:
            child.mark = child.mark or Mark.TODO
        _tick_leaves(child)
