"""How `status` writes the numbers of a roadmap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.output import (
    bar,
    clip,
    columns,
    line,
    numbers,
    paint,
    percent,
    width_of,
    width_of_terminal,
)
from tracker.core.progress.tally_object import tally_object

if TYPE_CHECKING:
    from tracker.core.progress.standing import Standing
    from tracker.core.progress.tally import Tally
    from tracker.workspace.at_rest import KeptStanding

_GAPS = 20  # between the columns, and what a longer title takes


def standing_object(standing: Standing | KeptStanding) -> dict[str, Any]:
    """How a roadmap stands, as a JSON object."""
    return {
        "roadmap": standing.id,
        "title": standing.title,
        **tally_object(standing.total),
        "optional": tally_object(standing.optional),
        "ready": tally_object(standing.ready) if standing.ready else None,
    }


def show_standing(standing: Standing | KeptStanding) -> None:
    """Print how a roadmap stands, in a line for each tally."""
    tallies = [(standing.title, standing.total)]
    if standing.ready:
        tallies.append(("ready to apply", standing.ready))
    if standing.optional.counted:
        tallies.append(("useful, not counted", standing.optional))
    _show_tallies(tallies)


def _show_tallies(tallies: Sequence[tuple[str, Tally]]) -> None:
    """One line for each tally; in a narrow terminal its numbers stand below it."""
    rows = [[clip(title), bar(tally, 20), percent(tally), numbers(tally)] for title, tally in tallies]
    room = width_of_terminal()
    if room is None or max(sum(map(width_of, row)) for row in rows) + _GAPS <= room:
        for text in columns(rows):
            line(text)
        return
    for text, (*_, below) in zip(columns([row[:3] for row in rows]), rows, strict=True):
        line(f"{text}\n  {paint(below, 'dim')}")
