"""Reading what stands below a headline of an Org file: lists with boxes, links and prose."""

from __future__ import annotations

import re

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND, bare_addresses
from tracker.formats.org.inert import active
from tracker.formats.outline_builder import DEEPEST, Draft

OUR_KEYWORDS = "#+TODO: TODO DOING | DONE SKIPPED"
"""The second line of our own export; a file with this line is read as our export."""

_BULLET = re.compile(
    r"([ \t]*)(?:[-+]|(?<=[ \t])\*|\d{1,9}[.)])[ \t]+(?:\[@\d{1,9}\][ \t]*)?(?:\[([ Xx-])\](?:[ \t]+|\Z))?(.*)"
)
_LOOK = re.compile(
    r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]*\[[^\[\]]?\]|\[[ Xx-]\][ \t]|\*+[ \t]*(?:TODO|DONE)\b|\|.*\[[ Xx-]\])"
)
_COMMENTED = re.compile(r"[ \t]*# *(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ Xx-]\]")
_BOXES = {" ": Mark.TODO, "X": Mark.DONE, "x": Mark.DONE, "-": Mark.DOING}
_COOKIE = re.compile(r"[ \t]?\[(?:\d{0,6}/\d{0,6}|\d{0,3}%)\]")
_LINK = re.compile(r"\[\[((?:[^\[\]\\]|\\.)+)\](?:\[((?:[^\[\]\\]|\\.)+)\])?\]")
_OUR_LINK = re.compile(rf"- (.*): {_LINK.pattern}")
_ENDING = re.compile(r"(?<!\\)(\\*)([\[\]]|\Z)")  # a bracket or the end of a text, with the backslashes before it
_ESCAPED_ENDING = re.compile(r"(?<!\\)(\\+)([\[\]]|\Z)")
_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_(\S+)", re.IGNORECASE)
_COMMA = re.compile(r"([ \t]*),(,*(?:\*|#\+))")  # a comma keeps a line of a block from being a headline
_DRAWER = re.compile(r"[ \t]*:([\w@-]+):[ \t]*")
_UNSEEN = re.compile(r"[ \t]*(?:#\+\S+:|# |#\Z|CLOCK:|CLOSED:|SCHEDULED:|DEADLINE:)")
_KIND = re.compile(r"([A-Za-z]{2,20}): ")
_DONE_WHEN = "Done when:"
_LONGEST_LINE = 10_000


class _Body:
    """Reads the lines below one headline into its draft."""

    def __init__(self, draft: Draft, warnings: list[Warned], ours: bool) -> None:
        self.draft = draft
        self.ours = ours
        self.warnings = warnings
        self.open: list[tuple[int, Draft]] = []  # items of lists, each with the column of its bullet
        self.block = ""
        self.drawer = ""

    def line(self, whole: str, number: int) -> None:
        """Read one more line. A box inside a block or a drawer is no topic, and gives a warning, but not in a note."""
        line = whole[:_LONGEST_LINE].rstrip()
        block = _BLOCK.match(line)
        if ((self.block and not self.ours) or self.drawer) and (
            ((item := _BULLET.fullmatch(line)) and item[2]) or _LOOK.match(line) or _COMMENTED.match(line)
        ):
            where = f"a {self.block} block" if self.block else f"the drawer {self.drawer}"
            self.warnings.append(Warned(number, f"looks like a box and is none: inside {where}", skipped=True))
        if self.block:
            if block and block[1].lower() == "end" and block[2].lower() == self.block:
                self.block = ""
            else:
                comma = _COMMA.match(line)
                text = comma[1] + whole[comma.end(1) + 1 :] if comma else whole.rstrip()
                self.owner().notes.append(active(text) if self.ours else text)
        elif self.drawer:
            self.drawer = "" if line.strip().upper() == ":END:" else self.drawer
        elif block and block[1].lower() == "begin":
            self.block = block[2].lower()
        elif drawer := _DRAWER.fullmatch(line):
            self.drawer = drawer[1]
        elif not _UNSEEN.match(line):
            self.item_or_text(line, number)
        elif _COMMENTED.match(line):
            self.warnings.append(Warned(number, "looks like a box and is none: inside a comment", skipped=True))

    def item_or_text(self, line: str, number: int) -> None:
        """Read a line of a list, or prose of the list item below which it is indented, or of the headline."""
        if self.ours and (link := _OUR_LINK.fullmatch(line)):
            self.draft.links.append(Link(active(link[1]), active(unbracketed(link[3] or "")), unbracketed(link[2])))
            return
        bullet = _BULLET.fullmatch(line)
        column = len(line) - len(line.lstrip())
        while self.open and line.strip() and self.open[-1][0] >= column:
            self.open.pop()
        if not (bullet and bullet[2]) and _LOOK.match(line):
            self.warnings.append(Warned(number, f"looks like a task and is none: {line.strip()[:80]}", skipped=True))
        if not bullet:
            self.text(line.strip())
            return
        title, links = words(without_cookies(bullet[3]))
        item = Draft(title, number, _BOXES[bullet[2]] if bullet[2] else None, links=links)
        self.owner().children.append(item)
        self.open.append((column, item))
        if len(self.open) > DEEPEST:
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {number})")

    def owner(self) -> Draft:
        """The draft to which the next line belongs: the open list item, or the headline."""
        return self.open[-1][1] if self.open else self.draft

    def text(self, line: str) -> None:
        """Add a line of prose, or a blank line inside it, to the current draft."""
        owner = self.owner()
        if line.startswith(_DONE_WHEN) and not owner.done_when:
            condition = line.removeprefix(_DONE_WHEN).strip()
            owner.done_when = active(condition) if self.ours else condition
        elif line or owner.notes:
            shown, links = words(line)
            owner.notes.append(shown)
            owner.links.extend(links)


