"""Any number of devices over folders that deliver late, twice, torn and in any order: in the end all are equal."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.conftest import NOON
from tests.store.conftest import is_sound
from tests.store.test_convergence import COMMANDS
from tests.sync.conftest import CutOff, Device
from tracker.core.journal.commands import Command
from tracker.core.journal.events import State, replay
from tracker.store.sync.target import UnreachableError

DEVICES = st.integers(0, 3)
DAYS = 86_400.0
OFFSETS = (0.0, 0.0, 0.001, -300.0, 3 * DAYS, -40 * DAYS, 1e9)


class Folders(RuleBasedStateMachine):
    """Two to four devices, each with a copy of the shared folder that something carries about, badly."""

    @initialize(offsets=st.lists(st.sampled_from(OFFSETS), min_size=2, max_size=4))
    def switch_on(self, offsets: Sequence[float]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.devices = [Device(self.root / f"{n}" / "t.db", f"device-{n}", NOON + o) for n, o in enumerate(offsets)]
        self.written = set[str]()
        for number in range(len(self.devices)):
            self._view(number).mkdir()

    def teardown(self) -> None:
        if not hasattr(self, "devices"):
            return
        try:
            for _ in range(2):
                for number, device in enumerate(self.devices):
                    device.sync(device.folder(self._view(number)))
                    self._carry_everything()
            events = self.devices[0].events()
            assert {event.uid for event in events} == self.written
            for number, device in enumerate(self.devices):
                assert device.events() == events
                assert device.journal.state() == replay(State(), events)
                assert is_sound(device.path)
                again = device.sync(device.folder(self._view(number)))
                assert (again.came, again.sent) == ({}, 0)
        finally:
            for device in self.devices:
                device.database.close()
            self.folder.cleanup()

    @rule(number=DEVICES, seconds=st.sampled_from((0.001, 3600.0, -3600.0, -9 * DAYS, 9 * DAYS)))
    def clock_moves(self, number: int, seconds: float) -> None:
        self._device(number).now += seconds

    @rule(number=DEVICES, command=COMMANDS, times=st.sampled_from((1, 1, 1, 9)))
    def command(self, number: int, command: Command, times: int) -> None:
        device = self._device(number)
        for _ in range(times):
            self.written |= {event.uid for event in device.do(command)}
            if times > 1:  # enough files of one size that they are joined
                device.sync(device.folder(self._view(number)))
                self.written |= {event.uid for event in device.journal.undo(device.stamp())}

    @rule(number=DEVICES)
    def undo(self, number: int) -> None:
        device = self._device(number)
        self.written |= {event.uid for event in device.journal.undo(device.stamp())}

    @rule(number=DEVICES)
    def sync(self, number: int) -> None:
        device = self._device(number)
        device.sync(device.folder(self._view(number)))

    @rule(number=DEVICES, steps=st.integers(0, 8))
    def sync_that_is_broken_off(self, number: int, steps: int) -> None:
        device = self._device(number)
        with suppress(UnreachableError):
            device.sync(CutOff(device.folder(self._view(number)), steps))

    @rule(source=DEVICES, to=DEVICES, data=st.data())
    def some_files_arrive(self, source: int, to: int, data: st.DataObject) -> None:
        """A few, in any order; torn, with other bytes, or a second time under the name of a conflict copy."""
        here, there = self._view(source), self._view(to)
        names = sorted(str(file.relative_to(here)) for file in here.glob("*/*"))
        if here == there or not names:
            return
        for place in data.draw(st.lists(st.integers(0, 50), max_size=4)):
            name = names[place % len(names)]
            content = (here / name).read_bytes()
            harm = data.draw(st.sampled_from(("", "", "torn", "empty", "other bytes", "conflict copy")))
            target = there / name
            if harm == "conflict copy":
                target = target.with_name(f"{target.stem}.sync-conflict-20260101{target.suffix}")
            elif target.exists():
                continue  # a device's own files, and those that have arrived, are not damaged by what carries them
            changed = {"torn": content[: len(content) // 2], "empty": b"", "other bytes": content[:-1] + b"x"}
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(changed.get(harm, content))

    @rule(source=DEVICES, to=DEVICES)
    def deletions_arrive_first(self, source: int, to: int) -> None:
        """What is gone at its writer goes elsewhere, before what stands in for it has come."""
        here, there = self._view(source), self._view(to)
        for own in here.glob("*"):
            if own.name == self._writer(source):
                for file in (there / own.name).glob("*"):
                    if not (own / file.name).exists():
                        file.unlink()

    @rule(number=DEVICES)
    def folder_is_emptied(self, number: int) -> None:
        shutil.rmtree(self._view(number))
        self._view(number).mkdir()

    def _carry_everything(self) -> None:
        """What carries the folders has caught up: each has what every writer has, and nothing else of it."""
        for source in range(len(self.devices)):
            own = self._view(source) / self._writer(source)
            for to in range(len(self.devices)):
                if to != source and own.exists():
                    shutil.rmtree(self._view(to) / own.name, ignore_errors=True)
                    shutil.copytree(own, self._view(to) / own.name)

    def _writer(self, number: int) -> str:
        return self._device(number).folder(self._view(number))._writer

    def _device(self, number: int) -> Device:
        return self.devices[number % len(self.devices)]

    def _view(self, number: int) -> Path:
        return self.root / f"view-{number % len(self.devices)}"


Folders.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestFolders = Folders.TestCase
