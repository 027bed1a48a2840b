"""What is so about the program, the store and the terminal, and what is wrong with it: facts, and nothing private."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker import __version__
from tracker.core.errors import TrackerError
from tracker.core.progress.measure import measure
from tracker.core.progress.standing import standing_of
from tracker.core.text import plain, plural
from tracker.store.sqlite.backups import folder_of, newest
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.count import read_count
from tracker.store.sqlite.journal import Journal, all_events
from tracker.store.sqlite.kept_schedules import read_schedules
from tracker.store.sqlite.kept_standings import read_standings
from tracker.store.sqlite.opening import SCHEMA_VERSION, open_database
from tracker.store.sqlite.rescue.foreign_parts import foreign_parts
from tracker.store.sqlite.rows import rows
from tracker.store.sqlite.snapshots import Snapshots, read_snapshot
from tracker.store.unfinished import left_over
from tracker.workspace.catalog import Catalog
from tracker.workspace.clock import local, utc
from tracker.workspace.paths import Paths
from tracker.workspace.safety.places import file_system, is_network, synchronised_by
from tracker.workspace.safety.unreadable import unreadable_records
from tracker.workspace.schedules import Schedules

OK, NOTE, PROBLEM = "ok", "note", "problem"
_OTHERS = 0o077
_LITTLE_DISK = 50 * 2**20  # bytes; a backup a day of a large store, kept for a week
_MOST_NAMED = 20
_INSTEAD = "keep it on a disk of this machine (TRACKER_HOME) and take copies along: tracker backup, export --all"
_REPAIR = "tracker doctor --repair gets out what can be read; tracker restore goes back to a backup"
_JOURNAL = """
  select field, subject, value, uid from (
    select *, row_number() over (partition by field, subject order by clock desc, device desc, uid desc) as place
    from event
  ) where place = 1
"""
_CURRENT = "select field, subject, value, event from current"
_DIFFERENT = f"""
  select count(*) from (
    select * from ({_CURRENT} except {_JOURNAL}) union all select * from ({_JOURNAL} except {_CURRENT})
  )
