"""Getting everything out of a damaged store that SQLite still reads, into a new one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from tracker.core.journal.clock import MOST_CLOCK, clock_of_old
from tracker.core.journal.events import LIBRARY, Field, Why
from tracker.core.journal.fitting import unfitting
from tracker.core.roadmap.model import Card, Mark, Profile, Roadmap, SourceKey
from tracker.store.sqlite.codec import decode_card, decode_profile, decode_roadmap, encode_card
from tracker.store.sqlite.copying import copy_store
from tracker.store.sqlite.count import read_count
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.rescue.pages import scattered_rows
from tracker.store.sqlite.rescue.remains import log_of
from tracker.store.sqlite.snapshots import Snapshot, write_snapshot
from tracker.store.unfinished import folder_beside

_PAGE = 4096
_MOST_TRIED = 1_000_000  # rows looked up one by one in a gap
_BLINDLY = 4_000  # rows looked up where nothing tells how many there were
_TABLES = {
    "edition": ("id", "source", "version", "loaded_at"),
    "roadmap": ("edition", "id", "position", "kind", "title", "summary", "profile", "tree"),
    "topic": ("edition", "id", "position", "home", "title", "names", "card"),
    "anchor": ("edition", "subject", "anchor", "mark"),
    "meta": ("key", "value"),
    "current": ("field", "subject", "value", "at", "event", "device", "clock"),
}
_EVENT = ("seq", "uid", "at", "device", "act", "why", "reverses", "field", "subject", "value", "was", "clock")
_MAY_BE_EMPTY = {"reverses", "value", "was"}
_REFUSED = "�"
_TROUBLE = (sqlite3.Error, UnicodeDecodeError)  # the driver decodes what SQLite says, which may be noise too
_MOST_NUMBER = 2**62  # of an event; SQLite counts on from the highest, to 2**63
_BY_REPAIR = "repaired"  # the device of events that only the table of current values still knows
_Row = tuple[object, ...]


class Repaired(NamedTuple):
    """What came out of a damaged store: how many events and roadmaps were read, and how many events are missing.

    `rebuilt` events are known only by what they set, since their own rows are gone; `altered` ones have a text with
    places that are no text any more.
    """

    events: int
    missing: int
    rebuilt: int
    altered: int
    roadmaps: int


class _Tables(NamedTuple):
    """The rows of every table, and the tables of which some could not be read."""

    rows: dict[str, list[_Row]]
    broken: set[str]


def repair(path: Path, target: Path) -> Repaired:
    """Write all that can be read of the store at `path`, and of its log, to a new store at `target`.

    The store at `path` is not opened; a copy of it is. Raises `OSError` where there is no room for that, and
    `sqlite3.Error` where the new store cannot be written.
    """
    with folder_beside(target) as folder:
        copy, new = folder / "damaged.db", folder / "new.db"
        shutil.copyfile(path, copy)
        if log_of(path).is_file():
            shutil.copyfile(log_of(path), log_of(copy))
        open_database(new).close()
        tables = _read(copy, new)
        count = read_count(path)
        repaired = _write(new, tables, count.events + count.missing if count else 0)
        with closing(sqlite3.connect(new)) as source:
            copy_store(source, target)
    return repaired


def _read(copy: Path, new: Path) -> _Tables:
    """The rows of every table, and the events that only their pages still hold."""
    pages = copy.with_name("pages.db")
    shutil.copyfile(copy, pages)
    tables = _by_sqlite(copy, new)
    if "event" in tables.broken or not tables.rows["event"]:
        events = {row[0]: row for row in tables.rows["event"]}
        for columns in (len(_EVENT), len(_EVENT) - 1):  # the first release had no clock
            for number, row in scattered_rows(pages, columns):
                events.setdefault(number, (number, *row[1:], None)[: len(_EVENT)])
        in_order = sorted(events, key=lambda number: str(number).zfill(20))
        tables.rows["event"][:] = [events[number] for number in in_order]
    return tables


def _by_sqlite(copy: Path, new: Path) -> _Tables:
    """Where the first page does not tell the tables any more, that of a new store does."""
    tables = _tables(copy)
    if not tables.rows["event"]:
        for end in ("-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
        with copy.open("r+b") as file, new.open("rb") as fresh:
            page = bytearray(fresh.read(_PAGE))
            size = file.seek(0, 2) // _PAGE
            page[18:20] = b"\x01\x01"  # without a log
            page[28:32] = size.to_bytes(4)
            page[92:96] = page[24:28]  # the size holds for this version of the file
            file.seek(0)
            file.write(page)
        tables = _tables(copy)
    return tables


def _tables(copy: Path) -> _Tables:
    tables = _Tables({}, set())
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        for table, columns in {"event": _EVENT, **_TABLES}.items():
            rows, broken = _rows(connection, table, columns)
            tables.rows[table] = rows
            if broken:
                tables.broken.add(table)
    return tables


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> tuple[list[_Row], bool]:
    """The rows of a table: from both ends up to what cannot be read, then one by one in between."""
    names = _names(connection, table, columns)
    if table == "current":  # has no numbers of rows
        return _values(connection, names), False
    select = f"select rowid, {names} from {table}"
    rows: dict[int, _Row] = {}
    first, broken = _until_broken(connection, f"{select} order by rowid", rows)
    if broken:
        last, _ = _until_broken(connection, f"{select} order by rowid desc", rows)
        end = last or _newest(connection, table) or first + _BLINDLY
        _one_by_one(connection, select, range(first + 1, end + 1), rows)
    return [rows[number] for number in sorted(rows)], broken


def _names(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> str:
    """What to select for these columns: nothing in the place of one that the store's schema does not have yet."""
    try:
        present = {row[1] for row in connection.execute(f"pragma table_info({table})")}
    except _TROUBLE:
        present = set()
    return ", ".join(name if name in present or not present else "null" for name in columns)


