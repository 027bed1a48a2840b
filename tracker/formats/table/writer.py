"""A roadmap as a table for a spreadsheet, one row for each topic."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Topic
from tracker.core.text import plain, plain_lines

COLUMNS = ("id", "title", "mark", "level", "hours", "group", "counts", "done_when", "needs", "link", "note")

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
            card = document.card(place)
            cells = (
                node.id,
                node.title,
                document.progress.mark(node.id).value,
                node.level.value if node.level else "",
                f"{node.hours:g}",
                " / ".join(plain(tree.nodes[above].title) for above in tree.path(place)[1:]),
                "yes" if document.counts(place) else "no",
                card.done_when,
                " ".join(node.needs),
                card.links[0].url if card.links else "",
                document.note(place),
            )
            yield [_cell(cell) for cell in cells]


def _cell(text: str) -> str:
    """`text` as a cell that a spreadsheet shows and never runs as a formula.

    White space at its ends is cut off: a spreadsheet would skip it before the first sign of a formula.
    """
    shown = plain_lines(text).strip()
    return f"'{shown}" if shown.startswith(FORMULA_SIGNS) else shown
