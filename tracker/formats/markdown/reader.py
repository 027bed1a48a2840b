"""Reading a Markdown task list: every box becomes a topic, with its tick, its prose and its links.

A file without a box can be read in other modes (its tables, lists or headings); the user chooses one.
"""

from __future__ import annotations

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.text import plural
from tracker.formats.markdown.blocks import Page, blocks
from tracker.formats.markdown.lookalikes import BARE, lookalikes, quiz
from tracker.formats.markdown.tree import Tree
from tracker.formats.outline_builder import Draft, outline, tick_leaves

FORMAT = "markdown"
MODES = {
    "table": "the rows of its tables",
    "list": "the items of its lists",
    "headings": "its headings",
    "map": "the ends of its mind maps",
}


def read(text: str, mode: str | None = None) -> Outline:
    """The outline of `text`. `mode` is one of `MODES` and says what the topics are, as in a file without boxes.

    Raises `RoadmapFileError` where nothing can be ticked, and for a file that is too deep or too large.
    """
    if mode is not None and mode not in MODES:
        raise RoadmapFileError(f'a Markdown file cannot be read as "{mode}", only as {", ".join(MODES)}')
    page = blocks(text, signs=mode == "list")
    if mode:
        imported = _in_mode(page, mode)
        if not imported.items:
            raise RoadmapFileError(f"nothing in this file can be ticked when it is read as {mode}")
        return imported
    if page.root.boxed:
        return _task_list(page)
    readings = {name: _in_mode(page, name) for name in MODES}
    modes = tuple(name for name, reading in readings.items() if reading.items)
    if not modes:
        bare = len(BARE.findall(text))
        more = f"; {plural(bare, 'line')} would be boxes with a bullet before them, as in - [ ]" if bare else ""
        raise RoadmapFileError(f"nothing in this file can be ticked: it has no boxes, tables, lists or headings{more}")
    unread = outline(FORMAT, Draft(readings[modes[0]].title), lookalikes(page, set()))
    return unread._replace(modes=modes)


def _task_list(page: Page) -> Outline:
    tree = Tree(page, "boxes")
    answers = quiz([tree.root])
    warnings = [*tree.warnings, *lookalikes(page, tree.lines), *([answers] if answers else [])]
    tree.root.title = tree.root.title or _front_title(page.meta)
    imported = outline(FORMAT, tree.root, warnings, frozenset(tree.bullets))
    if not imported.items:
        raise RoadmapFileError("none of the boxes in this file has a text")
    return imported._replace(answers=answers)


def _in_mode(page: Page, mode: str) -> Outline:
    tree = Tree(page, mode)
    if mode == "headings":
        tick_leaves(tree.root)
    tree.root.title = tree.root.title or _front_title(page.meta)
    return outline(FORMAT, tree.root, tree.warnings, frozenset(tree.bullets))


def _front_title(meta: str) -> str:
    """The `title:` of the front matter, or "" where it has none."""
    for line in meta.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip().casefold() == "title":
            return value.strip().strip("\"'")
    return ""
