"""Devices at the level of the store: a journal, a clock, and a target."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli import test_two_machines
from tests.cli.test_two_machines import Machine, Machines
from tests.conftest import environment
from tests.store.conftest import events_in
from tests.sync.postgres import Postgres, running
from tracker.core.journal.commands import Command, handle
from tracker.core.journal.events import Event, Stamp
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.store.sync.exchange import Exchange, Exchanged
from tracker.store.sync.folder import Folder
from tracker.store.sync.ledger import writer_name
from tracker.store.sync.target import Parcel, Position, Record, Target, UnreachableError
from tracker.workspace.clock import new_id, stamp, utc
from tracker.workspace.sync import CODEC

machine = test_two_machines.machine
"""The fixture that makes a machine with commands."""


@pytest.fixture
def both(machine: Machines) -> tuple[Machine, Machine]:
    """Two machines."""
    return machine("laptop-00aa11"), machine("desktop-22bb33")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shared folder."""
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


class Device:
    """A store with a clock that may stand anywhere."""

    def __init__(self, path: Path, name: str, now: float) -> None:
        self.path, self.name, self.now = path, name, now
        self.database = open_database(path)
        self.journal = Journal(self.database)

    def stamp(self) -> Stamp:
        """This moment."""
        return stamp(lambda: self.now, self.name)

    def do(self, command: Command) -> list[Event]:
        """Handle a command; what was written."""
        return self.journal.append(handle(command, self.journal.state()), self.stamp())

    def folder(self, path: Path) -> Folder:
        """A folder as this device sees it."""
        return Folder(path, writer_name(self.database, new_id), self.name, "test")

    def sync(self, target: Target) -> Exchanged:
        """Sync once, whole."""
        exchange = Exchange(self.database, target, CODEC)
        exchange.receive()
        return exchange.send(utc(self.now))

    def events(self) -> list[Event]:
        """The whole journal in its order."""
        return events_in(self.path)


class CutOff:
    """A target that is gone after so many steps: a network that ends, a stick that is pulled."""

    def __init__(self, target: Target, steps: int) -> None:
        self._target, self._left = target, steps
        self.name, self.remarks = target.name, target.remarks

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnreachableError("the target is gone")

    def goes_on(self, position: Position) -> bool:
        self._step()
        return self._target.goes_on(position)

    def receive(self, position: Position) -> Iterator[Parcel]:
        for parcel in self._target.receive(position):
            self._step()
            yield parcel

    def received(self, position: Position, parcel: Parcel) -> Position:
        return self._target.received(position, parcel)

    def send(self, position: Position, events: Sequence[Record], snapshots: Sequence[Record]) -> Position:
        """Cut off before anything was sent, or after all was and nobody has heard of it."""
        self._step()
        after = self._target.send(position, events, snapshots)
        self._step()
        return after

    def compacted(self, position: Position) -> Position:
        after = self._target.compacted(position)
        self._step()
        return after

    def clean(self, position: Position) -> None:
        self._step()
        self._target.clean(position)

    def close(self) -> None:
        self._target.close()


FORKS = """
def killed_at_each(sync):
    for steps in range(100):
        if not (child := os.fork()):
            sync(steps)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended != 9:
            print(steps)
            sys.exit(ended)
"""
"""Runs a sync again and again, in processes that begin with all modules loaded; each is killed one step later."""


def steps_until_whole(script: str, home: Path, *words: str, **more: str) -> int:
    """How many syncs of a script with `FORKS` were killed until one came to its end."""
    command = [sys.executable, "-c", script, *words]
    ran = subprocess.run(command, env=environment(home, **more), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return int(ran.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server."""
    with running() as server:
        yield server


@pytest.fixture
def server(postgres: Postgres, machine: Machines, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Postgres:
    """The server, set up anew, and a file with everybody's password."""
    postgres.sql("drop schema if exists tracker cascade")
    assert machine("owner-000000")("sync", "--setup", postgres.url("owner")).code == 0
    passwords = tmp_path / ".pgpass"
    passwords.write_text("*:*:*:anna:of anna\n*:*:*:bert:of bert\n", encoding="utf-8")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    return postgres
