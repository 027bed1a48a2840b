"""Reading OPML, the outline format of WorkFlowy, Dynalist and OmniOutliner.

In our own exports the attribute `type` says what each outline is (topic, group or link), and texts hold no HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Level, Link, Mark, Rule
from tracker.core.text import plain
from tracker.formats import exact_hours
from tracker.formats.address import KIND, bare_addresses
from tracker.formats.outline_builder import DEEPEST, Draft, drop_empty, outline, tick_leaves
from tracker.formats.recognise import READS, XML_KINDS
from tracker.formats.safe_xml import SafeXml

FORMAT = "opml"
MODES = {
    "leaves": "the outlines with nothing below them",
    "parents": "the outlines one level above the deepest, which becomes their notes",
}
_TAG = re.compile(r"</?(?:a|b|i|u|s|em|strong|code|span|mark|font|time|del|br|p|div)\b[^<>]*>", re.IGNORECASE)
_HREF = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]*)</a>", re.IGNORECASE)
_TOPIC, _GROUP, _LINK = "topic", "group", "link"
_DONE_KEYS = ("_complete", "complete", "_status", "_checked", "checked")
_MARKS = {
    **dict.fromkeys(("true", "checked", "1", "yes", "done", "complete"), Mark.DONE),
    **dict.fromkeys(("doing", "indeterminate", "mixed", "partial"), Mark.DOING),
    "skipped": Mark.SKIPPED,
}


def read(text: str, mode: str | None = None) -> Outline:
    """The outline of `text`. Where no outline has a mark, `mode` says which of them become topics.

    Raises `RoadmapFileError` where it is no OPML, is a list of feeds, or is nested too deeply.
    """
    if mode is not None and mode not in MODES:
        raise RoadmapFileError(f'an OPML file cannot be read as "{mode}", only as {", ".join(MODES)}')
    file = _File()
    file.parse(text)
    if file.feeds * 2 > file.outlines:
        raise RoadmapFileError("this OPML file is a list of feeds, not a roadmap")
    if not file.outlines:
        raise RoadmapFileError("this OPML file holds no outline")
    if mode is None and not file.marked:
        return outline(FORMAT, Draft(file.root.title), file.warnings)._replace(modes=tuple(MODES))
    if mode == "parents":
        _tick_parents(file.root)
    elif file.ours:
        drop_empty(file.root)
    else:
        tick_leaves(file.root)
    return outline(FORMAT, file.root, file.warnings)


class _File:
    """Builds drafts from the XML of one file.

    `marked` is true once an outline has a mark, `ours` once one has a type of our own export.
    """

    def __init__(self) -> None:
        self.root = Draft("")
        self.path: list[Draft | None] = [self.root]  # None for an outline that is left out with all below it
        self.inside: list[str] = []
        self.title: list[str] = []
        self.outlines = self.feeds = 0
        self.marked = self.ours = False
        self.warnings: list[Warned] = []
        self.xml = SafeXml("OPML file", self._start, self._end, self._text)

    def parse(self, text: str) -> None:
        """Parse `text` into `root`. Raises `RoadmapFileError` where it is not well-formed OPML."""
        self.xml.parse(text)
        self.root.title = "".join(self.title)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.inside.append(name)
        if len(self.inside) == 1 and name.casefold() != "opml":
            what = XML_KINDS.get(name.casefold(), "")
            known = f"this is {what}; {READS}" if what else f"this is XML, but not OPML: it begins with <{name[:40]}>"
            raise RoadmapFileError(known)
        if len(self.inside) > DEEPEST + 3:  # opml, body, and what stands below the last level
            line = self.xml.line
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {line})")
        if name == "outline":
            self.path.append(self._outline(attributes, self.path[-1]))

    def _outline(self, attributes: Mapping[str, str], parent: Draft | None) -> Draft | None:
        """Put an outline below `parent`. Returns its draft; None for a comment and for a link of our own export."""
        if parent is None or attributes.get("isComment") == "true":
            text = plain(_words(attributes.get("text", ""))[0])[:80]
            self.warnings.append(Warned(self.xml.line, f"a comment was left out: {text}", skipped=True))
            return None
        self.outlines += 1
        self.feeds += "xmlUrl" in attributes
        type_ = attributes.get("type", "")
        if type_ == _LINK and self.ours:
            url, title = attributes.get("url", ""), attributes.get("text", "")
            parent.links.append(Link(attributes.get("kind", KIND), title, url))
            return None
        if type_ in {_TOPIC, _GROUP}:
            self.ours = self.marked = True
            draft = _our_draft(attributes, self.xml.line)
        else:
            draft = _draft(attributes, self.xml.line)
            self.marked = self.marked or draft.mark is not None
        parent.children.append(draft)
        return draft

    def _end(self, _name: str) -> None:
        if self.inside.pop() == "outline":
            self.path.pop()

    def _text(self, text: str) -> None:
        if self.inside[-2:] == ["head", "title"]:
            self.title.append(text)


def _draft(attributes: Mapping[str, str], line: int) -> Draft:
    """An outline from another program: a topic where it has one of the attributes that programs use for "done"."""
    title, links = _words(attributes.get("text") or attributes.get("title") or "")
    note, more = _words(attributes.get("_note") or attributes.get("note") or "")
    draft = Draft(" ".join(title.split("\n")), line, _mark(attributes), links=[*links, *more])
    draft.notes = note.split("\n") if note else []
    draft.anchor = attributes.get("_id") or attributes.get("id") or ""
    address = attributes.get("url") or attributes.get("htmlUrl")
    if address:
        draft.links.insert(0, Link(KIND, draft.title, address))
    return draft


def _our_draft(attributes: Mapping[str, str], line: int) -> Draft:
    """An outline of our own export; its texts hold no HTML."""
    note, level, hours = attributes.get("_note", ""), attributes.get("level"), attributes.get("hours", "")
    return Draft(
        attributes.get("text", ""),
        line,
        (_mark(attributes) or Mark.TODO) if attributes["type"] == _TOPIC else None,
        attributes.get("id", ""),
        Level(level) if level in set(Level) else None,
        exact_hours.read(hours) or 0.0,
        attributes.get("doneWhen", ""),
        attributes.get("doneAt", "") if _mark(attributes) is Mark.DONE else "",
        rule=Rule.ANY if attributes.get("rule") == Rule.ANY else Rule.ALL,
        optional=attributes.get("optional") == "true",
        chosen=attributes.get("chosen") == "true",
        notes=note.split("\n") if note else [],
    )


def _mark(attributes: Mapping[str, str]) -> Mark | None:
    status = next((attributes[key] for key in _DONE_KEYS if key in attributes), None)
    return None if status is None else _MARKS.get(status.strip().casefold(), Mark.TODO)


def _tick_parents(draft: Draft, top: bool = True) -> int:
    """Make topics of the outlines that have only leaves below; the leaves become their notes.

    Returns the height of `draft`: 0 for a leaf.
    """
    heights = [_tick_parents(child, False) for child in draft.children]
    height = max(heights, default=-1) + 1
    for child, below in zip(draft.children, heights, strict=True):
        if below == 1:
            for leaf in child.children:
                child.notes += [leaf.title, *leaf.notes]
                child.links += leaf.links
            child.children = []
        if below == 1 or (below == 0 and (height > 1 or top)):
            child.mark = child.mark or Mark.TODO
    return height


def _words(text: str) -> tuple[str, list[Link]]:
    """`text` without the HTML that programs put into it, and its links. Entities that XML has left are resolved too."""
    links = [Link(KIND, html.unescape(_TAG.sub("", title)) or url, url) for url, title in _HREF.findall(text)]
    shown = _TAG.sub("", text) if "<" in text else text
    links.extend(Link(KIND, url, url) for url in bare_addresses(shown))
    return html.unescape(shown), links
