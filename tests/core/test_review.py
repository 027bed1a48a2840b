"""Reviews: what is due today, the most valuable first, and how fresh a roadmap is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from tests.core.trees import roadmap
from tracker.core.progress.measure import measure
from tracker.core.progress.review import Memory, due_reviews, fresh_percent, freshness
from tracker.core.roadmap.model import Mark, Topic
from tracker.workspace.scheduler import schedule_after, scheduler

ONE, TWO = Topic("x/1", "1"), Topic("x/2", "2", needs=("x/1",))
THREE, FOUR = Topic("x/3", "3"), Topic("x/4", "4")
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
_RATINGS = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}


def test_the_most_valuable_come_first_and_at_most_so_many_a_day() -> None:
    wide, narrow = measure(roadmap("a", ONE, TWO, THREE), {}, {}), measure(roadmap("b", THREE), {}, {})
    memories = [
        *(Memory("x/2", 5, 0.5), Memory("x/4", 1, 0.1), Memory("x/1", 5, 0.9)),
        *(Memory("x/3", 5, 0.9), Memory("x/5", 6, 0.2)),
    ]
    topics = [memory.topic for memory in due_reviews(memories, [wide, narrow], 5, 10, 0)]
    assert topics == ["x/3", "x/1", "x/2", "x/4"]
    assert [memory.topic for memory in due_reviews(memories, [wide, narrow], 5, 3, 1)] == ["x/3", "x/1"]
    assert due_reviews(memories, [wide, narrow], 5, 3, 4) == []


def test_freshness_lowers_no_percentage_and_is_none_where_nothing_counts() -> None:
    progress = measure(roadmap("a", ONE, TWO, THREE, FOUR), {"x/1": Mark.DONE, "x/2": Mark.DONE}, {})
    memories = {"x/1": Memory("x/1", 1, 0.4), "x/3": Memory("x/3", 1, 0.1)}
    assert (progress.total.percent, fresh_percent(progress, memories)) == (50, 35)
    assert fresh_percent(progress, {}) == 50
    assert fresh_percent(measure(roadmap("a", ONE), {"x/1": Mark.SKIPPED}, {}), {}) is None


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(sorted(_RATINGS))), min_size=1, max_size=8),
    st.sampled_from((0.8, 0.9, 0.95)),
)
def test_dates_equal_those_of_the_library_itself(answers: list[tuple[int, str]], retention: float) -> None:
    card, moment, given_ = Card(card_id=1, due=START), START, []
    own = Scheduler(desired_retention=retention, learning_steps=[], relearning_steps=[], enable_fuzzing=False)
    for days, rating in answers:
        moment += timedelta(days=days, minutes=1)
        card, _ = own.review_card(card, _RATINGS[rating], moment)
        given_.append((f"{moment:%Y-%m-%dT%H:%M:%S}.000Z", rating))
    memory = schedule_after(reversed(given_), scheduler(retention))
    assert (datetime.fromisoformat(memory.due), memory.stability) == (card.due, card.stability)
    for days in (-1, 0, 1, 40, 4_000):
        then = datetime.fromisoformat(memory.answered) + timedelta(days=days, hours=1)
        assert freshness(memory.stability, days) == own.get_card_retrievability(card, then)
