"""The schedules of reviews: what is kept of them where that still holds, and made anew only what has changed since.

A schedule follows from the answers for its topic and from its tick alone, so whatever happens, an undo or a merge too,
changes only those of the topics that the events name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from tracker.core.journal.entries import Rating, entry_moment, entry_topic, has_moment
from tracker.core.journal.events import Field, State
from tracker.core.progress.review import Schedule
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.kept_schedules import KeptSchedules, keep_schedules, read_schedules
from tracker.store.sqlite.snapshots import Snapshots
from tracker.workspace.catalog import Catalog

_MOST_EVENTS = 1_000
"""Events after which every answer is replayed: ten weeks of somebody busy, read in a few milliseconds."""


class Schedules:
    """The schedules of one workspace."""

    def __init__(self, snapshots: Snapshots, journal: Journal, catalog: Catalog) -> None:
        self._snapshots, self._journal, self._catalog = snapshots, journal, catalog
        self.fresh: KeptSchedules | None = None
        """What was made and is not kept yet."""

    @cached_property
    def _kept(self) -> KeptSchedules | None:
        return read_schedules(self._snapshots)

    def were_kept(self) -> bool:
        """Whether something was kept that could be read, also where it does not hold any more."""
        return self._kept is not None

    def keep(self) -> None:
        """Keep what was made."""
        if self.fresh:
            keep_schedules(self._snapshots, self.fresh)

    def all(self, retention: float) -> Mapping[str, Schedule]:
        """The schedule of each reviewed topic by its id, for a retention from 0 to 1."""
        last = self._journal.last_event()  # first: what another process writes meanwhile comes after it
        kept = self.fresh or self._kept
        if kept is None or kept.retention != retention:
            known: Mapping[str, Schedule] = {}
        elif kept.last == last:
            return kept.schedules
        else:
            known = self._untouched(kept)
        self.fresh = KeptSchedules(last, retention, self.made(retention, known))
        return self.fresh.schedules

    def made(self, retention: float, known: Mapping[str, Schedule]) -> dict[str, Schedule]:
        """The schedule of every reviewed topic that has an answer: the known one, or that of all its answers."""
        state = self._catalog.state()
        topics = self._reviewed_topics(state)
        schedules = {topic: known[topic] for topic in topics & known.keys()}
        if answers := self._answers(state, topics - known.keys()):
            from tracker.workspace.scheduler import schedule_after, scheduler  # FSRS takes 20 ms to import

            fsrs = scheduler(retention)
            schedules |= {topic: schedule_after(given, fsrs) for topic, given in answers.items()}
        return dict(sorted(schedules.items()))

    def _untouched(self, kept: KeptSchedules) -> dict[str, Schedule]:
        events = self._journal.written_since(kept.last, _MOST_EVENTS)
        if events is None:
            return {}
        touched = {entry_topic(subject) for field, subject in events if field in {Field.MARK, Field.ANSWER}}
        return {topic: schedule for topic, schedule in kept.schedules.items() if topic not in touched}

    def _reviewed_topics(self, state: State) -> set[str]:
        roadmaps = filter(None, map(self._catalog.roadmap, state.reviewed))
        return {id_ for roadmap in roadmaps for id_ in roadmap.tree.places if state.marks.get(id_) is Mark.DONE}

    def _answers(self, state: State, topics: AbstractSet[str]) -> dict[str, list[tuple[str, str]]]:
        """The answers for each of `topics` that has some, each with its moment in UTC; a tick is the first: Good."""
        answers = defaultdict[str, list[tuple[str, str]]](list)
        ticked = [topic for topic in topics if state.recorded(Field.MARK, topic) == Mark.DONE]
        for topic, moment in self._journal.marked_at(ticked).items():
            answers[topic].append((moment, "good"))
        for subject, rating in state.answers.items():
            if (topic := entry_topic(subject)) in topics and has_moment(subject) and rating in set(Rating):
                answers[topic].append((entry_moment(subject), rating))
        return answers
