"""`python -m tests.bench_sync` prints what syncs cost: large first ones, the hundredth, a start with a dead target.

Wanted are: the hundredth sync with ten new events at most 1.1 times the tenth, `tracker group` over 10,000 people with
500 events each within 300 ms, and a start with a target that is gone at most 1.02 times one without.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import environment
from tests.sync.conftest import Device
from tests.sync.postgres import program, running
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.store.sync.server.server import Server
from tracker.store.sync.server.setup import setup
from tracker.store.sync.target import Target

NOW = 1_800_000_000.0
TOPICS = tuple(f"topic/{number}" for number in range(1_000))
MARKS = (Mark.DONE, Mark.DOING)

Opens = Callable[[Device], Target]
"""Opens the target as a device sees it."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000], help="of the first syncs")
    args = parser.parse_args()
    for events in args.events:
        _first(events)
    _hundredth()
    _group(10_000, 500)
    _start()


def _first(events: int) -> None:
    with tempfile.TemporaryDirectory() as folder, _targets(Path(folder)) as targets:
        laptop = Device(Path(folder) / "laptop" / "t.db", "laptop", NOW)
        for number in range(events // len(TOPICS)):
            laptop.now += 1
            laptop.do(SetMark(TOPICS, MARKS[number % 2]))
        for name, opens in targets.items():
            desktop = Device(Path(folder) / f"desktop-{name}" / "t.db", "desktop", NOW)
            for what, device in (("sent", laptop), ("received", desktop)):
                print(
                    f"  first sync over a {name}, {events:,} events {what:<9} {_timed(device, opens):>9.2f} s",
                    flush=True,
                )
            assert len(desktop.events()) == events
            desktop.database.close()
        laptop.database.close()


def _hundredth() -> None:
    """Both devices sync after ten new events of one; the median of eleven syncs around the tenth and the hundredth.

    The processor's time is compared: the rest is waiting for the disk and the server, and as long each time.
    """
    with tempfile.TemporaryDirectory() as folder, _targets(Path(folder)) as targets:
        for name, opens in targets.items():
            devices = [Device(Path(folder) / f"{name}-{which}" / "t.db", which, NOW) for which in ("laptop", "desktop")]
            times: list[list[tuple[float, float]]] = []
            for number in range(106):
                devices[0].now += 1
                devices[0].do(SetMark(TOPICS[:10], MARKS[number % 2]))
                begun = [(time.process_time(), _timed(device, opens), time.process_time()) for device in devices]
                times.append([(after - before, whole) for before, whole, after in begun])
            for which, device in enumerate(devices):
                tenth, hundredth = (
                    [statistics.median(pair[which][kind] for pair in times[n - 5 : n + 6]) * 1000 for kind in (0, 1)]
                    for n in (10, 100)
                )
                print(
                    f"  ten new events over a {name}, {device.name:<8} tenth {tenth[0]:.1f} of {tenth[1]:.1f} ms, "
                    f"hundredth {hundredth[0]:.1f} of {hundredth[1]:.1f} ms, {hundredth[0] / tenth[0]:.2f} x",
                    flush=True,
                )
                device.database.close()


def _group(people: int, events: int) -> None:
    """A mentor asks about a large group, whose journals are on the same server: the whole command, as it is typed.

    Its processor's time is printed too, which says on a busy machine what a quiet one would take.
    """
    if not program("initdb"):
        return
    with running() as postgres:
        url = postgres.url("owner")
        setup(url)
        postgres.sql("create role mentor login; grant mentor to owner")
        postgres.sql("insert into tracker.team values ('class', 'mentor')")
        owner = "'person-' || person"
        postgres.sql(
            f"""
            insert into tracker.event (owner, uid, at, device, act, why, field, subject, value, clock)
            select {owner}, person || '-' || event, '', 'd', '', 'do', 'mark', 'topic/' || event, 'done', event
            from generate_series(1, {people}) as person, generate_series(1, {events}) as event
            """
        )
        doing = """'{"Topic ' || person % 40 || '": "2026-01-01"}'"""
        postgres.sql(
            f"""
            insert into tracker.share
            select {owner}, 'class', 'role', 'Role', person % 400, 400, person % 100, '', '2026-01-01', true, {doing}
            from generate_series(1, {people}) as person
            """
        )
        postgres.sql("alter role mentor password 'of the mentor'")
        postgres.sql("vacuum analyze")  # which the server would begin by itself during the measurement
        postgres.sql("checkpoint")
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "config").mkdir()
            settings = f"[sync]\ntarget = '{postgres.url('mentor')}'\n"
            (Path(home) / "config" / "settings.toml").write_text(settings, encoding="utf-8")
            env = environment(Path(home), PGPASSWORD="of the mentor")
            command = [sys.executable, "-m", "tracker", "group", "class"]
            times, spent = [], []
            for _ in range(11):
                begun, before = time.perf_counter(), os.times()
                ran = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
                times.append((time.perf_counter() - begun) * 1000)
                after = os.times()
                used = after.children_user + after.children_system - before.children_user - before.children_system
                spent.append(used * 1000)
            assert ran.stdout.count("person-") == people
        took = f"{statistics.median(times):.0f} ms, {statistics.median(spent):.0f} ms of the processor"
        print(f"  tracker group, {people:,} people with {events:,} events each: {took}", flush=True)


def _start() -> None:
    """Instructions of an app that opens and is left at once, without and with `auto` and a target that is gone."""
    from tests.bench import homes
    from tests.bench.counted import count_start
    from tests.bench.sessions import ROLE

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = homes.young(Path(folder))
        counted = []
        for setting in ("", "[sync]\ntarget = '/nowhere'\n", "[sync]\ntarget = '/nowhere'\nauto = true\n"):
            (home / "config").mkdir(exist_ok=True)
            (home / "config" / "settings.toml").write_text(setting, encoding="utf-8")
            counted.append(count_start(home, ROLE))
        print(f"  start with a dead target and auto, against without auto: {counted[2] / counted[1]:.3f} x")
        print(f"  start with a [sync] table, against an empty settings file: {counted[1] / counted[0]:.3f} x")


def _timed(device: Device, opens: Opens) -> float:
    begun = time.perf_counter()
    target = opens(device)
    device.sync(target)
    target.close()
    return time.perf_counter() - begun


@contextmanager
def _targets(folder: Path) -> Iterator[dict[str, Opens]]:
    """A folder, and a server where PostgreSQL is installed."""
    shared = folder / "shared"
    shared.mkdir()
    targets: dict[str, Opens] = {"folder": lambda device: device.folder(shared)}
    if not program("initdb"):
        print("  PostgreSQL is not installed, so no server is measured")
        yield targets
        return
    with running() as postgres:
        url = postgres.url("owner")
        setup(url)
        yield {**targets, "server": lambda _: Server(url)}


if __name__ == "__main__":
    main()
