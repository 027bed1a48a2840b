"""Reading mind maps: `.mm` of FreeMind and Freeplane, and `mindmap` of Mermaid. Their leaves are topics.

FreeMind marks with icons (button_ok), and others with a box or a sign in front of the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND
from tracker.formats.mind_map.mermaid import drafts, named
from tracker.formats.outline_builder import DEEPEST, Draft, outline, tick_leaves
from tracker.formats.safe_xml import SafeXml

FORMAT = "mind map"
FREEMIND = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<map\b", re.DOTALL)
_ICONS = {
    "button_ok": Mark.DONE,
    "checked": Mark.DONE,
    "100%": Mark.DONE,
    "button_cancel": Mark.SKIPPED,
    "unchecked": Mark.TODO,
    **dict.fromkeys(("hourglass", "25%", "50%", "75%", "go"), Mark.DOING),
}


def read(text: str) -> Outline:
    """The outline of a map: its middle is the title. Raises `RoadmapFileError` where it is no map or is too deep."""
    root = _Map().read(text) if FREEMIND.match(text) else drafts(text)
    while len(root.children) == 1 and not root.title:
        root = root.children[0]
    tick_leaves(root)
    root.mark = None
    return outline(FORMAT, root, [])


class _Map:
    """Builds drafts from the XML of FreeMind."""

    def __init__(self) -> None:
        self.root = Draft("")
        self.path = [self.root]
        self.note: list[str] | None = None
        self.xml = SafeXml("mind map", self._start, self._end, self._text)

    def read(self, text: str) -> Draft:
        """The drafts below an empty one. Raises `RoadmapFileError` where the XML is not well-formed."""
        self.xml.parse(text)
        return self.root

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        here = self.path[-1]
        if name == "node":
            line = self.xml.line
            draft = named(attributes.get("TEXT", ""), line)
            draft.anchor = attributes.get("ID", "")
            if address := attributes.get("LINK"):
                draft.links.append(Link(KIND, draft.title, address))
            here.children.append(draft)
            self.path.append(draft)
            if len(self.path) > DEEPEST + 2:
                raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {line})")
        elif name == "icon" and attributes.get("BUILTIN") in _ICONS:
            here.mark = _ICONS[attributes["BUILTIN"]]
        elif name == "richcontent":
            self.note = []

    def _end(self, name: str) -> None:
        if name == "node":
            draft = self.path.pop()
            if draft.mark is not None and draft.children and draft.mark is Mark.TODO:
                draft.mark = None
        elif name == "richcontent" and self.note is not None:
            words = [line.strip() for line in "".join(self.note).split("\n") if line.strip()]
            here = self.path[-1]
            if here.title:
                here.notes += words
            else:
                here.title = " ".join(words)
            self.note = None

    def _text(self, text: str) -> None:
        if self.note is not None:
            self.note.append(text)
