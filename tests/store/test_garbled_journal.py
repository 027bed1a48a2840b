"""A journal in whose columns something else than text was written by hand: the rest is shown, and it is named."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.endurance.stores import FOLDER
from tracker.workspace import Workspace
from tracker.workspace.paths import device_name, find_paths

NO_TEXT: dict[str, str] = {"a BLOB": "x'ff00'", "not UTF-8": "cast(x'61ff62' as text)"}
COLUMNS = ("uid", "at", "device", "act", "reverses", "field", "subject", "value", "was", "clock")
IN_CURRENT = {"field", "subject", "value"}
"""The columns that every command reads; the others are read by who looks at the journal."""
PLACES = [*(("note", column) for column in COLUMNS), *(("mark", column) for column in sorted(IN_CURRENT))]
COMMANDS: tuple[str, ...] = (
    "roles",
    "own",
    "next deckhand",
    "show knots",
    "show knots/bowline",
    "status deckhand",
    "tick knots/sheet-bend",
    "undo",
    "redo",
)
OTHER_TYPES = dict.fromkeys(COLUMNS, "x'ff00'") | {"clock": "'tomorrow'"}
JOURNAL: tuple[str, ...] = ("history", "export --all --format json")


def put(column: str, value: str, field: str = "note") -> None:
    """Write an event that is the last of this device, with an SQL expression in one of its columns.

    The trigger that refuses it is taken away meanwhile: damage asks no trigger either.
    """
    texts = {
        "uid": "'u1'",
        "at": "'2025-01-01T00:00:00.000Z'",
        "device": f"'{device_name(find_paths())}'",
        "act": "'u1'",
        "why": "'do'",
        "reverses": "null",
        "field": f"'{field}'",
        "subject": "'knots/bowline'",
        "value": "'done'",
        "was": "null",
        "clock": "(select max(clock) + 1 from event)",
        column: value,
    }
    with closing(sqlite3.connect(find_paths().store)) as connection, connection:
        (refuses,) = connection.execute(
            "select sql from sqlite_schema where name = 'event_is_never_replaced'"
        ).fetchone()
        connection.execute("drop trigger event_is_never_replaced")
        connection.execute(f"insert into event ({', '.join(texts)}) values ({', '.join(texts.values())})")
        connection.execute(refuses)


@pytest.mark.parametrize("kind", NO_TEXT)
@pytest.mark.parametrize(
    ("field", "column"),
    [*(("note", column) for column in COLUMNS), *(("mark", column) for column in sorted(IN_CURRENT))],
)
def test_an_event_that_holds_no_text_is_left_out_and_named(
    field: str, column: str, kind: str, small_home: Path, cli: Run
) -> None:
    cli("tick", "knots/splice")
    cli("note", "knots/splice", "a note of my own")
    put(column, NO_TEXT[kind], field)
    for words in JOURNAL:
        ran = cli(*words.split())
        assert ran.code == 0, (words, ran.stderr)
        assert "left out, the event " in ran.stderr
    for words in COMMANDS:
        ran = cli(*words.split())
        assert ran.code == 0, (words, ran.stderr)
        if column in IN_CURRENT and words not in {"undo", "redo"}:  # these read only what they turn back
            assert "left out, the " in ran.stderr, words
    with Workspace.open() as workspace:
        state = workspace.state()
    assert {"knots/splice", "knots/sheet-bend"} <= state.marks.keys()
    assert state.notes["knots/splice"].strip() == "a note of my own"
    doctor = cli("doctor")
    assert doctor.code == 5
    assert "with something else where a text or a number stands" in doctor.stdout


def test_the_store_is_as_new_after_a_repair(small_home: Path, cli: Run, tmp_path: Path) -> None:
    cli("tick", "knots/splice")
    put("value", NO_TEXT["a BLOB"])
    assert cli("doctor", "--repair", "-o", str(tmp_path / "new.db")).code in {0, 1}
    find_paths().store.unlink()
    (tmp_path / "new.db").rename(find_paths().store)
    ran = cli("status", "deckhand")
    assert (ran.code, "left out" in ran.stderr) == (0, False)
    with Workspace.open() as workspace:
        assert "knots/splice" in workspace.state().marks


@pytest.mark.parametrize("column", [*COLUMNS, "why"])
def test_another_program_cannot_write_what_is_no_text(column: str, small_home: Path) -> None:
    row = dict.fromkeys(("uid", "at", "device", "act", "field", "subject", "value", "was"), "'x'")
    row |= {"why": "'do'", "clock": "1", column: OTHER_TYPES.get(column, "x'ff00'")}
    insert = f"insert into event ({', '.join(row)}) values ({', '.join(row.values())})"
    with closing(sqlite3.connect(find_paths().store)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(insert)


@pytest.mark.parametrize("clock", ["'tomorrow'", "x'ff'", "1.5", "1e300"])
def test_an_event_whose_clock_is_no_number_is_named_and_not_the_last_word(clock: str, home: Path, cli: Run) -> None:
    store = find_paths().store
    store.parent.mkdir(parents=True)
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.executescript((FOLDER / "3.sql").read_text(encoding="utf-8"))
        row = f"('u1', '2025-01-01T00:00:00.000Z', 'd', 'u1', 'do', 'mark', 'charts/read', 'skipped', {clock})"
        connection.execute(f"insert into event (uid, at, device, act, why, field, subject, value, clock) values {row}")
    assert cli("show", "charts/read", "--json").code == 0
    assert json.loads(cli("show", "charts/read", "--json").stdout)["mark"] == "done"
    assert "left out, the event u1: " in cli("history", "-n", "1000").stderr
    cli("reset", "charts/read")
    cli("start", "charts/read")
    assert json.loads(cli("show", "charts/read", "--json").stdout)["mark"] == "doing"
    assert cli("doctor").code == 5
    assert cli("doctor", "--repair", "-o", str(home / "new.db")).code in {0, 1}
    (home / "new.db").replace(store)
    Path(f"{store}-count").unlink()
    assert cli("doctor").code == 0
    assert json.loads(cli("show", "charts/read", "--json").stdout)["mark"] == "doing"


@pytest.mark.parametrize("clock", ["'tomorrow'", "x'ff'"])
def test_every_command_names_an_event_whose_clock_is_no_number(clock: str, small_home: Path, cli: Run) -> None:
    put("clock", clock)
    assert "left out, the event u1: " in cli("roles").stderr


@pytest.mark.parametrize("at", ["''", "x'ff'", "cast(x'ff' as text)", "'2026-02-30T00:00:00.000Z'", "'0000-01-01'"])
def test_a_mark_whose_time_cannot_be_read_counts_and_is_left_out_of_days(at: str, small_home: Path, cli: Run) -> None:
    cli("tick", "knots/bowline")
    cli("tick", "knots/splice")
    cli("start", "knots/sheet-bend")
    cli("target", "deckhand")
    cli("review", "--on", "knots")
    with closing(sqlite3.connect(find_paths().store)) as connection, connection:
        for topic in ("knots/bowline", "knots/sheet-bend"):
            connection.execute(f"update current set at = {at} where subject = ?", (topic,))
    for words in ("pace knots", "week", "doing", "review", "report", "export knots --format markdown", "show knots"):
        ran = cli(*words.split())
        assert ran.code == 0, (words, ran.stderr)
    assert "left out, the mark of knots/bowline: its time cannot be read" in cli("pace", "knots").stderr
    assert json.loads(cli("show", "knots/bowline", "--json").stdout)["mark"] == "done"


@pytest.mark.parametrize(
    ("field", "subject", "value"),
    [
        ("minutes", "knots/bowline", "5"),
        ("minutes", "knots/bowline 2026-02-30T00:00:00.000Z", "5"),
        ("minutes", "knots/bowline 2026-02-20T00:00:00.000Z", "five"),
        ("answer", "knots/bowline now", "good"),
        ("answer", "knots/bowline 2026-02-20T00:00:00.000Z", "splendid"),
        ("pause", "2026-02-30", "2026-03-01"),
        ("timer", "", "knots/bowline"),
    ],
)
def test_an_entry_of_no_such_time_or_value_is_left_out_and_named(
    field: str, subject: str, value: str, small_home: Path, cli: Run
) -> None:
    cli("tick", "knots/bowline")
    cli("review", "--on", "knots")
    put("subject", f"'{subject}'", field)
    with closing(sqlite3.connect(find_paths().store)) as connection, connection:
        connection.execute("update current set value = ? where field = ?", (value, field))
    for words in ("status deckhand", "pace knots", "pause", "review", "timer", "log knots/bowline 5m", "history"):
        ran = cli(*words.split())
        assert ran.code == 0, (words, ran.stderr)
        if words == "status deckhand":
            assert f"left out, {field} of {subject or 'nothing'}: " in ran.stderr


@pytest.mark.parametrize("column", ["source", "version", "loaded_at"])
@pytest.mark.parametrize("value", ["x'ff'", "cast(x'ff' as text)"])
def test_a_snapshot_whose_name_is_no_text_is_left_out_of_backups_and_named(
    column: str, value: str, small_home: Path, cli: Run, tmp_path: Path
) -> None:
    cli("tick", "knots/bowline")
    with closing(sqlite3.connect(find_paths().store)) as connection, connection:
        connection.execute(f"update edition set {column} = {value} where id = 1")
    ran = cli("export", "--all", "--format", "json", "-o", str(tmp_path / "all.json"))
    assert ran.code == 0, ran.stderr
    assert "left out, the snapshot " in ran.stderr
    (tmp_path / "shared").mkdir()
    ran = cli("sync", str(tmp_path / "shared"))
    assert ran.code == 0, ran.stderr
