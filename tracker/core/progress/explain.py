"""Why a percentage is what it is: what counted, what did not and why, and the sum that makes the number."""

from __future__ import annotations

from typing import NamedTuple

from tracker.core.progress.measure import Progress, Tally
from tracker.core.roadmap.model import Mark, Topic


class LeftOut(NamedTuple):
    """Topics that do not count in the number, and the reason."""

    reason: str
    topics: tuple[str, ...]


class Part(NamedTuple):
    """One line of the sum: a part of the roadmap and its tally."""

    title: str
    tally: Tally
    note: str = ""


class Explanation(NamedTuple):
    """A percentage taken apart. The `parts` may share topics; `shared` says how many are counted once, not twice."""

    title: str
    tally: Tally
    parts: tuple[Part, ...]
    optional: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    shared: int

    @property
    def sum(self) -> str:
        """The arithmetic in words."""
        done, counted, percent = self.tally.done, self.tally.counted, self.tally.percent
        if percent is None:
            return "Nothing counts here, so there is no percentage."
        if not done:
            return f"0 of {counted} topics done = 0 %"
        exact = 100 * done / counted
        if exact < 1:
            return f"{done} of {counted} topics done = {exact:.2f} %, shown as 1 % because something is done"
        if exact == int(exact):
            return f"{done} of {counted} topics done = {int(exact)} %"
        return f"{done} of {counted} topics done = {exact:.2f} %, rounded down to {percent} %"

    @property
    def next_tick(self) -> str:
        """What one more tick is worth."""
        if not self.tally.left:
            return ""
        step = 100 / self.tally.counted
        missing = next(n for n in range(1, self.tally.left + 1) if _percent(self.tally, n) > _percent(self.tally, 0))
        more = "the next tick moves the number" if missing == 1 else f"{missing} more ticks move the number"
        return f"One tick is worth {step:.2f} %; {more}."


def _percent(tally: Tally, more: int) -> int:
    return tally._replace(done=tally.done + more).percent or 0


def explain(progress: Progress, key: str = "") -> Explanation:
    """The percentage of the group `key` (the whole roadmap when empty) taken apart."""
    tree = progress.tree
    place = tree.groups[key] if key else 0
    parts: list[Part] = []
    optional: list[Part] = []
    own: list[str] = []
    for child in tree.children(place):
        node = tree.nodes[child]
        if isinstance(node, Topic):
            own += tree.ids(child)
        elif place not in progress.chosen or progress.is_chosen(child):
            part = Part(node.title, progress.tally(child), _note(progress, child))
            (optional if node.optional else parts).append(part)
    if own:
        counted = progress.scope(place).counted.intersection(own)
        parts.append(Part("Topics here" if parts else "Topics", progress.tally_of(counted)))
    listed = sum(part.tally.counted for part in parts)
    tally = progress.tally(place)
    shared = max(0, listed - tally.counted)
    return Explanation(
        tree.nodes[place].title, tally, tuple(parts), tuple(optional), _left_out(progress, place), shared
    )


def _note(progress: Progress, place: int) -> str:
    if place in progress.chosen:
        chosen = progress.chosen[place]
        how = "your choice" if chosen.pinned else "furthest along"
        return f"{progress.tree.nodes[chosen.option].title}, {how}"
    level = progress.tree.nodes[place].level
    return f"up to {level}" if level else ""


def _left_out(progress: Progress, place: int) -> tuple[LeftOut, ...]:
    tree, scope = progress.tree, progress.scope(place)
    below = dict.fromkeys(tree.ids(place))
    inside = scope.counted | scope.optional
    headings = {
        topic.id
        for parent in tree.uneven
        if isinstance(topic := tree.nodes[parent], Topic) and not inside.isdisjoint({*tree.ids(parent)} - {topic.id})
    }
    skipped = [t for t in below if t in scope.counted and progress.mark(t) is Mark.SKIPPED]
    optional = [t for t in below if t in scope.optional]
    other = [t for t in below if t not in inside and t not in headings]
    reasons = (
        ("skipped by you", skipped),
        ("optional: useful, not required", optional),
        ('in an option of an "any of" group that is not chosen', other),
        ("counted by their sub-topics", [t for t in below if t in headings]),
    )
    return tuple(LeftOut(reason, tuple(ids)) for reason, ids in reasons if ids)
