"""A journal in whose columns something else than text was written by hand: the rest is shown, and it is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
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
JOURNAL: tuple[str, ...] = ("history", "export --all --format json")


def put(column: str, value: str, field: str = "note") -> None:
    """Write an event by hand that is the last of this device, with an SQL expression in one of its columns."""
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
        connection.execute(f"insert into event ({', '.join(texts)}) values ({', '.join(texts.values())})")


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
