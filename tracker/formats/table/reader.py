"""Reading CSV and TSV: every row with a title becomes a topic, in groups by the values of the group columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.columns import Columns, Sheet, UntitledError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.core.text import plain, plural
from tracker.formats.address import KIND, bare_addresses
from tracker.formats.outline_builder import Draft, outline
from tracker.formats.table.chosen_columns import chosen
from tracker.formats.table.columns import (
    EMPTY,
    Table,
    board_of,
    guess,
    is_header,
    is_remark,
    names_columns,
    parts,
    status_columns,
)
from tracker.formats.table.dates import Dates, is_date
from tracker.formats.table.own_export import is_own, own_tree
from tracker.formats.table.parents import parents_of
from tracker.formats.table.preamble import preamble, rows_before, sections
from tracker.formats.table.programs import program_tree
from tracker.formats.table.status import MOST_STATES, is_status_header, not_understood, status

FORMAT = "csv"
_DELIMITERS = ",\t;|"
_SAMPLE = 50  # rows by which the delimiter is found
_MOST_COLUMNS = 200
_FIRST, _WIDEST = 3, 40  # how many values of each column are shown, and how many characters of each
_MOST_SHOWN = 50  # values in a message
_ALIKE = 0.9  # share of rows of one width from which a text is a table; measured: real tables 1.0, prose up to 0.81


def read(text: str, columns: str = "") -> Outline:
    """The outline of `text`, with the columns that `columns` says (`chosen_columns`) and the likeliest for the rest.

    Raises `RoadmapFileError` where it is no table or a column is not there, `UntitledError` for a table without
    titles, and `UsageError` for columns that are not written as they must be.
    """
    table = table_of(text)
    if not columns and is_own(table):
        return outline(FORMAT, own_tree(table), [])
    before = [Warned(line, f"before the table: {plain(words)[:80]}", skipped=True) for line, words in table.before]
    if not columns and (root := program_tree(table, before)):
        return outline(FORMAT, root, before)
    try:
        used = chosen(table, columns) if columns else guess(table)
    except UntitledError as error:
        error.sheet = _sheet(table, Columns(0), guessed=True)
        raise
    warnings = [*before, *([] if columns else _warnings_of_guess(table, used)), *_not_understood(table, used)]
    imported = outline(FORMAT, _Rows(table, used, warnings).root, warnings)
    if not imported.items:
        raise RoadmapFileError(f'no row of this table has a text in the column "{table.label(used.title)}"')
    return imported._replace(sheet=_sheet(table, used, guessed=not columns))


def _sheet(table: Table, columns: Columns, *, guessed: bool) -> Sheet:
    """What the user needs to see of a table to choose its columns: their names and first values."""
    first_values = []
    for index in range(len(table.names)):
        shown = filter(None, (plain(value[:_WIDEST]) for value in table.values(index)))
        first_values.append(tuple(dict.fromkeys(shown))[:_FIRST])
    return Sheet(columns, table.names, tuple(first_values), guessed)


def table_of(text: str) -> Table:
    """The rows of `text`, all as long as the longest. Raises `RoadmapFileError` where it is no table."""
    begin = preamble(text)
    text = text[begin.length :]
    delimiter = begin.separator or max(_DELIMITERS, key=lambda sign: _fits(text, sign))
    lines, rows = _rows(text, delimiter)
    if not rows:
        raise RoadmapFileError("this table is empty")
    lines = [line + begin.lines for line in lines]
    divided = sections(rows, lines, names_columns)
    first = divided.first if divided else rows_before(rows, names_columns)
    before = tuple((line, " ".join(row)) for line, row in zip(lines[:first], rows[:first], strict=True))
    lines, rows = (divided.lines, divided.rows) if divided else (lines[first:], rows[first:])
    width = max(map(len, rows))
    if width > _MOST_COLUMNS:
        raise RoadmapFileError(f"this table has more than {_MOST_COLUMNS} columns")
    full = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    if begin.names or begin.is_anki:
        return Table((*begin.names, *("",) * width)[:width], tuple(full), tuple(lines))
    if is_header(full[:_SAMPLE]):
        return Table(tuple(map(plain, full[0])), tuple(full[1:]), tuple(lines[1:]), before)
    return Table(("",) * width, tuple(full), tuple(lines), before)


def is_table(text: str) -> bool:
    """True where `text` looks like a table, whatever its file is called: rows alike below names of columns."""
    if preamble(text).length:
        return True
    delimiter = max(_DELIMITERS, key=lambda sign: _fits(text, sign))
    share, width = _fits(text, delimiter)
    if share < _ALIKE or width < 2:  # noqa: PLR2004  columns
        return False
    rows = _rows(text, delimiter, _SAMPLE)[1]
    return len(rows) > 1 and names_columns(rows[0])


def _rows(text: str, delimiter: str, most: int | None = None) -> tuple[list[int], list[list[str]]]:
    """The line on which each row begins, and the rows. Rows without any text are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    begins = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                lines.append(begins)
                rows.append(cells)
            begins = reader.line_num + 1
            if most and len(rows) >= most:
                break
    except csv.Error as error:
        raise RoadmapFileError(f"this table cannot be read: {error} (line {reader.line_num})") from None
    return lines, rows


