"""The numbers of a tally for programs; apart from the other formats, since a status line waits for it."""

from __future__ import annotations

from typing import Any

from tracker.core.progress.measure import Tally


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
