"""Why a percentage is what it is: what counted, what did not and why, and the sum that makes the number."""

from __future__ import annotations

from typing import NamedTuple

from tracker.core.progress.measure import Progress, Tally
from tracker.core.roadmap.model import Group, Mark, Rule, Topic
from tracker.core.roadmap.tree import Tree, flatten, topic_ids


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
    flat = flatten(progress.roadmap.root)
    at = flat.keys[key or progress.roadmap.root.key]
    group = flat.group(at)
    scope = progress.scopes[group.key]
    parts: list[Part] = []
    optional: list[Part] = []
    own: list[str] = []
    for child in group.children:
        if isinstance(child, Topic):
            own += topic_ids(child)
            continue
        if group.rule is Rule.ANY and progress.chosen[group.key].option != child.id:
            continue
        part = Part(child.title, progress.tallies[child.key], _note(progress, child))
        (optional if child.optional else parts).append(part)
    if own:
        counted = [topic for topic in dict.fromkeys(own) if topic in scope.counted]
        parts.append(Part("Topics here" if parts else "Topics", _tally(progress, flat, counted)))
    listed = sum(part.tally.counted for part in parts)
    tally = progress.tallies[group.key]
    left_out = _left_out(progress, flat, at)
    return Explanation(group.title, tally, tuple(parts), tuple(optional), left_out, max(0, listed - tally.counted))


def _tally(progress: Progress, flat: Tree, ids: list[str]) -> Tally:
    marks = [progress.mark(topic) for topic in ids]
    open_ = {t for t in ids if progress.mark(t) in (Mark.TODO, Mark.DOING)}
    takes = [fields for at, fields in flat.rest.items() if flat.names[at] in open_ and not flat.is_group[at]]
    left = (round(sum(fields.get(what, 0.0) for fields in takes), 2) for what in ("hours", "months"))
    skipped = marks.count(Mark.SKIPPED)
    return Tally(marks.count(Mark.DONE), len(ids) - skipped, marks.count(Mark.DOING), skipped, *left)


def _note(progress: Progress, group: Group) -> str:
    if group.rule is Rule.ANY and group.key in progress.chosen:
        chosen = progress.chosen[group.key]
        title = next(option.title for option in group.children if option.id == chosen.option)
        return f"{title}, {'your choice' if chosen.pinned else 'furthest along'}"
    return f"up to {group.level}" if group.level else ""


def _left_out(progress: Progress, flat: Tree, at: int) -> tuple[LeftOut, ...]:
    scope = progress.scopes[flat.names[at]]
    below = dict.fromkeys(flat.ids(at))
    inside = scope.counted | scope.optional
    parents = [n for n, fields in flat.rest.items() if fields.get("by_children")]
    headings = {flat.names[n] for n in parents if any(id_ in inside for id_ in flat.ids(n) if id_ != flat.names[n])}
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
