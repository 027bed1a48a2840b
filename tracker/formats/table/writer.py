"""A roadmap as a table for a spreadsheet, one row for each topic."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tracker.core.roadmap.document import Document, Entry
from tracker.core.roadmap.model import Mark, Topic
from tracker.core.text import plain, plain_lines

COLUMNS = ("id", "title", "mark", "level", "hours", "group", "counts", "done_when", "needs", "link", "note")

FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with in a spreadsheet; Japanese ones take the wide signs too."""


def write(document: Document) -> str:
    """The table as CSV, with a header row. A topic that stands in two places has two rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(document.entries, ()))
    return out.getvalue()


def _rows(entries: Iterable[Entry], path: tuple[str, ...]) -> Iterator[list[str]]:
    for entry in entries:
        node = entry.node
        if isinstance(node, Topic):
            link = entry.card.links[0].url if entry.card.links else ""
            cells = (
                node.id,
                node.title,
                (entry.mark or Mark.TODO).value,
                node.level.value if node.level else "",
                f"{node.hours:g}",
                " / ".join(path),
                "yes" if entry.counts else "no",
                entry.card.done_when,
                " ".join(node.needs),
                link,
                entry.note,
            )
            yield [_cell(cell) for cell in cells]
        yield from _rows(entry.entries, (*path, plain(node.title)))


def _cell(text: str) -> str:
    """`text` as a cell that a spreadsheet shows and never runs as a formula.

    White space at its ends is cut off: a spreadsheet would skip it before the first sign of a formula.
    """
    shown = plain_lines(text).strip()
    return f"'{shown}" if shown.startswith(FORMULA_SIGNS) else shown
