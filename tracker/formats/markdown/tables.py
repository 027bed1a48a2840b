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
from tracker.formats.table.status import holds_states, is_status_header, not_understood, status


def boxed_rows(table: Block, reader: Reader, warnings: list[Warned]) -> Iterator[Draft]:
    """One draft for each row: a topic where a cell holds only a box, with a topic below it for each line with a box."""
    columns = sorted(
        {column for row in table.rows[1:] for column, cell in enumerate(row) if cell_mark(cell) is not None}
    )
    _warn_of_columns(table, columns, warnings)
    for number, row in enumerate(table.rows[1:], table.line + 2):
        marks = [cell_mark(row[column]) or status(row[column]) for column in columns]  # beside [x] also [-] and ✅
        mark = next((mark for mark in marks if mark is not None), None)
        lists = {column: list(_lines(cell, reader, number)) for column, cell in enumerate(row)}
        boxes = [draft for drafts in lists.values() for draft in drafts]
        draft = _row(table, row, number, reader, {*columns, *(column for column, drafts in lists.items() if drafts)})
        draft.mark = mark
        draft.children.extend(boxes)
        yield draft


def every_row(table: Block, reader: Reader, warnings: list[Warned]) -> Iterator[Draft]:
    """One topic for each row that has a title; a column of boxes or of words such as "done" gives the marks."""
    columns = [column for column in range(len(table.rows[0])) if _is_status(table, column)]
    _warn_of_columns(table, columns, warnings)
    if columns and (unknown := not_understood(row[columns[0]] for row in table.rows[1:])):
        what = f'in the column "{table.rows[0][columns[0]]}" this says nothing of being done'
        warnings.append(Warned(table.line, f"{what}: {', '.join(unknown)}"))
    for number, row in enumerate(table.rows[1:], table.line + 2):
        draft = _row(table, row, number, reader, set(columns))
        draft.mark = (status(row[columns[0]]) if columns else None) or Mark.TODO
        if draft.title:
            yield draft


def names_states(table: Block) -> bool:
    """True where a column of a table holds states, and is called as such columns are or has no name."""
    names = enumerate(table.rows[0] if table.rows else ())
    return any((not name.strip() or is_status_header(name)) and _is_status(table, column) for column, name in names)


def rows_as_text(table: Block, reader: Reader) -> Iterator[str]:
    """The lines of a table that holds no topic, one line for each row."""
    for row in table.rows:
        line = " | ".join(reader.read(cell).line for cell in row)
        if line.strip(" |"):
            yield line


def _row(table: Block, row: list[str], line: int, reader: Reader, status_columns: set[int]) -> Draft:
    """A row as a draft: its title is the first cell that is not just a number, the other cells are notes and links."""
    cells = [(column, reader.read(cell)) for column, cell in enumerate(row) if column not in status_columns]
    title_column, words = next(
        ((column, words) for column, words in cells if words.text.strip() and not words.text.strip(" .#").isdigit()),
        (-1, Words("")),
    )
    draft = Draft(words.line, line, links=_links(words))
    for column, cell in cells:
        if column != title_column and (cell.text.strip() or cell.links):
            header = reader.read(table.rows[0][column]).line
            if cell.line:
                draft.notes.append(f"{header}: {cell.line}" if header else cell.line)
            draft.links.extend(_links(cell))
    return draft


def _lines(cell: str, reader: Reader, line: int) -> Iterator[Draft]:
    for piece in cell_pieces(cell):
        line_box = box(piece)
        if line_box and line_box.rest:
            words = reader.read(line_box.rest)
            yield Draft(words.line, line, line_box.mark, links=_links(words))


def _is_status(table: Block, column: int) -> bool:
    cells = [row[column] for row in table.rows[1:] if row[column].strip()]
    return bool(cells) and holds_states(table.rows[0][column], cells)


def _warn_of_columns(table: Block, columns: list[int], warnings: list[Warned]) -> None:
    if len(columns) > 1:
        names = ", ".join(f'"{table.rows[0][column]}"' for column in columns)
        warnings.append(Warned(table.line, f"several columns say what is done ({names}): the first one counts"))


def _links(words: Words) -> list[Link]:
    return [Link(KIND, title, url) for title, url in words.links]