def _values(connection: sqlite3.Connection, names: str) -> list[_Row]:
    values: dict[_Row, None] = {}
    for order in ("asc", "desc"):
        query = f"select {names} from current order by field {order}, subject {order}"
        try:
            for row in connection.execute(query):
                values[row] = None
        except _TROUBLE:
            continue
    return [*values]


def _until_broken(connection: sqlite3.Connection, query: str, rows: dict[int, _Row]) -> tuple[int, bool]:
    last = 0
    try:
        for number, *row in connection.execute(query):
            last = number
            rows[number] = tuple(row)
    except _TROUBLE:
        return last, True
    return last, False


def _one_by_one(connection: sqlite3.Connection, select: str, numbers: range, rows: dict[int, _Row]) -> None:
    for number in numbers[:_MOST_TRIED]:
        if number in rows:
            continue
        try:
            row = connection.execute(f"{select} where rowid = ?", (number,)).fetchone()
        except _TROUBLE:
            continue
        if row:
            rows[number] = tuple(row[1:])


def _newest(connection: sqlite3.Connection, table: str) -> int:
    try:
        sequence = connection.execute("select seq from sqlite_sequence where name = ?", (table,)).fetchone()
    except _TROUBLE:
        return 0
    return int(sequence[0]) if sequence and isinstance(sequence[0], int) else 0


