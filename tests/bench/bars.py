"""The bars: how much more than its floor each thing may cost."""

from __future__ import annotations

from typing import NamedTuple


class Bar(NamedTuple):
    """A row of the table.

    `most` is the ratio to the floor that is wanted. `counted` is the highest ratio of counted instructions that lets a
    change in: `most` where that is met, else what was counted last and 3 % more, so that nothing gets slower until
    then. Without `counted` a row is only timed.
    """

    most: float
    counted: float | None = None


BARS = {
    "start": Bar(1.2, 2.00),
    "start, settled": Bar(1.6),
    "start, 1,000,000 events": Bar(1.1),
    "start, nothing compiled": Bar(1.2),
    "memory": Bar(1.7),
    "memory, own 10,000": Bar(2),
    "palette": Bar(12),
    **{
        f"{row}{size}": Bar(most)
        for size in ("", ", own 1,000", ", own 10,000")
        for row, most in (
            ("study from home", 12),
            ("tick", 5),
            ("cursor", 2),
            ("filter", 6),
            ("why", 12),
            ("search", 6),
        )
    },
    "start, own 1,000": Bar(1.2),
    "start, own 10,000": Bar(1.2, 2.19),
    "status": Bar(2, 4.58),
    "status --json": Bar(2, 4.58),
    "tick and reset": Bar(3, 12.42),
    "next --json": Bar(3, 5.14),
    "history": Bar(3, 31.25),
    "roles": Bar(3.5, 10.45),
    "skills": Bar(3.5, 6.51),
    "show ROLE": Bar(3.5, 6.35),
    "--help": Bar(3.5, 9.40),
    "--version": Bar(3.5, 9.25),
    "check": Bar(8, 36.21),
}