"""


class Finding(NamedTuple):
    """One fact: what it is about, what is so, whether that is `OK`, a `NOTE` or a `PROBLEM`, and what to do then."""

    about: str
    said: str
    state: str = OK
    advice: str = ""


def examine(paths: Paths) -> list[Finding]:
    """Look at everything. Changes nothing in the store."""
    return [*_program(), *_places(paths), *_store(paths), *_terminal()]


def _program() -> Iterator[Finding]:
    yield Finding("tracker", __version__)
    yield Finding("Python", platform.python_version())
    yield Finding("SQLite", sqlite3.sqlite_version)
    yield Finding("Textual", importlib.metadata.version("textual"))
    yield Finding("system", f"{platform.system()} {platform.release()}")


def _places(paths: Paths) -> Iterator[Finding]:
    for name, path in (("store", paths.store), ("config", paths.config), ("roadmaps", paths.library)):
        yield Finding(name, _short(path) + ("" if path.exists() else " (not made yet)"))
    folder = next(parent for parent in (paths.data, *paths.data.parents) if parent.exists())
    kind = file_system(folder)
    if is_network(kind):
        yield Finding("file system", kind, NOTE, f"a network file system may lose locks; {_INSTEAD}")
    else:
        yield Finding("file system", kind or "unknown")
    if program := synchronised_by(paths.data):
        yield Finding("synchronised", f"by {program}", NOTE, f"it may replace the store while it is open; {_INSTEAD}")
    try:
        free = shutil.disk_usage(folder).free
        advice = "make room; ticks and backups need it" if free < _LITTLE_DISK else ""
        yield Finding("free disk", f"{free // 2**20:,} MiB", NOTE if advice else OK, advice)
    except OSError as error:
        yield Finding("free disk", f"unknown ({error.strerror})", NOTE)
    open_to_others = [path for path in (paths.data, paths.store) if path.exists() and path.stat().st_mode & _OTHERS]
    said = "readable by others" if open_to_others else "only you"
    yield Finding("permissions", said, NOTE if open_to_others else OK, "chmod -R go= " * bool(open_to_others))
    if left := [path for place in (paths.data, folder_of(paths.store)) for path in left_over(place)]:
        said = f"{', '.join(path.name for path in left[:_MOST_NAMED])}; nothing that is needed"
        yield Finding("left by a kill", said, NOTE, "the next backup or repair deletes it")
    backup = newest(paths.store)
    made = local(utc(backup.stat().st_mtime)) if backup else ""
    yield Finding("newest backup", f"{_short(backup)}, {made}" if backup else "none", *_advised(backup, paths))


def _advised(backup: Path | None, paths: Paths) -> tuple[str, str]:
    return (NOTE, "tracker backup makes one") if backup is None and paths.store.exists() else (OK, "")


def _store(paths: Paths) -> Iterator[Finding]:
    if not os.path.lexists(paths.store) and not os.path.lexists(f"{paths.store}-wal"):
        return
    count = read_count(paths.store)
    try:
        database = open_database(paths.store, traces=(paths.device,))
    except TrackerError as error:
        yield Finding("opened", _shortened(str(error)), PROBLEM, _REPAIR)
        return
    try:
        for sentence in database.notices:
            yield Finding("opened", _shortened(sentence), NOTE)
        findings = list(_sound(database, count.missing if count else 0))
        if any(finding.state == PROBLEM for finding in findings):
            database.leave_alone()  # it is to be repaired as it is now
        yield from findings
    finally:
        database.close()


def _sound(database: Database, missing: int) -> Iterator[Finding]:
    checks = (_schema, _integrity, _keys, _texts, _current, _records, _journal, _snapshots, _standings, _schedules)
    for check in checks:
        try:
            yield from check(database)
        except (TrackerError, sqlite3.Error, ValueError, TypeError) as error:
            yield Finding(check.__name__.strip("_"), _shortened(str(error)), PROBLEM, _REPAIR)
    after = read_count(database.path)
    missing = max(missing, after.missing if after else 0)
    events = database.last_event()
    if missing:
        said = f"{events:,}; {missing:,} newer ones are gone"
        yield Finding("events", said, PROBLEM, "tracker restore goes back to a backup that may have them")
    else:
        yield Finding("events", f"{events:,}")
    shared = "no; only one tracker at a time" if database.alone else "yes"
    yield Finding("shared memory and locks", shared, NOTE if database.alone else OK)
    if database.read_only:
        yield Finding("writing", f"not possible: {database.read_only}", NOTE)


def _schema(database: Database) -> Iterator[Finding]:
    with database.reading() as connection:
        version = connection.execute("pragma user_version").fetchone()[0]
        foreign = foreign_parts(connection)
    if foreign:
        said = f"{version} of {SCHEMA_VERSION}, with what tracker has not made: {', '.join(map(plain, foreign))}"
        yield Finding("schema", said, PROBLEM, "tracker doctor --repair makes a store without it")
    else:
        yield Finding("schema", f"{version} of {SCHEMA_VERSION}")


def _integrity(database: Database) -> Iterator[Finding]:
    with database.reading() as connection:
        said = [row[0] for row in connection.execute(f"pragma integrity_check({_MOST_NAMED})")]
    said = [text.partition("\n")[2] or text if text.startswith("***") else text for text in said]
    if said == ["ok"]:
        yield Finding("integrity", "ok")
    else:
        yield Finding(
            "integrity", f"{plural(len(said), 'fault')}, the first: {said[0].splitlines()[0]}", PROBLEM, _REPAIR
        )


def _keys(database: Database) -> Iterator[Finding]:
    with database.reading() as connection:
        broken = connection.execute("pragma foreign_key_check").fetchall()
    if broken:
        yield Finding("references", f"{plural(len(broken), 'row')} without what they belong to", PROBLEM, _REPAIR)
    else:
        yield Finding("references", "ok")


def _current(database: Database) -> Iterator[Finding]:
    with database.reading() as connection:
        different = connection.execute(_DIFFERENT).fetchone()[0]
    if different:
        said = f"{plural(different, 'value')} differ from the journal"
        yield Finding("current values", said, PROBLEM, "tracker doctor --repair makes them anew from the journal")
    else:
        yield Finding("current values", "as the journal has them")


def _texts(database: Database) -> Iterator[Finding]:
    """Whether every column has what its table says, since SQLite takes anything in any of them."""
    wrong = 0
    with database.reading() as connection:
        for (table,) in connection.execute(
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'"
        ).fetchall():
            columns = connection.execute("select name, type from pragma_table_info(?)", (table,)).fetchall()
            numbers = [kind.upper() == "INTEGER" for _, kind in columns]
            names = ", ".join(f'"{name}"' for name, _ in columns)
            for row in rows(connection, f'select {names} from "{table}"'):
                wrong += any(
                    not isinstance(value, int if number else str)
                    for value, number in zip(row, numbers, strict=True)
                    if value is not None
                )
    if wrong:
        said = f"{plural(wrong, 'row')} with something else where a text or a number stands"
        yield Finding("texts", said, PROBLEM, _REPAIR)
    else:
        yield Finding("texts", "all can be read")


def _records(database: Database) -> Iterator[Finding]:
    """Records that cannot be understood, named by the uid of their event: what they say may be private."""
    bad = []
    with database.reading() as connection:
        for record in unreadable_records(Journal(database), Snapshots(database)):
            key = (record.field, record.id)
            row = connection.execute("select event from current where field = ? and subject = ?", key).fetchone()
            bad.append(row[0] if row else "unknown")
    if bad:
        named = ", ".join(bad[:_MOST_NAMED])
        said = f"{plural(len(bad), 'record')} cannot be read; events {named}"
        yield Finding("records", said, PROBLEM, "any other command names them; tracker remove ID takes one away")
    else:
        yield Finding("records", "all can be read")


def _journal(database: Database) -> Iterator[Finding]:
    """The journal as `history`, `undo` and `export` read it."""
    with database.reading() as connection:
        events = sum(1 for _ in all_events(connection, database.garbled))
    Journal(database).state()
    if database.garbled:
        said = f"{plural(len(database.garbled), 'record')} cannot be read"
        yield Finding("journal", said, PROBLEM, f"history and export --all name them; {_REPAIR}")
    else:
        yield Finding("journal", f"{plural(events, 'event')} read")


def _snapshots(database: Database) -> Iterator[Finding]:
    """Every snapshot of every roadmap with all of its cards, as `export --all` reads them."""
    with database.reading() as connection:
        numbers = [number for (number,) in connection.execute("select id from edition order by id").fetchall()]
    others = len(database.garbled)
    for number in numbers:
        read_snapshot(database, number)
    snapshots = Snapshots(database)
    snapshots.roadmap_names()
    snapshots.topic_names()
    if garbled := len(database.garbled) - others:
        said = f"{plural(garbled, 'row')} cannot be read"
        yield Finding("loaded roadmaps", said, PROBLEM, f"export --all names them; {_REPAIR}")
    else:
        yield Finding("loaded roadmaps", "all can be read")


def _standings(database: Database) -> Iterator[Finding]:
    """Whether the numbers that are kept for lists are those that are measured."""
    snapshots, journal = Snapshots(database), Journal(database)
    kept = read_standings(snapshots)
    if kept is None or kept.last != journal.last_event():
        yield Finding("kept percentages", "none; they are measured when they are needed")
        return
    catalog = Catalog(snapshots, journal)
    state = catalog.state()
    measured = [standing_of(measure(roadmap, state.marks, state.choices)) for roadmap in catalog.roadmaps()]
    different = {*measured} ^ {*kept.standings.values()}
    if different:
        count = len({standing.id for standing in different})
        said = f"{plural(count, 'roadmap')} {'differs' if count == 1 else 'differ'} from what is measured"
        yield Finding("kept percentages", said, PROBLEM, "tracker doctor --repair makes a store without them")
    else:
        yield Finding("kept percentages", "as they are measured")


def _schedules(database: Database) -> Iterator[Finding]:
    """Whether the reviews that are kept are those that follow from every answer."""
    snapshots, journal = Snapshots(database), Journal(database)
    kept = read_schedules(snapshots)
    if kept is None or kept.last != journal.last_event():
        return
    made = Schedules(snapshots, journal, Catalog(snapshots, journal)).made(kept.retention, {})
    different = {*made.items()} ^ {*kept.schedules.items()}
    if different:
        said = f"those of {plural(len({topic for topic, _ in different}), 'topic')} do not follow from the answers"
        yield Finding("kept reviews", said, PROBLEM, "tracker doctor --repair makes a store without them")
    else:
        yield Finding("kept reviews", "as the answers make them")


def _terminal() -> Iterator[Finding]:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        yield Finding(name, os.environ.get(name) or "not set")
    yield Finding("encoding", sys.stdout.encoding or "unknown")
    size = shutil.get_terminal_size()
    tty = "a terminal" if sys.stdout.isatty() else "no terminal"
    yield Finding("output", f"{tty}, {size.columns} columns, {size.lines} lines")


def _short(path: Path) -> str:
    return _shortened(str(path))


def _shortened(text: str) -> str:
    """`text` without the user's home folder, whose name is often that of its owner."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    return text.replace(home, "~") if len(home) > 1 else text


def is_sound(findings: list[Finding]) -> bool:
    """Whether nothing is a problem."""
    return not any(finding.state == PROBLEM for finding in findings)
