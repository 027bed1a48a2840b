"""Two machines that exchange backups: the same state on both, whatever their clocks say, and undo of one's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import FrozenClock, Ran, Run
from tracker.workspace import Workspace

DAY = 86_400.0
LATE = 4_000_000_000.0
"""2096-10-02T07:06:40Z, after the library was loaded by the real clock."""


class Machine:
    """A home with a clock of its own."""

    def __init__(self, home: Path, cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.clock = home, FrozenClock()
        self.clock.now = LATE
        self._cli, self._monkeypatch = cli, monkeypatch

    def __call__(self, *words: str) -> Ran:
        """Run a command there; a second passes."""
        self.clock.forward(1)
        self._monkeypatch.setenv("TRACKER_HOME", str(self.home))
        self._monkeypatch.setattr(Workspace.__init__, "__defaults__", (self.clock,))
        return self._cli(*words)

    def backup(self) -> str:
        """Everything that the machine has, as a file."""
        file = self.home / "backup.json"
        file.unlink(missing_ok=True)
        assert self("export", "--all", "--format", "json", "-o", str(file)).code == 0
        return str(file)

    def takes(self, backup: str) -> None:
        """Import a backup."""
        assert self("import", backup, "--yes").code == 0

    def mark(self, topic: str) -> str:
        """The mark of a topic of the knots."""
        return next(mark for id_, mark in _marks(self("show", "knots", "--json").json()) if id_ == topic)


def _marks(node: dict[str, object]) -> Iterator[tuple[str, str]]:
    if "mark" in node:
        yield str(node["id"]), str(node["mark"])
    children = node.get("children", [])
    assert isinstance(children, list)
    for child in children:
        yield from _marks(child)


Machines = Callable[[str], Machine]


@pytest.fixture
def machine(
    loaded_homes: dict[str, Path], tmp_path: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Machine]:
    """Makes a machine with the small library."""

    def made(name: str) -> Machine:
        home = Path(shutil.copytree(loaded_homes["small"], tmp_path / name))
        (home / "data" / "device").write_text(f"{name}\n", encoding="utf-8")
        return Machine(home, cli, monkeypatch)

    return made


def exchange(machine: Machine, other: Machine) -> None:
    """Each takes what the other had before."""
    first, second = machine.backup(), other.backup()
    other.takes(first)
    machine.takes(second)


def test_a_tick_holds_on_both_though_the_other_clock_is_five_minutes_fast(machine: Machines) -> None:
    fast, right = machine("fast"), machine("right")
    fast.clock.forward(300)
    fast("tick", "knots/bowline")
    fast("reset", "knots/bowline")
    right.takes(fast.backup())
    right("tick", "knots/bowline")
    exchange(fast, right)
    assert (fast.mark("knots/bowline"), right.mark("knots/bowline")) == ("done", "done")


def test_marks_of_the_same_millisecond_are_the_same_on_both_after_one_exchange(machine: Machines) -> None:
    first, other = machine("one"), machine("other")
    first("tick", "knots/bowline")
    other("skip", "knots/bowline")
    assert first.clock.now == other.clock.now
    for _ in range(3):
        exchange(first, other)
        assert (first.mark("knots/bowline"), other.mark("knots/bowline")) == ("skipped", "skipped")


def test_undo_after_an_import_takes_back_the_last_transaction_of_this_machine(machine: Machines) -> None:
    first, other = machine("one"), machine("other")
    first("tick", "knots/bowline")
    other.clock.forward(60)
    other("tick", "knots/splice")
    first.takes(other.backup())
    assert [event["subject"] for event in first("undo", "--json").json()] == ["knots/bowline"]
    assert (first.mark("knots/bowline"), first.mark("knots/splice")) == ("todo", "done")
    assert first("undo").stdout == "nothing to undo\n"
    assert [event["value"] for event in first("redo", "--json").json()] == ["done"]


def test_undo_leaves_alone_what_another_machine_has_said_since_and_goes_on_to_the_next(machine: Machines) -> None:
    first, other = machine("one"), machine("other")
    first("tick", "knots/splice")
    first("tick", "knots/bowline")
    other.takes(first.backup())
    other("skip", "knots/bowline")
    first.takes(other.backup())
    assert [event["subject"] for event in first("undo", "--json").json()] == ["knots/splice"]
    assert (first.mark("knots/bowline"), first.mark("knots/splice")) == ("skipped", "todo")


def test_undo_leads_to_what_another_machine_had_said_before(machine: Machines) -> None:
    """It came later and was said earlier: the value before the tick is that of the whole journal."""
    first, other = machine("one"), machine("other")
    other("skip", "knots/bowline")
    first.clock.forward(60)
    first("tick", "knots/bowline")
    first.takes(other.backup())
    assert first.mark("knots/bowline") == "done"
    first("undo")
    assert first.mark("knots/bowline") == "skipped"


def test_what_was_taken_away_does_not_come_back_with_an_older_event(machine: Machines) -> None:
    first, other = machine("one"), machine("other")
    other("tick", "knots/bowline")
    first.clock.forward(60)
    first("skip", "knots/bowline")
    first("reset", "knots/bowline")
    first.takes(other.backup())
    assert first.mark("knots/bowline") == "todo"


@pytest.mark.parametrize(("ahead", "said"), [(DAY - 60, False), (DAY + 60, True), (3000 * DAY, True)])
def test_an_event_of_the_far_future_is_taken_and_said(ahead: float, said: bool, machine: Machines) -> None:
    present, future = machine("one"), machine("future")
    future.clock.forward(ahead)
    future("tick", "knots/bowline")
    backup = future.backup()
    preview = present("import", backup, "--dry-run").stdout
    assert ("1 event is dated in the future" in preview) is said
    assert ("2104-12-20" in preview) is (ahead > 2 * DAY)
    assert present("import", backup, "--yes", "--json").json()["from_the_future"] == int(said)
    assert present.mark("knots/bowline") == "done"
    present("reset", "knots/bowline")
    exchange(present, future)
    assert (present.mark("knots/bowline"), future.mark("knots/bowline")) == ("todo", "todo")


def test_a_backup_with_a_clock_that_cannot_be_is_damaged(machine: Machines) -> None:
    first, other = machine("one"), machine("other")
    other("tick", "knots/bowline")
    file = Path(other.backup())
    data = json.loads(file.read_text(encoding="utf-8"))
    for clock in (-1, 2**63, 1.5, True, "7", None):
        data["journal"][-1]["clock"] = clock
        file.write_text(json.dumps(data), encoding="utf-8")
        ran = first("import", str(file), "--yes")
        assert (ran.code, '"clock" is not a whole number' in ran.stderr) == (4, True)
