"""Reading CSV and TSV: every row with a title becomes a topic, in groups by the values of the columns for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.columns import Columns, Sheet, UntitledError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Level, Link, Mark
from tracker.core.text import plain
from tracker.formats import number
from tracker.formats.address import KIND, bare
from tracker.formats.outline_builder import Draft, outline
from tracker.formats.table.chosen_columns import chosen
from tracker.formats.table.columns import Table, guess, is_header, is_remark, names_columns, status_columns
from tracker.formats.table.status import status
from tracker.formats.table.writer import COLUMNS, FORMULA_SIGNS

FORMAT = "csv"
_DELIMITERS = ",\t;|"
_SAMPLE = 50  # rows by which the delimiter is told
_MOST_COLUMNS = 200
_FIRST, _WIDEST = 3, 40  # values of each column that are shown, and characters of one
_ALIKE = 0.9  # of the rows have the same width where a text without a name is taken for a table


def read(text: str, columns: str = "") -> Outline:
    """The outline of `text`, with the likeliest columns where `columns` does not say otherwise (`table_chosen`).

    Raises `RoadmapFileError` for what is no table and for a column that is not there, `UntitledError` for a table
    without titles, and `UsageError` for columns that are not written as they have to be.
    """
    table = table_of(text)
    if not columns and tuple(name.casefold() for name in table.names) == COLUMNS:
        return outline(FORMAT, _ours(table), [])
    try:
        used = chosen(table, columns) if columns else guess(table)
    except UntitledError as error:
        error.sheet = _sheet(table, Columns(0), guessed=True)
        raise
    warnings = [] if columns else _told(table, used)
    found = outline(FORMAT, _Rows(table, used, warnings).root, warnings)
    if not found.items:
        raise RoadmapFileError(f'no row of this table has a text in the column "{table.label(used.title)}"')
    return found._replace(sheet=_sheet(table, used, guessed=not columns))


def _sheet(table: Table, columns: Columns, *, guessed: bool) -> Sheet:
    """What a person needs to see of a table to say better what its columns are."""
    first = [dict.fromkeys(filter(None, (plain(one[:_WIDEST]) for one in table.values(at)))) for at in _places(table)]
    return Sheet(columns, table.names, tuple(tuple(one)[:_FIRST] for one in first), guessed)


def _places(table: Table) -> range:
    return range(len(table.names))


def table_of(text: str) -> Table:
    """The rows of `text`, all as long as the longest. Raises `RoadmapFileError` for what is no table."""
    delimiter = max(_DELIMITERS, key=lambda sign: _fits(text, sign))
    lines, rows = _rows(text, delimiter)
    if not rows:
        raise RoadmapFileError("this table is empty")
    width = max(map(len, rows))
    if width > _MOST_COLUMNS:
        raise RoadmapFileError(f"this table has more than {_MOST_COLUMNS} columns")
    full = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    if is_header(full[0]):
        return Table(tuple(map(plain, full[0])), tuple(full[1:]), tuple(lines[1:]))
    return Table(("",) * width, tuple(full), tuple(lines))


def is_table(text: str) -> bool:
    """True when `text` looks like a table even without a name that says so: rows alike below names of columns."""
    delimiter = max(_DELIMITERS, key=lambda sign: _fits(text, sign))
    share, width = _fits(text, delimiter)
    if share < _ALIKE or width < 2:  # noqa: PLR2004  columns
        return False
    rows = _rows(text, delimiter, _SAMPLE)[1]
    return len(rows) > 1 and names_columns(rows[0])


def _rows(text: str, delimiter: str, most: int | None = None) -> tuple[list[int], list[list[str]]]:
    """The lines on which rows begin, and the rows; those without any text are left out."""
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
    """How well a delimiter explains the first rows: the share of rows of the commonest width, and that width."""
    try:
        widths = [len(row) for row in _rows(text, delimiter, _SAMPLE)[1]]
    except RoadmapFileError:
        return 0.0, 0
    common = max(set(widths), key=widths.count, default=0)
    return (widths.count(common) / len(widths), common) if common > 1 else (0.0, 0)


class _Rows:
    """Puts the rows of a table into groups, in the order in which these appear."""

    def __init__(self, table: Table, columns: Columns, warnings: list[Warned]) -> None:
        self.columns = columns
        self.title = columns.title - 1
        self.group_at = [number - 1 for number in columns.groups]
        self.filled = [at for at in self.group_at if _is_filled_down(table, at)]
        names = {number: table.names[number - 1] for number in columns.notes}
        self.said = {number: "" if is_remark(name) else f"{name}: " for number, name in names.items()}
        self.root = Draft("")
        self.groups: dict[tuple[str, ...], Draft] = {(): self.root}
        above = [""] * len(table.names)
        for line, row in zip(table.lines, table.rows, strict=True):
            above = [row[at] or (above[at] if at in self.filled else "") for at in range(len(row))]
            self.row(row, tuple(value for at in self.group_at if (value := above[at])), line, warnings)

    def row(self, row: Sequence[str], path: tuple[str, ...], line: int, warnings: list[Warned]) -> None:
        """One row as a topic, or as several where its title is a list."""
        columns, cell = self.columns, row[self.title]
        titles = [part for piece in cell.split(";") for part in piece.split(",")] if columns.split else [cell]
        titles = [title.strip() for title in titles if title.strip()]
        if not titles:
            warnings.append(Warned(line, "a row without a title", skipped=True))
        for title in titles:
            draft = Draft(title, line, status(row[columns.status - 1]) if columns.status else None)
            draft.mark = draft.mark or Mark.TODO
            draft.anchor = row[columns.id - 1] if columns.id and len(titles) == 1 else ""
            draft.notes = [f"{self.said[number]}{row[number - 1]}" for number in columns.notes if row[number - 1]]
            draft.links = [Link(KIND, title if web(url) else url, url) for url in self.urls(row)]
            self.group(path, line).children.append(draft)

    def urls(self, row: Sequence[str]) -> list[str]:
        """The addresses of a row: its own column may hold several, and titles and notes some."""
        own = row[self.columns.link - 1].split() if self.columns.link else []
        return own + [url for number in (self.columns.title, *self.columns.notes) for url in bare(row[number - 1])]

    def group(self, path: tuple[str, ...], line: int) -> Draft:
        """The group of these values, made where it appears first."""
        if path not in self.groups:
            self.groups[path] = Draft(path[-1], line)
            self.group(path[:-1], line).children.append(self.groups[path])
        return self.groups[path]


def _is_filled_down(table: Table, at: int) -> bool:
    """True where an empty cell of a group's column means "as above": most are empty, and the first is not."""
    cells = [row[at] for row in table.rows]
    return bool(cells and cells[0]) and sum(not cell for cell in cells) * 2 > len(cells)


