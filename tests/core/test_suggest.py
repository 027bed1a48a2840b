"""What to learn next: only what one is ready for, the best first, with the reasons."""

from __future__ import annotations

from tests.core.trees import roadmap
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.roadmap.model import Level, Mark, Topic

FIRST = Topic("x/first", "First", Level.BASIC, 2.0)
SECOND = Topic("x/second", "Second", Level.BASIC, 1.0, ("x/first",))
THIRD = Topic("x/third", "Third", Level.WORKING, 4.0)
OUTSIDE = Topic("x/outside", "Outside", Level.BASIC, 1.0, ("y/elsewhere",))


def along(*topics: Topic, marks: dict[str, Mark] | None = None, ready: tuple[Topic, ...] = ()) -> Progress:
    return measure(roadmap("role", *topics, ready=ready), marks or {}, {})


def titles(progress: Progress, beside: tuple[Progress, ...] = (), within: float = 0.0) -> list[str]:
    return [one.topic.title for one in suggest(progress, beside, 9, within)]


def test_a_topic_waits_for_what_it_needs() -> None:
    assert titles(along(SECOND, FIRST)) == ["First"]
    assert titles(along(SECOND, FIRST, marks={"x/first": Mark.DONE})) == ["Second"]


def test_a_prerequisite_outside_the_roadmap_or_skipped_holds_nothing_back() -> None:
    assert titles(along(OUTSIDE)) == ["Outside"]
    assert titles(along(FIRST, SECOND, marks={"x/first": Mark.SKIPPED})) == ["Second"]


def test_what_is_being_learnt_comes_first_then_ready_then_lower_levels() -> None:
    assert titles(along(THIRD, FIRST)) == ["First", "Third"]
    assert titles(along(FIRST, THIRD, ready=(THIRD,))) == ["Third", "First"]
    assert titles(along(FIRST, THIRD, marks={"x/third": Mark.DOING})) == ["Third", "First"]


def test_what_unlocks_more_and_counts_in_more_roadmaps_comes_before_the_order_of_the_file() -> None:
    assert titles(along(OUTSIDE, FIRST, SECOND)) == ["First", "Outside"]
    assert titles(along(OUTSIDE, FIRST), (along(FIRST),)) == ["First", "Outside"]
    assert titles(along(OUTSIDE, FIRST)) == ["Outside", "First"]


def test_only_what_fits_the_time_there_is() -> None:
    assert titles(along(FIRST, OUTSIDE, THIRD), within=1.0) == ["Outside"]


def test_nothing_is_left_when_everything_is_done() -> None:
    assert suggest(along(FIRST, marks={"x/first": Mark.DONE})) == []


def test_the_reasons_are_told() -> None:
    marks = {"x/first": Mark.DOING}
    (one,) = suggest(along(FIRST, SECOND, marks=marks, ready=(FIRST,)), (along(FIRST),))
    assert one.why == "you are at it, part of ready to apply, counts in 2 of your roadmaps, unlocks 1"
    assert suggest(along(FIRST))[0].why == "next in order"


def test_the_nearest_role_is_the_one_furthest_along_by_fraction() -> None:
    far = along(FIRST, SECOND, THIRD, marks={"x/first": Mark.DONE})
    near = along(FIRST, THIRD, marks={"x/first": Mark.DONE})
    assert nearest_roles([far, along(THIRD), near]) == [near, far]


def test_what_needs_money_or_hardware_can_be_left_out() -> None:
    paid, metal = (Topic(f"x/{name}", name, Level.BASIC, 1.0) for name in ("paid", "metal"))
    progress = along(paid._replace(cost="about 5 USD"), metal._replace(hardware="one GPU"), FIRST)
    assert titles(progress) == ["paid", "metal", "First"]
    assert [one.topic.title for one in suggest(progress, no_cost=True)] == ["First"]
