"""A roadmap as a table for a spreadsheet, one row for each topic; `table.own_export` reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Link, Topic
from tracker.core.text import plain, plain_lines
from tracker.formats import exact_hours

COLUMNS = (
    "id", "title", "mark", "done_at", "level", "hours", "group", "under", "counts", "done_when", "needs", "links",
    "note", "roadmap",
)  # fmt: skip
"""`group` are the titles above a topic, `under` is the id of the topic above it, `roadmap` the title of the whole."""
BETWEEN = " / "
"""What stands between titles in `group`; in a title a backslash stands before it."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with in a spreadsheet; Japanese ones take the wide signs too."""


def write(document: Document) -> str:
    """The table as CSV, with a header row. A topic that stands in two places has two rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(document))
    return out.getvalue()


def _rows(document: Document) -> Iterator[list[str]]:
    tree = document.tree
    for place, node in enumerate(tree.nodes):
        if isinstance(node, Topic):
            card, above = document.card(place), tree.path(place)[1:]
            cells = (
                node.id,
                node.title,
                document.progress.mark(node.id).value,
                document.done_at(place),
                node.level.value if node.level else "",
                exact_hours.written(node.hours),
                BETWEEN.join(joinable(plain(tree.nodes[group].title)) for group in above),
                next((tree.nodes[group].name for group in reversed(above) if isinstance(tree.nodes[group], Topic)), ""),
                "yes" if document.counts(place) else "no",
                card.done_when,
                " ".join(node.needs),
                "\n".join(map(_link, card.links)),
                document.note(place),
                document.progress.roadmap.title,
            )
            yield [_cell(cell) for cell in cells]


def joinable(title: str) -> str:
    """A title that `BETWEEN` can stand beside."""
    return title.replace("\\", "\\\\").replace("/", "\\/")


def _link(link: Link) -> str:
    """A link in one line: its kind, title and address."""
    return f"{plain(link.kind)}: {plain(link.title)} <{link.url}>"


def _cell(text: str) -> str:
    """`text` as a cell that a spreadsheet shows and never runs as a formula.

    White space at its ends is cut off: a spreadsheet would skip it before the first sign of a formula.
    """
    shown = plain_lines(text).strip()
    return f"'{shown}" if shown.lstrip("'").startswith(FORMULA_SIGNS) else shown
