"""How a roadmap stands: its names and numbers, without the tree from which they were counted."""

from typing import NamedTuple

from tracker.core.journal.events import Field
from tracker.core.progress.measure import Progress, Tally
from tracker.core.roadmap.model import Kind

WITHOUT_NUMBERS = frozenset(
    (
        Field.NOTE,
        Field.TARGET,
        Field.WATCH,
        Field.ARCHIVE,
        Field.MINUTES,
        Field.PAUSE,
        Field.REVIEW,
        Field.ANSWER,
        Field.PROOF,
        Field.TIMER,
    )
)
"""What an event may set without changing a number of any roadmap."""


class Standing(NamedTuple):
    """What lists show of a roadmap. The tallies are those of its `Progress`."""

    id: str
    kind: Kind
    title: str
    summary: str
    total: Tally
    optional: Tally
    ready: Tally | None = None


def standing_of(progress: Progress) -> Standing:
    """The standing of a roadmap that was measured."""
    roadmap, optional = progress.roadmap, progress.optional_tally()
    return Standing(roadmap.id, roadmap.kind, roadmap.title, roadmap.summary, progress.total, optional, progress.ready)
