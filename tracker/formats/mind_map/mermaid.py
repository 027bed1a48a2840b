"""Mind maps of Mermaid, in which the indent says what stands below what."""

from __future__ import annotations

import re

from tracker.core.errors import RoadmapFileError
from tracker.formats.markdown.boxes import Style, box
from tracker.formats.outline_builder import DEEPEST, Draft

BEGIN = re.compile(r"\s*(?:---\n.*?\n---\s*)?(?:%%[^\n]*\n\s*)*mindmap[ \t]*\n", re.DOTALL)
_SHAPES = re.compile(r"[\w-]*(?:\(\((.*)\)\)|\)\)(.*)\(\(|\{\{(.*)\}\}|\[(.*)\]|\)(.*)\(|\((.*)\))\s*")
_LINE_BREAK = re.compile(r"<br\s*/?>|\\n")


def drafts(text: str, first: int = 1) -> Draft:
    """The drafts of a map below an empty one; `first` is the number of its first line.

    Raises `RoadmapFileError` where it is no map or is too deep.
    """
    match = BEGIN.match(text)
    if not match:
        raise RoadmapFileError("this is no mind map: it begins neither with <map> nor with mindmap")
    root = Draft("")
    path: list[tuple[int, Draft]] = [(-1, root)]
    head = first + text[: match.end()].count("\n")
    for number, line in enumerate(text.split("\n"), first):
        words = line.strip()
        if number < head or not words or words.startswith(("%%", "::icon", ":::")):
            continue
        shape = _SHAPES.fullmatch(words)
        words = next((part for part in shape.groups() if part is not None), words) if shape else words
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        while path[-1][0] >= indent:
            path.pop()
        draft = named(words.strip("\"'`"), number)
        path[-1][1].children.append(draft)
        path.append((indent, draft))
        if len(path) > DEEPEST + 2:
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {number})")
    return root


def is_marked(text: str) -> bool:
    """True for a map in which something is marked."""
    stack = [drafts(text)] if BEGIN.match(text) else []
    while stack:
        draft = stack.pop()
        if draft.mark is not None:
            return True
        stack.extend(draft.children)
    return False


def named(words: str, line: int) -> Draft:
    """A draft with the mark that stands in front of its words."""
    title = " ".join(_LINE_BREAK.sub(" ", words).split())
    marked = box(title, Style(signs=True))
    return Draft(marked.rest, line, marked.mark) if marked and marked.rest.strip() else Draft(title, line)