def _write(new: Path, tables: _Tables, counted: int) -> Repaired:
    events = list(_events(tables.rows["event"]))
    known = {row[1] for row in events}
    lost: list[_Row] = [
        (None, uid, moment, _BY_REPAIR, uid, Why.DO.value, None, field, subject, value, None, clock)
        for field, subject, value, moment, uid, _, clock in tables.rows["current"]
        if uid not in known
    ]
    rebuilt = list(_events(lost))
    with closing(sqlite3.connect(new)) as connection, connection:
        roadmaps = 0
        for snapshot, loaded_at in _snapshots(tables):
            write_snapshot(connection, snapshot, loaded_at)
            roadmaps += len(snapshot.roadmaps)
        meta = [row for row in tables.rows["meta"] if all(isinstance(value, str) for value in row)]
        connection.executemany("insert or ignore into meta (key, value) values (?, ?)", meta)
        places = ",".join("?" * len(_EVENT))
        insert = f"insert into event ({','.join(_EVENT)}) values ({places})"
        for row in (*events, *rebuilt):
            with suppress(sqlite3.IntegrityError):  # twice the same, as damage has it
                connection.execute(insert, row)
        written = connection.execute("select count(*) from event where device <> ?", (_BY_REPAIR,)).fetchone()[0]
        added = connection.execute("select count(*) from event").fetchone()[0] - written
    numbers = [row[0] for row in tables.rows["event"] if isinstance(row[0], int)]
    newest = max([counted, written + added, *numbers])
    altered = sum(any(isinstance(value, str) and _REFUSED in value for value in row) for row in events)
    return Repaired(written, newest - written - added, added, altered, roadmaps)


def _events(rows: list[_Row]) -> Iterator[_Row]:
    fields, whys = {field.value for field in Field}, {why.value for why in Why}
    marks = {None, *(mark.value for mark in Mark)}
    for row in rows:
        named = dict(zip(_EVENT, row, strict=True))
        texts = [value for name, value in named.items() if not (name in _MAY_BE_EMPTY and value is None)][1:-1]
        if not all(isinstance(value, str) for value in texts):
            continue
        clock = named["clock"]
        if type(clock) is not int or not 0 <= clock <= MOST_CLOCK:
            clock = clock_of_old(str(named["uid"]), str(named["at"]))
        if (
            named["field"] in fields
            and named["why"] in whys
            and not (named["field"] == Field.MARK and named["value"] not in marks)
            and not (
                isinstance(named["value"], str)
                and unfitting(Field(named["field"]), {str(named["subject"]): named["value"]})
            )
        ):
            number = row[0] if isinstance(row[0], int) and row[0] <= _MOST_NUMBER else None
            yield (number, *row[1:-1], clock)


def _snapshots(tables: _Tables) -> Iterator[tuple[Snapshot, str]]:
    """The snapshots of which every roadmap can be read, and when they were loaded.

    Of the library's, a missing row may be that of a whole roadmap, so one is taken only from tables that are whole.
    """
    library_is_whole = not tables.broken & {"roadmap", "topic"}
    for number, source, version, loaded_at in tables.rows["edition"]:
        if not (isinstance(source, str) and isinstance(version, str) and isinstance(loaded_at, str)):
            continue
        rows = sorted((row for row in tables.rows["roadmap"] if row[0] == number), key=lambda row: str(row[2]).zfill(9))
        roadmaps = [roadmap for row in rows if (roadmap := _roadmap(row))]
        if not rows or len(roadmaps) < len(rows) or (source == LIBRARY and not library_is_whole):
            continue
        cards = {str(row[1]): card for row in tables.rows["topic"] if row[0] == number and (card := _card(row))}
        anchors = {
            str(subject): SourceKey(str(anchor), Mark(mark))
            for owner, subject, anchor, mark in tables.rows["anchor"]
            if owner == number and mark in {known.value for known in Mark}
        }
        yield Snapshot(source, version, roadmaps, cards, anchors), loaded_at


def _roadmap(row: _Row) -> tuple[Roadmap, Profile] | None:
    _, id_, _, kind, title, summary, profile, tree = map(str, row)
    try:
        return decode_roadmap((id_, kind, title, summary, tree), {}), decode_profile(profile)
    except Exception:  # noqa: BLE001  whatever damage makes of it, it cannot be shown
        return None


def _card(row: _Row) -> Card | None:
    try:
        card = decode_card(str(row[-1]))
        encode_card(card)
    except Exception:  # noqa: BLE001  as above
        return None
    return card
