"""Any number of devices of one person over a server, broken off anywhere, with any clocks: in the end all are equal."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.conftest import NOON
from tests.store.conftest import is_sound
from tests.store.test_convergence import COMMANDS
from tests.sync.conftest import CutOff, Device
from tests.sync.postgres import Postgres, program
from tests.sync.test_convergence import DEVICES, OFFSETS
from tracker.core.journal.commands import Command
from tracker.core.journal.events import State, replay
from tracker.store.sync.server.server import Server
from tracker.store.sync.server.setup import setup
from tracker.store.sync.target import UnreachableError

pytest.importorskip("psycopg", reason="the extra sync is not installed")
pytestmark = pytest.mark.skipif(not program("initdb"), reason="PostgreSQL is not installed (Debian: postgresql)")


class Servers(RuleBasedStateMachine):
    """Two to four devices and one server, which may lose its last rows."""

    postgres: ClassVar[Postgres]

    @initialize(offsets=st.lists(st.sampled_from(OFFSETS), min_size=2, max_size=4))
    def switch_on(self, offsets: Sequence[float]) -> None:
        self.postgres.sql("delete from tracker.event; delete from tracker.snapshot")
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.devices = [Device(root / f"{n}" / "t.db", f"device-{n}", NOON + o) for n, o in enumerate(offsets)]
        self.written = set[str]()

    def teardown(self) -> None:
        if not hasattr(self, "devices"):
            return
        try:
            for _ in range(2):
                for device in self.devices:
                    self._sync(device)
            events = self.devices[0].events()
            assert {event.uid for event in events} == self.written
            for device in self.devices:
                assert device.events() == events
                assert device.journal.state() == replay(State(), events)
                assert is_sound(device.path)
        finally:
            for device in self.devices:
                device.database.close()
            self.folder.cleanup()

    @rule(number=DEVICES, seconds=st.sampled_from((0.001, -3600.0, 9e5)))
    def clock_moves(self, number: int, seconds: float) -> None:
        self._device(number).now += seconds

    @rule(number=DEVICES, command=COMMANDS)
    def command(self, number: int, command: Command) -> None:
        self.written |= {event.uid for event in self._device(number).do(command)}

    @rule(number=DEVICES)
    def undo(self, number: int) -> None:
        device = self._device(number)
        self.written |= {event.uid for event in device.journal.undo(device.stamp())}

    @rule(number=DEVICES, steps=st.sampled_from((0, 1, 2, 3, 4, 99)))
    def sync(self, number: int, steps: int) -> None:
        with suppress(UnreachableError):
            self._sync(self._device(number), steps)

    @rule(rows=st.integers(1, 5))
    def server_goes_back_to_an_older_backup(self, rows: int) -> None:
        last = f"select uid from tracker.event order by position desc limit {rows}"
        self.postgres.sql(f"delete from tracker.event where uid in ({last})")

    def _sync(self, device: Device, steps: int = 99) -> None:
        server = Server(self.postgres.url("owner"))
        try:
            device.sync(CutOff(server, steps))
        finally:
            server.close()

    def _device(self, number: int) -> Device:
        return self.devices[number % len(self.devices)]


@pytest.mark.timeout(300)
def test_all_devices_end_equal(postgres: Postgres) -> None:
    postgres.sql("drop schema if exists tracker cascade")
    setup(postgres.url("owner"))
    Servers.postgres, slow = postgres, [HealthCheck.too_slow]
    run_state_machine_as_test(
        Servers,
        settings=settings(max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=slow),
    )
