"""Every suite, with how many rounds it takes in CI and at length."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.endurance import clocks, crowded, damaged, disks, killed, versions
from tests.endurance.result import Result


class Suite(NamedTuple):
    """`run(rounds, seed)` tries so many things; the same seed tries the same ones."""

    run: Callable[[int, int], Result]
    short: int
    long: int


SUITES: dict[str, Suite] = {
    "killed": Suite(killed.run_killed, 25, 500),
    "crowded": Suite(crowded.run_crowded, 8, 60),
    "disks": Suite(disks.run_disks, 1, 5),
    "clocks": Suite(clocks.run_clocks, 1, 5),
    "old and new stores": Suite(versions.run_versions, 1, 10),
    "damaged": Suite(damaged.run_damaged, 60, 1_000),
}
