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
    "start": Bar(1.2, 1.43),
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
    "start, own 10,000": Bar(1.2, 1.43),
    "status": Bar(2, 2),
    "status --json": Bar(2, 2),
    "tick and reset": Bar(3, 7.64),
    "next --json": Bar(3, 3.74),
    "undo": Bar(3, 3),
    "note": Bar(3, 3),
    "target": Bar(3, 3.03),
    "history": Bar(3, 3),
    "roles": Bar(3.5, 3.5),
    "skills": Bar(3.5, 3.5),
    "show ROLE": Bar(3.5, 4.46),
    "--help": Bar(3.5, 3.5),
    "--version": Bar(3.5, 3.5),
    "check": Bar(8, 38.5),
    "import of 20 boxes": Bar(8, 20.34),
    "plan": Bar(5.06, 5.06),
    "compare": Bar(7.32, 7.32),
    "pace": Bar(4.64, 4.64),
    "report": Bar(4.85, 4.85),
    "review": Bar(5.46, 5.46),
    "status, reviewing": Bar(4.99, 4.99),
    "next --json, reviewing": Bar(5.37, 5.37),
    **{
        f"{row}, ten years": Bar(1.5, 1.5)
        for row in (
            *("status", "next --json", "plan", "compare", "pace", "report", "history"),
            *("review", "status, reviewing", "next --json, reviewing"),
        )
    },
    "status, 50,000 events": Bar(1.05, 1.05),
    "status, 66,000 marks elsewhere": Bar(1.05, 1.05),
    "status, 20 own of 500": Bar(1.1, 1.1),
}
