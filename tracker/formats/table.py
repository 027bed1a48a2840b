"""Reading CSV and TSV: every row with a title becomes a topic, in groups by the values of the columns for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tracker.core.errors import RoadmapFileError
from tracker.core.outline import Outline, Warned
from tracker.core.roadmap import Level, Link, Mark
from tracker.core.text import plain
from tracker.formats.address import KIND, bare, web
from tracker.formats.csv import COLUMNS
from tracker.formats.draft import Draft, outline
from tracker.formats.status import status
from tracker.formats.table_columns import Columns, Table, guess, is_header, names_columns, status_columns

FORMAT = "csv"
_DELIMITERS = ",\t;|"
_SAMPLE = 50  # rows by which the delimiter is told
_MOST_COLUMNS = 200
_ALIKE = 0.9  # of the rows have the same width where a text without a name is taken for a table


def read(text: str, columns: Columns | None = None) -> Outline:
    """The outline of `text`, with these `columns` or the likeliest ones.

    Raises `RoadmapFileError` for what is no table, for a table without titles, and for a column that is not there.
    """
    table = table_of(text)
    if columns is None and tuple(name.casefold() for name in table.names) == COLUMNS:
        return outline(FORMAT, _ours(table), [])
    chosen = columns or guess(table)
    warnings = [] if columns else _told(table, chosen)
    root = _Rows(table, chosen, warnings).root
    found = outline(FORMAT, root, warnings)
    if not found.items:
        raise RoadmapFileError(f'no row of this table has a text in the column "{plain(chosen.title)}"')
    return found


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
        return Table(full[0], tuple(full[1:]), tuple(lines[1:]))
    return Table(tuple(str(at) for at in range(1, width + 1)), tuple(full), tuple(lines))


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
        self.table = table
        self.columns = columns
        self.title = table.at(columns.title)
        self.group_at = [table.at(name) for name in columns.groups]
        self.status_at = table.at(columns.status) if columns.status else -1
        self.url_at = table.at(columns.url) if columns.url else -1
        self.id_at = table.at(columns.id) if columns.id else -1
        self.notes_at = [table.at(name) for name in columns.notes]
        taken = {self.title, self.status_at, self.url_at, self.id_at, *self.group_at, *self.notes_at}
        self.others = [at for at in range(len(table.names)) if at not in taken]
        self.filled = [at for at in self.group_at if _is_filled_down(table, at)]
        self.root = Draft("")
        self.groups: dict[tuple[str, ...], Draft] = {(): self.root}
        above = [""] * len(table.names)
        for line, row in zip(table.lines, table.rows, strict=True):
            above = [row[at] or (above[at] if at in self.filled else "") for at in range(len(row))]
            self.row(row, tuple(value for at in self.group_at if (value := above[at])), line, warnings)

    def row(self, row: Sequence[str], path: tuple[str, ...], line: int, warnings: list[Warned]) -> None:
        """One row as a topic, or as several where its title is a list."""
        cell = row[self.title]
        titles = [part for piece in cell.split(";") for part in piece.split(",")] if self.columns.split else [cell]
        titles = [title.strip() for title in titles if title.strip()]
        if not titles:
            warnings.append(Warned(line, "a row without a title", skipped=True))
        for title in titles:
            draft = Draft(title, line, status(row[self.status_at]) if self.status_at >= 0 else None)
            draft.mark = draft.mark or Mark.TODO
            draft.anchor = row[self.id_at] if self.id_at >= 0 and len(titles) == 1 else ""
            draft.notes = [row[at] for at in self.notes_at if row[at]]
            draft.notes += [f"{self.table.names[at]}: {row[at]}" for at in self.others if row[at]]
            draft.links = [Link(KIND, title if web(url) else url, url) for url in self.urls(row)]
            self.group(path, line).children.append(draft)

    def urls(self, row: Sequence[str]) -> list[str]:
        """The addresses of a row: its own column may hold several, and titles and notes some."""
        own = row[self.url_at].split() if self.url_at >= 0 else []
        return own + [url for at in (self.title, *self.notes_at, *self.others) for url in bare(row[at])]

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
    """What was guessed, so that a person can say better."""
    groups = ", ".join(columns.groups) or "none"
    parts = f'title from "{columns.title}", groups from {groups}, done from "{columns.status or "no column"}"'
    warnings = [Warned(0, f"the columns were guessed: {parts}")]
    several = status_columns(table)
    if len(several) > 1:
        names = ", ".join(f'"{name}"' for name in several)
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
        hours = cells["hours"]
        draft = Draft(cells["title"], line, marks.get(cells["mark"], Mark.TODO), cells["id"])
        draft.level = levels.get(cells["level"])
        draft.hours = (
            float(hours) if hours.replace(".", "", 1).isascii() and hours.replace(".", "", 1).isdigit() else 0.0
        )
        draft.done_when = cells["done_when"]
        draft.notes = [cells["note"]] if cells["note"] else []
        draft.links = [Link(KIND, cells["link"], cells["link"])] if cells["link"] else []
        groups[path].children.append(draft)
    return root


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
