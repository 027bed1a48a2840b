"""What to learn next: only what the user can start, the best first, with the reasons."""

from __future__ import annotations

from hypothesis import given

from tests.core.needs import Course, courses
from tests.core.trees import any_of, part, roadmap
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.next_topics import Suggestion, nearest_roles, suggest
from tracker.core.roadmap.model import Level, Mark, Topic

FIRST = Topic("x/first", "First", Level.BASIC, 2.0)
SECOND = Topic("x/second", "Second", Level.BASIC, 1.0, ("x/first",))
THIRD = Topic("x/third", "Third", Level.WORKING, 4.0)
OUTSIDE = Topic("x/outside", "Outside", Level.BASIC, 1.0, ("y/elsewhere",))
ELSEWHERE = Topic("y/elsewhere", "Elsewhere", Level.BASIC, 1.0, ("y/before",))
BEFORE = Topic("y/before", "Before", Level.BASIC, 3.0)
KNOWN = {topic.id: topic for topic in (FIRST, SECOND, THIRD, OUTSIDE, ELSEWHERE, BEFORE)}


def along(*topics: Topic, marks: dict[str, Mark] | None = None, ready: tuple[Topic, ...] = ()) -> Progress:
    return measure(roadmap("role", *topics, ready=ready), marks or {}, {})


def best(progress: Progress, *beside: Progress, within: float = 0.0, no_cost: bool = False) -> list[Suggestion]:
    return suggest(progress, KNOWN.get, beside, 9, within, no_cost=no_cost)


def titles(progress: Progress, *beside: Progress, within: float = 0.0, no_cost: bool = False) -> list[str]:
    return [suggestion.topic.title for suggestion in best(progress, *beside, within=within, no_cost=no_cost)]


def test_a_topic_waits_for_what_it_needs() -> None:
    assert titles(along(SECOND, FIRST)) == ["First"]
    assert titles(along(SECOND, FIRST, marks={"x/first": Mark.DONE})) == ["Second"]
    assert titles(along(SECOND, FIRST, marks={"x/first": Mark.DOING})) == ["First"]


def test_a_prerequisite_outside_the_roadmap_comes_first_and_says_for_what() -> None:
    (first,) = best(along(OUTSIDE))
    assert (first.topic, first.counted) == (BEFORE, False)
    assert first.why == "needed first by Elsewhere; unlocks 2; 3 h"
    assert titles(along(OUTSIDE, marks={"y/before": Mark.DONE})) == ["Elsewhere"]
    assert titles(along(OUTSIDE, marks={"y/elsewhere": Mark.DONE})) == ["Outside"]


def test_what_is_skipped_or_in_no_roadmap_holds_nothing_back() -> None:
    assert titles(along(FIRST, SECOND, marks={"x/first": Mark.SKIPPED})) == ["Second"]
    assert titles(along(THIRD._replace(needs=("gone/topic",)))) == ["Third"]


def test_an_option_that_does_not_count_is_offered_where_something_needs_it() -> None:
    waits = THIRD._replace(needs=("x/option-b",))
    first, other = (Topic(f"x/option-{letter}", letter, Level.BASIC, 1.0) for letter in "ab")
    role = roadmap("role", any_of("either", part("a", first), part("b", other)), waits)
    suggestions = suggest(measure(role, {}, {"role/either": "a"}), KNOWN.get)
    assert [(suggestion.topic, suggestion.counted) for suggestion in suggestions] == [(other, False), (first, True)]


def test_what_is_being_learnt_comes_first_then_ready_then_lower_levels() -> None:
    assert titles(along(THIRD, FIRST)) == ["First", "Third"]
    assert titles(along(FIRST, THIRD, ready=(THIRD,))) == ["Third", "First"]
    assert titles(along(FIRST, THIRD, marks={"x/third": Mark.DOING})) == ["Third", "First"]


def test_what_ready_to_apply_waits_for_comes_as_early_as_that_itself() -> None:
    ready = FIRST._replace(needs=("y/before",))
    assert titles(along(THIRD._replace(level=Level.BASIC), ready, ready=(ready,))) == ["Before", "Third"]


def test_what_unlocks_more_and_counts_in_more_roadmaps_comes_before_the_order_of_the_file() -> None:
    plain = OUTSIDE._replace(needs=())
    assert titles(along(plain, FIRST, SECOND)) == ["First", "Outside"]
    assert titles(along(plain, FIRST), along(FIRST)) == ["First", "Outside"]
    assert titles(along(plain, FIRST)) == ["Outside", "First"]


def test_a_list_is_not_all_of_one_skill() -> None:
    many = [Topic(f"x/{number}", str(number), Level.BASIC) for number in range(4)]
    other = Topic("y/other", "other", Level.WORKING)
    assert titles(along(*many, other)) == ["0", "1", "other", "2", "3"]


def test_only_what_fits_the_time_there_is() -> None:
    calendar = Topic("x/degree", "Degree", Level.BASIC, 0.5, months=24)
    assert titles(along(FIRST, SECOND._replace(needs=()), THIRD, calendar), within=1.0) == ["Second"]


def test_nothing_is_left_when_everything_is_done() -> None:
    assert best(along(FIRST, marks={"x/first": Mark.DONE})) == []


def test_the_reasons_are_told_and_add_up() -> None:
    marks = {"x/first": Mark.DOING}
    (suggestion,) = best(along(FIRST, SECOND, marks=marks, ready=(FIRST,)), along(FIRST, THIRD, SECOND))
    assert suggestion.why == (
        "you are at it; for ready to apply; counts in 2 roles (+33.3 to 50.0 % each); unlocks 1; 2 h"
    )
    assert [part.reason for part in suggestion.parts] == ["doing", "ready", "level", "roles", "unlocks", "begun"]
    assert suggestion.score == sum(part.value for part in suggestion.parts)
    assert best(along(FIRST))[0].why == "+100.0 %; 2 h"


def test_the_nearest_role_is_the_one_furthest_along_by_fraction() -> None:
    far = along(FIRST, SECOND, THIRD, marks={"x/first": Mark.DONE})
    near = along(FIRST, THIRD, marks={"x/first": Mark.DONE})
    assert nearest_roles([far, along(THIRD), near]) == [near, far]


def test_what_needs_money_or_hardware_can_be_left_out() -> None:
    paid, metal = (Topic(f"x/{name}", name, Level.BASIC, 1.0) for name in ("paid", "metal"))
    progress = along(paid._replace(cost="about 5 USD"), metal._replace(hardware="one GPU"), FIRST)
    assert titles(progress) == ["paid", "metal", "First"]
    assert titles(progress, no_cost=True) == ["First"]


@given(courses())
def test_nothing_is_offered_whose_prerequisites_are_open_and_something_whenever_anything_is(course: Course) -> None:
    suggestions = suggest(course.progress, course.find, most=99)
    assert bool(suggestions) == bool(course.progress.open_topics)
    for suggestion in suggestions:
        assert course.is_open(suggestion.topic.id)
        assert not [need for need in suggestion.topic.needs if course.is_open(need)]
