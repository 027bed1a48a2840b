"""What would be: what a tick is worth, and what an option of an "any of" group would make of the percentage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.progress.measure import Progress, Tally, measure
from tracker.core.roadmap.model import Mark, Roadmap


class Worth(NamedTuple):
    """What marking one topic done makes of a roadmap."""

    roadmap: Roadmap
    before: Tally
    after: Tally

    @property
    def gain(self) -> int:
        """Whole per cent gained."""
        return (self.after.percent or 0) - (self.before.percent or 0)


def worth(progress: Progress, choices: Mapping[str, str], topic: str) -> Worth | None:
    """What a tick of `topic` makes of the roadmap; None where the tick would not count."""
    if progress.mark(topic) is Mark.DONE or topic not in progress.tree.places:
        return None
    before = progress.total
    after = measure(progress.roadmap, {**progress.marks, topic: Mark.DONE}, choices).total
    return None if after == before else Worth(progress.roadmap, before, after)


class Preview(NamedTuple):
    """What an option of an "any of" group would make of the whole roadmap, were it chosen."""

    option: str
    title: str
    own: Tally
    total: Tally


def previews(progress: Progress, choices: Mapping[str, str], place: int) -> list[Preview]:
    """One preview an option of the "any of" group at a place, in the order of the file."""
    group = progress.tree.group(place)
    rows = []
    for option in map(progress.tree.nodes.__getitem__, progress.tree.children(place)):
        then = measure(progress.roadmap, progress.marks, {**choices, group.key: option.id})
        rows.append(Preview(option.id, option.title, then.tally(place), then.total))
    return rows
