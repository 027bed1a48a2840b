"""When the next review is: answers through the FSRS scheduler (github.com/open-spaced-repetition)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

from tracker.core.progress.review import Schedule

_RATINGS = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}


def scheduler(retention: float) -> Scheduler:
    """FSRS for topics: steps of minutes are for flash cards, and chance would make the same journal differ."""
    return Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def schedule_after(answers: Iterable[tuple[str, str]], fsrs: Scheduler) -> Schedule:
    """The schedule after answers, at least one, each with its moment in UTC; replayed in the order of the moments."""
    card, moment = Card(card_id=0, due=datetime(1970, 1, 1, tzinfo=UTC)), ""
    for moment, rating in sorted(answers):
        card, _ = fsrs.review_card(card, _RATINGS[rating], _moment(moment))
    return Schedule(card.stability or 0.0, moment, card.due.isoformat())


def _moment(text: str) -> datetime:
    """A moment of the journal as FSRS wants it, which looks for this very time zone."""
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
