"""Reading OPML, the outline format of WorkFlowy, Dynalist and OmniOutliner.

expat reads it; a document type, and with it every entity a file could define, is refused. Exports of ours say in
`type` what each outline is (topic, group, link) and hold no HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from xml.parsers import expat

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.roadmap.model import Level, Link, Mark, Rule
from tracker.formats import number
from tracker.formats.address import KIND, bare
from tracker.formats.outline_builder import DEEPEST, Draft, outline

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
    """The outline of `text`. Where nothing in it says what is done, `mode` says which outlines are topics.

    Raises `RoadmapFileError` for what is not OPML, for a list of feeds, and for a file that is too deep.
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
        return outline(FORMAT, Draft(file.root.title), [])._replace(modes=tuple(MODES))
    if mode == "parents":
        _tick_parents(file.root)
    elif not file.ours:
        _tick_leaves(file.root)
    return outline(FORMAT, file.root, [])


class _File:
    """One file on its way from XML to drafts. `marked` is true once an outline says whether it is done."""

    def __init__(self) -> None:
        self.root = Draft("")
        self.path: list[Draft | None] = [self.root]  # None where nothing below is kept
        self.inside: list[str] = []
        self.title: list[str] = []
        self.outlines = self.feeds = 0
        self.marked = self.ours = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def parse(self, text: str) -> None:
        """Read all of `text`."""
        try:
            self.parser.Parse(text, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise RoadmapFileError(f"this is not well-formed OPML: {reason} (line {error.lineno})") from None
        except UnicodeEncodeError:
            raise RoadmapFileError("this is not well-formed OPML: it holds half a character") from None
        self.root.title = "".join(self.title)

    def _refuse(self, *_declaration: object) -> None:
        raise RoadmapFileError("this OPML file declares a document type; such files are not read, for safety")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.inside.append(name)
        if len(self.inside) == 1 and name.casefold() != "opml":
            raise RoadmapFileError(f"this is XML, but not OPML: it begins with <{name[:40]}>")
        if len(self.inside) > DEEPEST + 3:  # opml, body, and what stands below the last level
            line = self.parser.CurrentLineNumber
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {line})")
        if name == "outline":
            self.path.append(self._outline(attributes, self.path[-1]))

    def _outline(self, attributes: Mapping[str, str], parent: Draft | None) -> Draft | None:
        """The outline put below `parent`; none for a comment, and for a link of a topic of ours."""
        if parent is None or attributes.get("isComment") == "true":
            return None
        self.outlines += 1
        self.feeds += "xmlUrl" in attributes
        what = attributes.get("type", "")
        if what == _LINK and self.ours:
            url, title = attributes.get("url", ""), attributes.get("text", "")
            parent.links.append(Link(attributes.get("kind", KIND), title, url))
            return None
        if what in {_TOPIC, _GROUP}:
            self.ours = self.marked = True
            draft = _our_draft(attributes, self.parser.CurrentLineNumber)
        else:
            draft = _draft(attributes, self.parser.CurrentLineNumber)
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
    """An outline of another program: a topic where it carries the mark that programs put on what is done."""
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
    """An outline of our own export, whose texts are as they were."""
    note, level, spent = attributes.get("_note", ""), attributes.get("level"), attributes.get("hours", "")
    return Draft(
        attributes.get("text", ""),
        line,
        (_mark(attributes) or Mark.TODO) if attributes["type"] == _TOPIC else None,
        attributes.get("id", ""),
        Level(level) if level in set(Level) else None,
        number.read(spent) or 0.0,
        attributes.get("doneWhen", ""),
        rule=Rule.ANY if attributes.get("rule") == Rule.ANY else Rule.ALL,
        optional=attributes.get("optional") == "true",
        chosen=attributes.get("chosen") == "true",
        notes=note.split("\n") if note else [],
    )


def _mark(attributes: Mapping[str, str]) -> Mark | None:
    status = next((attributes[key] for key in _DONE_KEYS if key in attributes), None)
    return None if status is None else _MARKS.get(status.strip().casefold(), Mark.TODO)


def _tick_leaves(draft: Draft) -> None:
    """Make topics of the outlines without others below: programs put a mark only on what is done."""
    for child in draft.children:
        if not child.children:
            child.mark = child.mark or Mark.TODO
        _tick_leaves(child)


def _tick_parents(draft: Draft, top: bool = True) -> int:
    """Make topics of the outlines with only leaves below, which become their notes. The height, 0 for a leaf."""
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
    """Text without the HTML that programs put into it, and its links; `&lt;` is a sign that they escaped twice."""
    links = [Link(KIND, html.unescape(_TAG.sub("", title)) or url, url) for url, title in _HREF.findall(text)]
    shown = _TAG.sub("", text) if "<" in text else text
    links.extend(Link(KIND, url, url) for url in bare(shown))
    return html.unescape(shown), links
