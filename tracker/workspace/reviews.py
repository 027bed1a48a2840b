"""When reviews are due: the journal's answers through the FSRS scheduler (github.com/open-spaced-repetition)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler

from tracker.core.journal.entries import entry_moment, entry_topic
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.progress.review import Memory, due_reviews
from tracker.core.roadmap.model import Mark
from tracker.settings import Settings
from tracker.store.sqlite.record import ticks
from tracker.workspace.local_days import begin_of, local_day
from tracker.workspace.workspace import Workspace

_RATINGS = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}


class Reviews(NamedTuple):
    """How every reviewed topic sits, by its id, and the reviews of today, the most valuable first."""

    memories: dict[str, Memory]
    due: list[Memory]


def scheduler(retention: float) -> Scheduler:
    """FSRS for topics: steps of minutes are for flash cards, and chance would make the same journal differ."""
    return Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def remember(answers: Iterable[tuple[str, str]], schedule: Scheduler) -> Card:
    """The card after answers, each with its moment in UTC, in their order."""
    card = Card(card_id=0, due=datetime(1970, 1, 1, tzinfo=UTC))
    for moment, rating in sorted(answers):
        card, _ = schedule.review_card(card, _RATINGS[rating], _moment(moment))
    return card


def _moment(text: str) -> datetime:
    """A moment of the journal as FSRS wants it, which looks for this very time zone."""
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)


def read_reviews(workspace: Workspace, state: State, settings: Settings, in_view: Sequence[Progress]) -> Reviews:
    """The reviews of the roadmaps for which the user asked for them. A tick is the first answer: Good."""
    topics = _reviewed_topics(workspace, state)
    answers = defaultdict[str, list[tuple[str, str]]](list)
    for topic, moment, _ in ticks(workspace.database):
        if topic in topics:
            answers[topic].append((moment, "good"))
    today, now = workspace.today(), datetime.fromisoformat(workspace.now())
    morning = begin_of(today)
    answered = 0
    for subject, rating in state.answers.items():
        topic, moment = entry_topic(subject), entry_moment(subject)
        if topic in topics:
            answers[topic].append((moment, rating))
            answered += moment >= morning
    schedule, memories = scheduler(settings.retention), {}
    for topic, given in answers.items():
        card = remember(given, schedule)
        freshness = schedule.get_card_retrievability(card, now)
        memories[topic] = Memory(topic, local_day(card.due.isoformat()), float(freshness))
    return Reviews(memories, due_reviews(memories.values(), in_view, today, settings.reviews_a_day, answered))


def _reviewed_topics(workspace: Workspace, state: State) -> set[str]:
    known = workspace.roadmap_names()
    roadmaps = [workspace.roadmap(id_) for id_ in sorted(state.reviewed) if id_ in known]
    return {id_ for roadmap in roadmaps for id_ in roadmap.tree.places if state.marks.get(id_) is Mark.DONE}
