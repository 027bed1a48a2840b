"""Tables in Markdown whose rows are topics."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND
from tracker.formats.markdown.blocks import Block
from tracker.formats.markdown.boxes import box, cell_mark, cell_pieces
from tracker.formats.markdown.words import Reader, Words
from tracker.formats.outline_builder import Draft
from tracker.formats.table.status import is_status_header, status


def boxed_rows(table: Block, reader: Reader, warnings: list[Warned]) -> Iterator[Draft]:
    """One topic for each row that has a cell with only a box, one for each line in a cell that begins with a box."""
    columns = sorted({at for row in table.rows[1:] for at, cell in enumerate(row) if cell_mark(cell) is not None})
    _tell_columns(table, columns, warnings)
    for number, row in enumerate(table.rows[1:], table.line + 2):
        marks = [cell_mark(row[at]) for at in columns]
        mark = next((mark for mark in marks if mark is not None), None)
        lists = {at: list(_lines(cell, reader, number)) for at, cell in enumerate(row)}
        boxes = [draft for drafts in lists.values() for draft in drafts]
        draft = _row(table, row, number, reader, {*columns, *(at for at, drafts in lists.items() if drafts)})
        draft.mark = mark
        draft.children.extend(boxes)
        yield draft


def every_row(table: Block, reader: Reader, warnings: list[Warned]) -> Iterator[Draft]:
    """One topic for each row; a column of boxes or of words such as "done" gives the marks."""
    columns = [at for at in range(len(table.rows[0])) if _is_status(table, at)]
    _tell_columns(table, columns, warnings)
    for number, row in enumerate(table.rows[1:], table.line + 2):
        draft = _row(table, row, number, reader, set(columns))
        draft.mark = (status(row[columns[0]]) if columns else None) or Mark.TODO
        if draft.title:
            yield draft


def rows_as_text(table: Block, reader: Reader) -> Iterator[str]:
    """A table that holds no topic, one line a row."""
    for row in table.rows:
        line = " | ".join(reader.read(cell).line for cell in row)
        if line.strip(" |"):
            yield line


def _row(table: Block, row: list[str], line: int, reader: Reader, taken: set[int]) -> Draft:
    """A row as a draft: its title is the first cell that says more than a number, the others are notes and links."""
    cells = [(at, reader.read(cell)) for at, cell in enumerate(row) if at not in taken]
    title_at, words = next(
        ((at, words) for at, words in cells if words.text.strip() and not words.text.strip(" .#").isdigit()),
        (-1, Words("")),
    )
    draft = Draft(words.line, line, links=_links(words))
    for at, cell in cells:
        if at != title_at and (cell.text.strip() or cell.links):
            header = reader.read(table.rows[0][at]).line
            if cell.line:
                draft.notes.append(f"{header}: {cell.line}" if header else cell.line)
            draft.links.extend(_links(cell))
    return draft


def _lines(cell: str, reader: Reader, line: int) -> Iterator[Draft]:
    for piece in cell_pieces(cell):
        found = box(piece)
        if found and found.rest:
            words = reader.read(found.rest)
            yield Draft(words.line, line, found.mark, links=_links(words))


def _is_status(table: Block, at: int) -> bool:
    cells = [row[at] for row in table.rows[1:] if row[at].strip()]
    known = [cell for cell in cells if status(cell) is not None]
    return bool(known) and (len(known) == len(cells) or is_status_header(table.rows[0][at]))


def _tell_columns(table: Block, columns: list[int], warnings: list[Warned]) -> None:
    if len(columns) > 1:
        names = ", ".join(f'"{table.rows[0][at]}"' for at in columns)
        warnings.append(Warned(table.line, f"several columns say what is done ({names}): the first one counts"))


def _links(words: Words) -> list[Link]:
    return [Link(KIND, title, url) for title, url in words.links]
