"""The numbers of a tally by their names, as every command and export gives them to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.core.progress.tally import Tally


def tally_object(tally: Tally) -> dict[str, Any]:
    """The numbers of a tally by their names; `percent` is null when nothing is counted."""
    return {
        "done": tally.done,
        "counted": tally.counted,
        "percent": tally.percent,
        "doing": tally.doing,
        "skipped": tally.skipped,
        "hours_left": tally.hours_left,
        "months_left": tally.months_left,
    }
