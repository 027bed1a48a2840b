"""Any number of machines with any clocks, whatever they do and exchange in whatever order, end in the same state."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from tests.conftest import NOON
from tests.core.trees import WISHES
from tests.store.conftest import events_in, is_sound
from tracker.core.journal.backup import Backup
from tracker.core.journal.commands import Command, SetMark, SetOverlay, handle
from tracker.core.journal.events import Event, Stamp, State, Why, events_of, replay
from tracker.core.overlay.records import decode, encode
from tracker.core.roadmap.model import Mark
from tracker.formats.backup import writer as backups
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.merge import dump, merge
from tracker.store.sqlite.opening import open_database
from tracker.workspace.clock import stamp


def as_stored(command: Command) -> Command:
    """The command with its overlay records as the program writes them; a backup has them in no other form."""
    if not isinstance(command, SetOverlay):
        return command
    return SetOverlay(tuple((id_, encode(decode(text)) if text else None) for id_, text in command.records))


TOPICS = st.sampled_from(("git/commit", "git/rebase"))
COMMANDS = WISHES.map(as_stored) | st.builds(SetMark, st.tuples(TOPICS), st.sampled_from(Mark))


class Machine:
    """A store with a clock that may stand anywhere; `shown` is the state on its screen, which may be an old one."""

    def __init__(self, path: Path, name: str, now: float) -> None:
        self.path, self.name, self.now = path, name, now
        self.database = open_database(path)
        self.journal = Journal(self.database)
        self.shown = self.journal.state()

    def stamp(self) -> Stamp:
        """This moment."""
        return stamp(lambda: self.now, self.name)

    def backup(self) -> str:
        """Everything that it has, as the text of a file."""
        return backups.write(dump(self.database))

    def take(self, backup: str) -> list[Event]:
        """Merge a backup; what was new in it."""
        return merge(self.database, backups.read(backup))


class Machines(RuleBasedStateMachine):
    """Two to four machines that do things and exchange backups, old ones too and several times."""

    files = Bundle("files")

    @initialize(offsets=st.lists(st.sampled_from((0.0, 0.0, 0.001, -300.0, 300.0, 1e9)), min_size=2, max_size=4))
    def switch_on(self, offsets: Sequence[float]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        self.machines = [
            Machine(path / f"{n}" / "t.db", f"machine-{n}", NOON + offset) for n, offset in enumerate(offsets)
        ]

    def teardown(self) -> None:
        if not hasattr(self, "machines"):
            return
        try:
            for _ in range(2):
                for text in [machine.backup() for machine in self.machines]:
                    for machine in self.machines:
                        machine.take(text)
            first = self.machines[0]
            events = events_in(first.path)
            assert events == sorted(events, key=lambda event: event.order)
            for machine in self.machines:
                assert machine.journal.state() == replay(State(), events)
                assert events_in(machine.path) == events
                assert is_sound(machine.path)
                assert machine.take(first.backup()) == []
        finally:
            for machine in self.machines:
                machine.database.close()
            self.folder.cleanup()

    @rule(number=st.integers(0, 3), seconds=st.sampled_from((0.0, 0.001, 1.0, 3600.0, -3600.0, -1e6, 1e6)))
    def clock_moves(self, number: int, seconds: float) -> None:
        self._machine(number).now += seconds

    @rule(number=st.integers(0, 3), command=COMMANDS)
    def command(self, number: int, command: Command) -> None:
        machine = self._machine(number)
        before = events_in(machine.path)
        changes = handle(command, machine.journal.state())
        self._comes_after(before, machine.journal.append(changes, machine.stamp()))

    @rule(number=st.integers(0, 3))
    def screen_is_drawn(self, number: int) -> None:
        machine = self._machine(number)
        machine.shown = machine.journal.state()

    @rule(number=st.integers(0, 3), command=COMMANDS)
    def command_in_the_app(self, number: int, command: Command) -> None:
        """It is handled on what the screen shows, and what is written is what is shown then."""
        machine = self._machine(number)
        state = machine.shown
        changes = [
            change for change in handle(command, state) if state.recorded(change.field, change.subject) != change.value
        ]
        events = events_of(changes, state.recorded, state.clock, machine.stamp())
        assert all(event.clock > state.clock for event in events)
        machine.shown = replay(state, events)
        machine.journal.write(events)
        machine.journal.write(events)  # tried again after it was written
        assert set(events) <= set(events_in(machine.path))

    @rule(number=st.integers(0, 3), back=st.booleans())
    def undo_or_redo(self, number: int, back: bool) -> None:
        machine = self._machine(number)
        before = events_in(machine.path)
        last = {(event.field, event.subject): event for event in before}
        written = machine.journal.undo(machine.stamp()) if back else machine.journal.redo(machine.stamp())
        self._comes_after(before, written)
        for event in written:
            now = last[event.field, event.subject]
            assert now.device == machine.name or now.why in (Why.UNDO, Why.REDO), "the last word was another machine's"

    @rule(target=files, number=st.integers(0, 3))
    def export(self, number: int) -> str:
        return self._machine(number).backup()

    @rule(number=st.integers(0, 3), file=files)
    def take(self, number: int, file: str) -> None:
        machine = self._machine(number)
        expected = machine.journal.state(), backups.read(file).events
        would_be = replay(expected[0], machine.journal.winning(expected[1]))
        machine.take(file)
        assert machine.journal.state() == would_be, "the preview of a merge is not what it does"
        assert machine.take(file) == []

    @rule(number=st.integers(0, 3), other=st.integers(0, 3))
    def exchange(self, number: int, other: int) -> None:
        first, second = self._machine(number), self._machine(other)
        texts = first.backup(), second.backup()
        second.take(texts[0])
        first.take(texts[1])
        assert first.journal.state() == second.journal.state()

    def _machine(self, number: int) -> Machine:
        return self.machines[number % len(self.machines)]

    @staticmethod
    def _comes_after(before: Sequence[Event], written: Sequence[Event]) -> None:
        if before and written:
            assert min(event.order for event in written) > max(event.order for event in before)


Machines.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestMachines = Machines.TestCase


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 1, 2, 0, 2)])
def test_stores_merge_to_the_same_in_any_order_and_grouping(order: Sequence[int], tmp_path: Path) -> None:
    stores = [Machine(tmp_path / f"{n}" / "t.db", f"machine-{n}", NOON) for n in range(3)]
    marks = (Mark.DONE, Mark.SKIPPED, Mark.DOING)
    for machine, mark in zip(stores, marks, strict=True):
        machine.journal.append(handle(SetMark(("git/commit",), mark), State()), machine.stamp())
    one_by_one = Machine(tmp_path / "one" / "t.db", "one", NOON)
    together = Machine(tmp_path / "both" / "t.db", "both", NOON)
    for number in order:
        one_by_one.take(stores[number].backup())
    pair = [event for number in order for event in dump(stores[number].database).events]
    merge(together.database, Backup(tuple(dict.fromkeys(pair)), ()))
    assert one_by_one.journal.state() == together.journal.state()
    assert one_by_one.journal.state().marks == {"git/commit": Mark.DOING}
    for machine in (*stores, one_by_one, together):
        machine.database.close()
