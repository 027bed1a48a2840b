"""Getting there: streaks, a year of days, the way up week by week, and a finish date as a range."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.simulated_learners import LEARNERS, simulate
from tests.core.trees import roadmap
from tracker.core.progress.forecast import LONGEST, forecast, past_weeks, scaled
from tracker.core.progress.measure import measure
from tracker.core.progress.pace import MOST_AT_ONCE, Pause, Streak, Ticked, burn_up, learnt, streak, year
from tracker.core.roadmap.model import Mark, Topic

MONDAY = 738_886
"""2024-01-01, a Monday."""


def test_days_in_a_row_end_at_the_first_miss_and_today_is_none() -> None:
    active = {MONDAY, MONDAY + 1, MONDAY + 3, MONDAY + 4}
    assert streak(active, MONDAY + 5, frozenset(), ()) == Streak(2, MONDAY + 3)
    assert streak(active, MONDAY + 4, frozenset(), ()) == Streak(2, MONDAY + 3)
    assert streak(active, MONDAY + 6, frozenset(), ()) == Streak(0, 0)
    assert streak(set(), MONDAY, frozenset(), ()) == Streak(0, 0)


def test_rest_days_and_pauses_are_no_miss_and_no_day_of_the_row() -> None:
    active = {MONDAY + 4, MONDAY + 7}
    assert streak(active, MONDAY + 7, {5, 6}, ()) == Streak(2, MONDAY + 4)
    assert streak(active, MONDAY + 7, frozenset(), [Pause(MONDAY + 5, MONDAY + 6)]) == Streak(2, MONDAY + 4)
    assert streak(active, MONDAY + 7, {5}, ()) == Streak(1, MONDAY + 7)


def test_a_year_has_53_weeks_from_monday_and_nothing_after_today() -> None:
    days = year({MONDAY + 2: 3.0}, MONDAY + 3)
    assert [len(row) for row in days] == [53] * 7
    assert [row[-1] for row in days] == [0, 0, 3.0, 0, None, None, None]


def test_ticks_of_the_first_day_and_large_ones_are_no_pace() -> None:
    first, pace, imported = Ticked("a", 1, 1), Ticked("b", 2, MOST_AT_ONCE), Ticked("c", 3, MOST_AT_ONCE + 1)
    assert learnt([imported, pace, first]) == [pace]


def test_the_way_up_has_a_point_for_each_week_and_today() -> None:
    topics = [Topic(f"x/{number}", str(number)) for number in range(4)]
    progress = measure(roadmap("role", *topics, ready=(topics[0],)), {"x/0": Mark.DONE, "x/1": Mark.DONE}, {})
    points = burn_up(progress, {"x/0": MONDAY + 1, "x/1": MONDAY + 9}, MONDAY + 10)
    assert [(point.day - MONDAY, point.total.percent) for point in points] == [(6, 25), (10, 50)]
    assert [point.ready and point.ready.percent for point in points] == [100, 100]
    assert burn_up(progress, {}, MONDAY) == []


def test_weeks_are_whole_ones_after_the_first_day_and_paused_ones_are_left_out() -> None:
    ticks = [Ticked("a", MONDAY + 1, 1), Ticked("b", MONDAY + 8, 1), Ticked("c", MONDAY + 15, 1)]
    assert past_weeks(ticks, lambda _: 2.0, MONDAY, MONDAY + 17, ()) == [2.0, 2.0]
    paused = [Pause(MONDAY + 3, MONDAY + 9)]
    assert past_weeks(ticks, lambda _: 2.0, MONDAY, MONDAY + 17, paused) == [2.0]
    assert past_weeks(ticks, lambda _: 2.0, MONDAY, MONDAY + 7, ()) == []


def test_fewer_than_three_weeks_and_weeks_of_nothing_make_no_forecast() -> None:
    assert forecast([5.0, 5.0], 10, Random) is None
    assert forecast([0.0, 0.0, 0.0], 10, Random) is None


def test_a_forecast_is_a_range_around_the_pace_and_the_same_each_time() -> None:
    weeks = [9.0, 11.0, 10.0, 8.0, 12.0, 10.0]
    expected = forecast(weeks, 200, Random)
    assert expected == forecast(weeks, 200, Random)
    assert expected
    assert 15 < expected.low <= expected.middle <= expected.high < 27
    assert expected.rests_on == 6
    slow = forecast([0.0, 0.0, 0.01], 1_000, Random)
    assert slow
    assert slow.high > LONGEST


def test_what_if_keeps_how_regular_weeks_are() -> None:
    assert scaled([2.0, 0.0, 4.0], 4.0) == [4.0, 0.0, 8.0]
    assert scaled([0.0, 0.0], 3.0) == [3.0, 3.0]


@given(st.lists(st.floats(0.5, 20), min_size=3, max_size=30), st.floats(1, 300))
def test_more_to_learn_never_ends_earlier(weeks: list[float], left: float) -> None:
    near, far = forecast(weeks, left, lambda _: Random(1)), forecast(weeks, left * 2, lambda _: Random(1))
    assert near
    assert far
    assert near.low <= far.low


@pytest.mark.parametrize("kind", ["steady", "with holidays", "changing"])
def test_the_range_holds_the_true_end_for_most_learners(kind: str) -> None:
    """Of 60 learners; the bounds leave room for so few. `python -m tests.core.simulated_learners` takes 1,000."""
    assert 0.62 <= simulate(LEARNERS[kind], 60).coverage <= 0.98


def test_the_range_is_wider_for_who_learns_erratically() -> None:
    assert simulate(LEARNERS["erratic"], 60).width > 1.5 * simulate(LEARNERS["steady"], 60).width