def _fits(text: str, delimiter: str) -> tuple[float, int]:
    """How well a delimiter fits the first rows: the share of rows of the commonest width, and that width in cells."""
    try:
        widths = [len(row) for row in _rows(text, delimiter, _SAMPLE)[1]]
    except RoadmapFileError:
        return 0.0, 0
    common = max(set(widths), key=widths.count, default=0)
    return (widths.count(common) / len(widths), common) if common > 1 else (0.0, 0)


class _Rows:
    """Puts the rows of a table into groups and below one another, in the order in which these appear."""

    def __init__(self, table: Table, columns: Columns, warnings: list[Warned]) -> None:
        self.columns = columns
        self.title = columns.title - 1
        self.group_indexes = [number - 1 for number in columns.groups]
        self.filled = [index for index in self.group_indexes if _is_filled_down(table, index)]
        names = {number: table.names[number - 1] for number in columns.notes}
        self.prefixes = {number: "" if is_remark(name) else f"{name}: " for number, name in names.items()}
        self.board = board_of(table, columns)
        self.dates = Dates(cell for row in table.rows if columns.day or columns.status for cell in row)
        self.undated = 0  # topics whose day could be two days
        self.warnings = warnings
        self.root = Draft("")
        self.groups: dict[tuple[str, ...], Draft] = {(): self.root}
        above = [""] * len(table.names)
        placed: list[tuple[Draft, tuple[str, ...], tuple[str, ...]]] = []
        for line, row in zip(table.lines, table.rows, strict=True):
            above = [row[index] or (above[index] if index in self.filled else "") for index in range(len(row))]
            path = tuple(value for index in self.group_indexes if (value := above[index]))
            placed += [(draft, path, row) for draft in self.topics(row, line)]
        parents = parents_of(table, columns, [(draft, row) for draft, _, row in placed])
        for draft, path, row in placed:
            parent = parents.get(id(draft))
            if columns.parent and parent is None and row[columns.parent - 1] not in EMPTY:
                draft.notes.append(f"{table.label(columns.parent)}: {row[columns.parent - 1]}")
            (parent or self.group(path, draft.line)).children.append(draft)
        if self.undated:
            column = table.label(columns.day or columns.status)
            what = f'{plural(self.undated, "day")} in the column "{column}" could be two days'
            warnings.append(Warned(0, f"{what}: which number is the month is not clear, so they are kept as text"))

    def topics(self, row: Sequence[str], line: int) -> Iterator[Draft]:
        """The topic of one row, or several topics where its title is a list."""
        columns, cell = self.columns, row[self.title]
        titles = parts(cell) if columns.split else [cell] if cell else []
        if not titles:
            self.warnings.append(Warned(line, "a row without a title", skipped=True))
        for title in titles:
            draft = Draft(title, line, self.mark(row))
            draft.anchor = row[columns.id - 1] if columns.id and len(titles) == 1 else ""
            draft.notes = [
                f"{self.prefixes[number]}{row[number - 1]}" for number in columns.notes if row[number - 1] not in EMPTY
            ]
            draft.links = [Link(KIND, title if web(url) else url, url) for url in self.urls(row)]
            if columns.day and row[columns.day - 1] not in EMPTY:
                self.date(draft, row[columns.day - 1])
            elif columns.status and is_date(row[columns.status - 1]):  # among yes and no
                self.date(draft, row[columns.status - 1])
            yield draft

    def mark(self, row: Sequence[str]) -> Mark:
        """What a row says of being done. Where that is only yes or no, the column of a board says the rest."""
        mark = status(row[self.columns.status - 1]) if self.columns.status else None
        if self.board and mark in {None, Mark.TODO}:
            mark = status(row[self.board - 1])
        return mark or Mark.TODO

    def date(self, draft: Draft, text: str) -> None:
        """Put the day on which a topic was done into it: what has one is done, unless it was skipped."""
        if not is_date(text):
            draft.notes.append(text)
            self.warnings.append(Warned(draft.line, f"this is no day on which something was done: {plain(text)[:40]}"))
            return
        if draft.mark is not Mark.SKIPPED:
            draft.mark, draft.done_at = Mark.DONE, self.dates.read(text)
        if not draft.done_at:
            draft.notes.append(text)
            self.undated += draft.mark is Mark.DONE

    def urls(self, row: Sequence[str]) -> list[str]:
        """The addresses of a row: all in the column of links, and those inside titles and notes."""
        addresses = row[self.columns.link - 1].split() if self.columns.link else []
        for column in (self.columns.title, *self.columns.notes):
            addresses += bare_addresses(row[column - 1])
        return addresses

    def group(self, path: tuple[str, ...], line: int) -> Draft:
        """The group with this path of titles; it is made when it is needed first."""
        if path not in self.groups:
            self.groups[path] = Draft(path[-1], line)
            self.group(path[:-1], line).children.append(self.groups[path])
        return self.groups[path]


