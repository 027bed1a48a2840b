"""Every suite, with how many rounds it takes in CI and at length."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.endurance import clocks, crowded, damaged, disks, hostile, killed, long, terminals, versions
from tests.endurance.result import Result


class Suite(NamedTuple):
    """`run(rounds, seed)` tries so many things; the same seed tries the same ones."""

    run: Callable[[int, int], Result]
    short: int
    long: int


SUITES: dict[str, Suite] = {
    "killed": Suite(killed.run_killed, 10, 500),
    "crowded": Suite(crowded.run_crowded, 5, 60),
    "disks": Suite(disks.run_disks, 1, 5),
    "clocks": Suite(clocks.run_clocks, 1, 5),
    "old and new stores": Suite(versions.run_versions, 1, 10),
    "damaged": Suite(damaged.run_damaged, 10, 1_000),
    "hostile": Suite(hostile.run, 18, 3000),
    "terminals": Suite(terminals.run, 14, 1000),
    "long": Suite(long.run, 1500, 200_000),
}
