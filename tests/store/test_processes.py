"""Several real processes at one store: nothing is lost, and nothing half done is seen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.store.conftest import done, events_in, is_sound
from tracker.core.journal.events import Stamp
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.rescue.remains import log_of, refuse_lost

OPEN = """
import os, signal, sys
from pathlib import Path
from tracker.core.journal.events import Change, Field
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.journal import Journal
from tracker.workspace.clock import stamp, system_clock

name, path = sys.argv[1], Path(sys.argv[2])
def tick(topic):
    Journal(database).append([Change(Field.MARK, topic, "done")], stamp(system_clock, name))
def said():
    print("ready", flush=True)
    sys.stdin.readline()
"""
FIFTY_TICKS = f"""{OPEN}
database = open_database(path)
said()
for n in range(50):
    tick(f"{{name}}/{{n}}")
"""
MAKES_IT = f"""{OPEN}
said()
database = open_database(path)
tick(name)
"""
DIES_AFTER = f"""{OPEN}
database = open_database(path)
tick("a/x")
os.kill(os.getpid(), signal.SIGKILL)
"""
DIES_WITHIN = f"""{OPEN}
database = open_database(path)
with database.writing() as connection:
    connection.execute("insert into meta values ('half', 'done')")
    os.kill(os.getpid(), signal.SIGKILL)
"""

Process = subprocess.Popen[str]
Start = Callable[[str, str], Process]


@pytest.fixture
def start(path: Path, home: Path) -> Iterator[Start]:
    """Starts a process that runs a script under a name of its own."""
    started: list[Process] = []

    def begin(script: str, name: str) -> Process:
        command = [sys.executable, "-c", script, name, str(path)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment(home), text=True))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def go(*processes: Process) -> list[int]:
    """Let all of them run at once, from the moment when each is ready; their exit codes."""
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.wait() for process in processes]


def test_two_processes_that_write_at_once_lose_nothing(start: Start, path: Path, database: Database) -> None:
    assert go(start(FIFTY_TICKS, "app"), start(FIFTY_TICKS, "shell")) == [0, 0]
    events = events_in(path)
    for name in ("app", "shell"):
        assert [event.subject for event in events if event.device == name] == [f"{name}/{n}" for n in range(50)]
    assert len(events) == 100
    assert is_sound(path)


@pytest.mark.parametrize("size", [None, 0])
def test_a_store_that_another_process_begins_meanwhile_is_not_taken_for_lost(
    path: Path, stamps: Callable[[], Stamp], size: int | None
) -> None:
    with closing(open_database(path)) as database:
        Journal(database).append([done("a/x")], stamps())
        assert log_of(path).stat().st_size
        assert refuse_lost(path, size, None, ()) == ""


def test_processes_that_all_find_no_store_make_one_together(start: Start, path: Path) -> None:
    assert go(*[start(MAKES_IT, f"first/{n}") for n in range(4)]) == [0, 0, 0, 0]
    assert {event.subject for event in events_in(path)} == {f"first/{n}" for n in range(4)}


def test_a_tick_is_there_after_the_process_was_killed(start: Start, path: Path) -> None:
    assert start(DIES_AFTER, "killed").wait() == -9
    database = open_database(path)
    assert Journal(database).state().marks == {"a/x": Mark.DONE}
    database.close()
    assert is_sound(path)


def test_half_a_write_is_not_there_after_the_process_was_killed(start: Start, path: Path, database: Database) -> None:
    assert start(DIES_WITHIN, "killed").wait() == -9
    with database.reading() as connection:
        assert connection.execute("select * from meta").fetchall() == []


def test_a_process_notices_what_another_has_written(
    path: Path, database: Database, stamps: Callable[[], Stamp]
) -> None:
    before = database.outside_changes()
    Journal(database).append([done("a/own")], stamps())
    assert database.outside_changes() == before
    other = open_database(path)
    Journal(other).append([done("a/other")], stamps())
    other.close()
    assert database.outside_changes() != before
    assert set(Journal(database).state().marks) == {"a/own", "a/other"}
