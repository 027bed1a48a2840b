"""Every suite, with how many rounds it takes in CI and at length."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.endurance import hostile, long, terminals
from tests.endurance.result import Result


class Suite(NamedTuple):
    """`run(rounds, seed)` tries so many things; the same seed tries the same ones."""

    run: Callable[[int, int], Result]
    short: int
    long: int


SUITES: dict[str, Suite] = {
    "hostile": Suite(hostile.run, 60, 3000),
    "terminals": Suite(terminals.run, 21, 1000),
    "long": Suite(long.run, 3000, 200_000),
}
