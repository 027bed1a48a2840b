"""What a newer snapshot of the roadmaps changes, told before it is used, and the marks that follow renamed topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tracker.core.journal.events import Change, Field, State, replay
from tracker.core.progress.measure import measure
from tracker.core.roadmap.carried_entries import carried_entries, topics_with_entries
from tracker.core.roadmap.model import Card, Kind, Mark, Roadmap, Topic


class Became(NamedTuple):
    """A topic under its new id, and the ids it had."""

    topic: Topic
    former: tuple[str, ...]


class Moved(NamedTuple):
    """A percentage that the new snapshot moves."""

    title: str
    before: int | None
    after: int | None


class Difference(NamedTuple):
    """From one snapshot to the next. `gone` keeps its marks in the journal; `carried` are the marks that follow."""

    new: tuple[Topic, ...]
    retitled: tuple[tuple[Topic, Topic], ...]
    became: tuple[Became, ...]
    gone: tuple[tuple[Topic, Mark], ...]
    roadmaps_new: tuple[str, ...]
    roadmaps_gone: tuple[str, ...]
    percentages: tuple[Moved, ...]
    carried: tuple[Change, ...]

    def lines(self) -> list[str]:
        """The difference in words, one line a point; empty when nothing that a user sees has changed."""
        lines = [f"new roadmap: {title}" for title in self.roadmaps_new]
        lines += [f"no longer there: {title}" for title in self.roadmaps_gone]
        if self.new:
            lines.append(f"{_count(self.new)} new: {_some(topic.title for topic in self.new)}")
        if self.retitled:
            pairs = _some(f"{old.title} → {new.title}" for old, new in self.retitled)
            lines.append(f"{_count(self.retitled)} renamed: {pairs}")
        if self.became:
            titles = _some(new.topic.title for new in self.became)
            lines.append(f"{_count(self.became)} with a new id, marks follow: {titles}")
        if self.gone:
            ticked = sum(mark is Mark.DONE for _, mark in self.gone)
            kept = f" ({ticked} of them ticked; the ticks are kept)" if ticked else ""
            lines.append(f"{_count(self.gone)} retired{kept}: {_some(topic.title for topic, _ in self.gone)}")
        lines += [f"{moved.title}: {_percent(moved.before)} → {_percent(moved.after)}" for moved in self.percentages]
        return lines


def _count(items: tuple[object, ...]) -> str:
    return f"{len(items)} topic" if len(items) == 1 else f"{len(items)} topics"


def _some(titles: Iterable[str], most: int = 4) -> str:
    every = list(titles)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def _percent(value: int | None) -> str:
    return "no percentage" if value is None else f"{value} %"


def difference(
    old: list[Roadmap], new: list[Roadmap], cards: Mapping[str, Card], state: State, times: Mapping[str, str]
) -> Difference:
    """What changes for this user when `new`, with the `cards` of its topics, takes the place of `old`.

    `times` has when each topic got its mark, in UTC: what follows keeps its day.
    """
    before, after = _topics(old), _topics(new)
    waiting = {*state.marks, *topics_with_entries(state)}
    followers = tuple(
        Became(topic, formers)
        for topic in after.values()
        if (formers := _taken_over(topic, cards, before, after, waiting))
    )
    became = tuple(follower for follower in followers if follower.topic.id not in before)
    followed = {former for follower in followers for former in follower.former}
    new_ids = {former: follower.topic.id for follower in reversed(followers) for former in follower.former}
    carried = (
        *(
            change
            for follower in followers
            for change in (*_carried(follower, before, state, times), *_relinked(follower, state))
        ),
        *carried_entries(new_ids, state),
    )
    then = replay(state, carried)
    old_by_id = {roadmap.id: roadmap for roadmap in old}
    moved = []
    for roadmap in new:
        if roadmap.kind is Kind.ROLE and roadmap.id in old_by_id:
            was = measure(old_by_id[roadmap.id], state.marks, state.choices).total.percent
            now = measure(roadmap, then.marks, then.choices).total.percent
            if was != now:
                moved.append(Moved(roadmap.title, was, now))
    arrived = {follower.topic.id for follower in became}
    return Difference(
        tuple(topic for topic in after.values() if topic.id not in before and topic.id not in arrived),
        tuple((before[id_], t) for id_, t in after.items() if id_ in before and before[id_].title != t.title),
        became,
        tuple(
            (topic, state.marks.get(id_, Mark.TODO))
            for id_, topic in before.items()
            if id_ not in after and id_ not in followed
        ),
        tuple(roadmap.title for roadmap in new if roadmap.id not in old_by_id),
        tuple(roadmap.title for roadmap in old if roadmap.id not in {r.id for r in new}),
        tuple(moved),
        carried,
    )


def _topics(roadmaps: list[Roadmap]) -> dict[str, Topic]:
    return {topic.id: topic for roadmap in roadmaps for topic in roadmap.tree.topics()}


def _taken_over(
    topic: Topic,
    cards: Mapping[str, Card],
    before: Mapping[str, Topic],
    after: Mapping[str, Topic],
    waiting: AbstractSet[str],
) -> tuple[str, ...]:
    """The former ids of a topic whose marks it takes over now: those that went, or that are `waiting`."""
    card = cards.get(topic.id, Card())
    waits = () if topic.id in before else waiting
    return tuple(id_ for id_ in card.former_ids if id_ not in after and (id_ in before or id_ in waits))


def _carried(follower: Became, before: Mapping[str, Topic], state: State, times: Mapping[str, str]) -> Iterable[Change]:
    """Marks and notes of former ids. A merged topic is done only where all of its parts were, on the last day."""
    id_ = follower.topic.id
    parts = (*follower.former, id_) if id_ in before else follower.former
    marks = [state.marks.get(part, Mark.TODO) for part in parts]
    if id_ not in state.marks and any(mark is not Mark.TODO for mark in marks):
        same = all(mark is marks[0] for mark in marks)
        started = any(mark in (Mark.DONE, Mark.DOING) for mark in marks)
        if same or started:
            day = max((times.get(part, "") for part in parts), default="")
            yield Change(Field.MARK, id_, marks[0] if same else Mark.DOING, day)
    notes = [state.notes[former] for former in follower.former if former in state.notes]
    if id_ not in state.notes and notes:
        yield Change(Field.NOTE, id_, "\n\n".join(notes))


def _relinked(follower: Became, state: State) -> Iterable[Change]:
    """Links that led to a former id, and what the user changed under it."""
    for topic, other in state.links.items():
        if other in follower.former:
            yield Change(Field.LINK, topic, follower.topic.id)
    for former in follower.former:
        if former in state.overlay and follower.topic.id not in state.overlay:
            yield Change(Field.OVERLAY, follower.topic.id, state.overlay[former])