def is_export(lines: list[str]) -> bool:
    """Whether these are the lines of our own export, in which blocks are notes."""
    return OUR_KEYWORDS in lines[1:2]


def body(draft: Draft, lines: list[str], numbers: range, bullets: set[str], warnings: list[Warned]) -> None:
    """Read the lines with these `numbers` (from 1) into `draft`; `bullets` gets the titles of items without a box."""
    lines_below = _Body(draft, warnings, is_export(lines))
    for number in numbers:
        lines_below.line(lines[number - 1], number)
    _fold_plain_items(draft, bullets)


def _fold_plain_items(draft: Draft, bullets: set[str]) -> bool:
    """Turn items without a box, and without boxes below them, into prose and links. True where a box is left."""
    kept = []
    for child in draft.children:
        boxed = _fold_plain_items(child, bullets) or child.mark is not None
        if child.mark is None:
            bullets.add(child.title)
        if boxed:
            kept.append(child)
        else:
            _absorb(draft, child)
    draft.children = kept
    while draft.notes and not draft.notes[-1]:
        draft.notes.pop()
    return bool(kept)


def _absorb(draft: Draft, item: Draft) -> None:
    """Add a list item without a box to the topic or group above it: as a link, or as a line of its prose."""
    links = [link for link in item.links if web(link.url)]
    if len(links) == 1:
        link = links[0]
        kind = _KIND.match(item.title)
        whole = kind is not None and item.title == f"{kind[0]}{link.title}"
        title = link.title if whole else item.title
        draft.links.append(Link(kind[1].lower() if kind and whole else KIND, title, link.url))
    else:
        draft.notes.append(f"- {item.title}")
        draft.links.extend(item.links)
    draft.notes.extend(item.notes)


def words(text: str) -> tuple[str, list[Link]]:
    """`text` with each link replaced by its title, and the links."""
    pairs = [(unbracketed(url), unbracketed(title)) for url, title in _LINK.findall(text)]
    links = [Link(KIND, title or url, url) for url, title in pairs]
    shown = _LINK.sub(lambda match: unbracketed(match[2] or match[1]), text)
    links.extend(Link(KIND, url, url) for url in bare_addresses(_LINK.sub("\n", text)))
    return shown, links


def bracketed(text: str) -> str:
    """`text` escaped by Org's rules, so that it cannot end the brackets around it."""
    return _ENDING.sub(lambda match: f"{match[1] * 2}{match[2] and chr(92)}{match[2]}", text)


def unbracketed(text: str) -> str:
    """The text from which `bracketed` made `text`."""
    return _ESCAPED_ENDING.sub(lambda match: match[1][: len(match[1]) // 2] + match[2], text)


def without_cookies(text: str) -> str:
    """`text` without `[2/5]` and `[40%]`, which count what stands below."""
    return _COOKIE.sub("", text).strip()