def _is_filled_down(table: Table, index: int) -> bool:
    """True where an empty cell of a group column means "as above": more than half are empty, and the first is not."""
    cells = [row[index] for row in table.rows]
    return bool(cells and cells[0]) and sum(not cell for cell in cells) * 2 > len(cells)


def _warnings_of_guess(table: Table, columns: Columns) -> list[Warned]:
    """What the user should check in a guess, beside the columns that the sheet shows."""
    warnings: list[Warned] = []
    several = status_columns(table)
    if columns.status in columns.groups:
        name = table.label(columns.status)
        warnings.append(Warned(0, f'the groups in the column "{name}" are called as states are: it says what is done'))
    elif len(several) > 1:
        names = ", ".join(f'"{name}"' for name in map(table.label, several))
        warnings.append(Warned(0, f"several columns say what is done ({names}): the first one counts"))
    if columns.split:
        warnings.append(Warned(0, "the titles hold lists: each part became a topic"))
    return warnings


def _not_understood(table: Table, columns: Columns) -> Iterator[Warned]:
    """The values in columns of states that say nothing, with their counts, also where the user named the column."""
    for column, name in enumerate(table.names, 1):
        cells = [row[column - 1] for row in table.rows if not is_date(row[column - 1])]
        if column == columns.status and column not in columns.groups and (unknown := not_understood(cells)):
            shown = ", ".join(unknown[:_MOST_SHOWN])
            more = f" and {len(unknown) - _MOST_SHOWN:,} other values" if len(unknown) > _MOST_SHOWN else ""
            yield Warned(0, f'in the column "{table.label(column)}" this says nothing of being done: {shown}{more}')
        elif not columns.status and is_status_header(name) and 0 < len(set(filter(None, cells))) <= MOST_STATES:
            shown = ", ".join(not_understood(cells)[:_MOST_SHOWN])
            yield Warned(
                0, f'the column "{table.label(column)}" may say what is done, and no word in it is known: {shown}'
            )
