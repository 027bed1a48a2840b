"""What would be: what a tick is worth, and what an option of an "any of" group would make of the percentage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.progress.measure import Progress, Tally, measure
from tracker.core.roadmap.model import Group, Mark, Roadmap, Rule, Topic, groups, topics
from tracker.core.roadmap.tree import topic_ids


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
    before, mark = progress.total, progress.mark(topic)
    if mark is Mark.DONE:
        return None
    root = progress.roadmap.root
    if any(topic in topic_ids(group) for group in groups(root) if group.rule is Rule.ANY):
        after = measure(progress.roadmap, {**progress.marks, topic: Mark.DONE}, choices).total
    elif topic in progress.counted:
        after = _ticked(before, mark, next(one for one in topics(root) if one.id == topic))
    else:
        after = before
    return None if after == before else Worth(progress.roadmap, before, after)


def _ticked(before: Tally, mark: Mark, topic: Topic) -> Tally:
    """The tally once a topic is done that it counts and that had this mark; what counts stays as it is."""
    was_skipped = mark is Mark.SKIPPED
    hours, months = (0.0, 0.0) if was_skipped else (topic.hours, topic.months)
    return before._replace(
        done=before.done + 1,
        counted=before.counted + was_skipped,
        doing=before.doing - (mark is Mark.DOING),
        skipped=before.skipped - was_skipped,
        hours_left=round(before.hours_left - hours, 2),
        months_left=round(before.months_left - months, 2),
    )


class Preview(NamedTuple):
    """What an option of an "any of" group would make of the whole roadmap, were it chosen."""

    option: str
    title: str
    own: Tally
    total: Tally


def previews(progress: Progress, choices: Mapping[str, str], group: Group) -> list[Preview]:
    """One preview an option, in the order of the file."""
    found = []
    for option in group.children:
        chosen = option.id
        then = measure(progress.roadmap, progress.marks, {**choices, group.key: chosen})
        found.append(Preview(chosen, option.title, then.tallies[group.key], then.total))
    return found
