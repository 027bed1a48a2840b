"""A plan: every open topic once, in an order in which it can be learnt, in weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.needs import Course, courses
from tests.core.trees import roadmap
from tracker.core.errors import UsageError
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.next_topics import suggest
from tracker.core.progress.plan import Plan, make_plan, ready_only
from tracker.core.roadmap.model import Level, Mark, Topic

FIRST = Topic("x/first", "First", Level.BASIC, 6.0)
SECOND = Topic("x/second", "Second", Level.BASIC, 4.0, ("x/first",))
WAIT = Topic("y/wait", "Wait for an answer", Level.BASIC, 2.0, months=1)
AFTER = Topic("y/after", "Use the answer", Level.WORKING, 1.0, ("y/wait",))


def along(*topics: Topic, marks: dict[str, Mark] | None = None, ready: tuple[Topic, ...] = ()) -> Progress:
    return measure(roadmap("role", *topics, ready=ready), marks or {}, {})


def nowhere(_topic: str) -> None:
    """Finds no topic outside the roadmap."""


def weeks(plan: Plan) -> list[tuple[str, int, int]]:
    return [(step.topic.title, step.first, step.last) for step in plan.steps]


def test_hours_fill_weeks_one_after_the_other() -> None:
    plan = make_plan(along(SECOND, FIRST), nowhere, 5)
    assert weeks(plan) == [("First", 0, 1), ("Second", 1, 1)]
    assert (plan.hours, plan.weeks) == (10, 2)
    assert {week: len(steps) for week, steps in plan.by_week().items()} == {0: 1, 1: 1}


def test_what_needs_a_topic_of_months_waits_until_they_have_passed_and_the_rest_does_not() -> None:
    plan = make_plan(along(WAIT, AFTER, FIRST), nowhere, 10)
    assert weeks(plan) == [("Wait for an answer", 0, 4), ("First", 0, 0), ("Use the answer", 4, 4)]


def test_what_makes_ready_to_apply_is_a_plan_of_its_own() -> None:
    role = along(FIRST, SECOND, WAIT, ready=(FIRST,))
    smaller = ready_only(role, {})
    assert smaller
    assert [step.topic for step in make_plan(smaller, nowhere, 5).steps] == [FIRST]
    assert ready_only(along(FIRST), {}) is None


def test_a_plan_of_more_than_a_century_is_none() -> None:
    with pytest.raises(UsageError, match="too few: the plan would take 192 years"):
        make_plan(along(FIRST._replace(hours=1_000)), nowhere, 0.1)


@given(courses(), st.sampled_from((0.5, 3.0, 40.0)))
def test_a_plan_is_an_order_of_exactly_the_open_counted_topics_behind_all_that_they_need(
    course: Course, hours: float
) -> None:
    progress = course.progress
    plan = make_plan(progress, course.find, hours)
    learnt = [step.topic.id for step in plan.steps]
    assert len(set(learnt)) == len(learnt)
    assert {step.topic.id for step in plan.steps if step.counted} == progress.open_topics
    over: dict[str, int] = {}
    for step in plan.steps:
        assert all(over[need] <= step.first for need in step.topic.needs if course.is_open(need))
        over[step.topic.id] = step.last
    first = suggest(progress, course.find, most=1)
    assert learnt[:1] == [suggestion.topic.id for suggestion in first]