def _told(table: Table, columns: Columns) -> list[Warned]:
    """What of a guess a person should look at; which columns were guessed, the sheet says."""
    warnings: list[Warned] = []
    several = status_columns(table)
    if len(several) > 1:
        names = ", ".join(f'"{name}"' for name in map(table.label, several))
        warnings.append(Warned(0, f"several columns say what is done ({names}): the first one counts"))
    if columns.split:
        warnings.append(Warned(0, "the titles hold lists: each part became a topic"))
    return warnings


def _ours(table: Table) -> Draft:
    """The rows of an export of ours; `'` before a sign that would run as a formula is taken off again."""
    root = Draft("")
    groups: dict[tuple[str, ...], Draft] = {(): root}
    marks, levels = {mark.value: mark for mark in Mark}, {level.value: level for level in Level}
    for line, row in zip(table.lines, table.rows, strict=True):
        cells = {name: _unguarded(cell) for name, cell in zip(COLUMNS, row, strict=False)}
        path: tuple[str, ...] = ()
        for title in (part for part in cells["group"].split(" / ") if part):
            above, path = groups[path], (*path, title)
            if path not in groups:
                groups[path] = Draft(title, line)
                above.children.append(groups[path])
        draft = Draft(cells["title"], line, marks.get(cells["mark"], Mark.TODO), cells["id"])
        draft.level = levels.get(cells["level"])
        draft.hours = number.read(cells["hours"]) or 0.0
        draft.done_when = cells["done_when"]
        draft.notes = [cells["note"]] if cells["note"] else []
        draft.links = [Link(KIND, cells["link"], cells["link"])] if cells["link"] else []
        groups[path].children.append(draft)
    return root


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_SIGNS else cell
