"""What stands below a headline of an Org file: lists with boxes, links, and prose."""

from __future__ import annotations

import re

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND, bare
from tracker.formats.org.inert import active
from tracker.formats.outline_builder import DEEPEST, Draft

OUR_KEYWORDS = "#+TODO: TODO DOING | DONE SKIPPED"
"""The second line of an export of ours: by it such a file is known."""

_BULLET = re.compile(
    r"([ \t]*)(?:[-+]|(?<=[ \t])\*|\d{1,9}[.)])[ \t]+(?:\[@\d{1,9}\][ \t]*)?(?:\[([ Xx-])\](?:[ \t]+|\Z))?(.*)"
)
_BOXES = {" ": Mark.TODO, "X": Mark.DONE, "x": Mark.DONE, "-": Mark.DOING}
_COOKIE = re.compile(r"[ \t]?\[(?:\d{0,6}/\d{0,6}|\d{0,3}%)\]")
_LINK = re.compile(r"\[\[((?:[^\[\]\\]|\\.)+)\](?:\[((?:[^\[\]\\]|\\.)+)\])?\]")
_OUR_LINK = re.compile(rf"- (.*): {_LINK.pattern}")
_ENDING = re.compile(r"(?<!\\)(\\*)([\[\]]|\Z)")  # of what stands in brackets, and the backslashes before it
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
        """One more line. Blocks and drawers keep what they hold from being taken for boxes."""
        line = whole[:_LONGEST_LINE].rstrip()
        block = _BLOCK.match(line)
        if (self.block or self.drawer) and (found := _BULLET.fullmatch(line)) and found[2]:
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

    def item_or_text(self, line: str, number: int) -> None:
        """A line of a list, or prose that belongs to the item it is indented below, or to the headline."""
        if self.ours and (link := _OUR_LINK.fullmatch(line)):
            self.draft.links.append(Link(active(link[1]), active(unbracketed(link[3] or "")), unbracketed(link[2])))
            return
        found = _BULLET.fullmatch(line)
        column = len(line) - len(line.lstrip())
        while self.open and line.strip() and self.open[-1][0] >= column:
            self.open.pop()
        if not found:
            self.text(line.strip())
            return
        title, links = words(without_cookies(found[3]))
        item = Draft(title, number, _BOXES[found[2]] if found[2] else None, links=links)
        self.owner().children.append(item)
        self.open.append((column, item))
        if len(self.open) > DEEPEST:
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {number})")

    def owner(self) -> Draft:
        """The item of a list that a line belongs to, or the headline."""
        return self.open[-1][1] if self.open else self.draft

    def text(self, line: str) -> None:
        """Prose, with the blank lines inside it."""
        owner = self.owner()
        if line.startswith(_DONE_WHEN) and not owner.done_when:
            told = line.removeprefix(_DONE_WHEN).strip()
            owner.done_when = active(told) if self.ours else told
        elif line or owner.notes:
            shown, links = words(line)
            owner.notes.append(shown)
            owner.links.extend(links)


def body(draft: Draft, lines: list[str], numbers: range, bullets: set[str], warnings: list[Warned]) -> None:
    """Put what stands in the lines with these `numbers` below `draft`; `bullets` gets the items without a box."""
    reading = _Body(draft, warnings, OUR_KEYWORDS in lines[1:2])
    for number in numbers:
        reading.line(lines[number - 1], number)
    _settle(draft, bullets)


def _settle(draft: Draft, bullets: set[str]) -> bool:
    """Make prose and links of the items without a box, unless boxes stand below them; true where a box was found."""
    kept = []
    for child in draft.children:
        boxed = _settle(child, bullets) or child.mark is not None
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
    """A plain list item as a link of the topic or group it stands below, or as a line of its prose."""
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
    """`text` with the titles of its links in their places, and the links."""
    found = [(unbracketed(url), unbracketed(title)) for url, title in _LINK.findall(text)]
    links = [Link(KIND, title or url, url) for url, title in found]
    shown = _LINK.sub(lambda found: unbracketed(found[2] or found[1]), text)
    links.extend(Link(KIND, url, url) for url in bare(_LINK.sub("\n", text)))
    return shown, links


def bracketed(text: str) -> str:
    """`text` so that it cannot end the brackets around it, as Org has it."""
    return _ENDING.sub(lambda found: f"{found[1] * 2}{found[2] and chr(92)}{found[2]}", text)


def unbracketed(text: str) -> str:
    """What `bracketed` was given."""
    return _ESCAPED_ENDING.sub(lambda found: found[1][: len(found[1]) // 2] + found[2], text)


def without_cookies(text: str) -> str:
    """`text` without `[2/5]` and `[40%]`, which count what stands below."""
    return _COOKIE.sub("", text).strip()
