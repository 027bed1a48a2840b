"""Counts over topics, and the percentage that follows from them."""

from typing import NamedTuple


class Tally(NamedTuple):
    """Counts over a set of topics. `hours_left` and `months_left` sum those counted and not done, each for itself."""

    done: int = 0
    counted: int = 0
    doing: int = 0
    skipped: int = 0
    hours_left: float = 0.0
    months_left: float = 0.0

    @property
    def percent(self) -> int | None:
        """Whole per cent done, rounded down; None when nothing is counted."""
        if not self.counted:
            return None
        if not self.done:
            return 0
        return max(1, 100 * self.done // self.counted)

    @property
    def left(self) -> int:
        """Topics counted and not done yet."""
        return self.counted - self.done
