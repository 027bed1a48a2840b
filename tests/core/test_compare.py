"""How far another role is: what is shared, what is left, and ways through other roles."""

from __future__ import annotations

from hypothesis import given

from tests.core.trees import Situation, any_of, part, roadmap, situations
from tracker.core.progress.compare import compare, coverage, door, movers, pivot
from tracker.core.progress.measure import Progress, measure
from tracker.core.roadmap.model import Mark, Roadmap, Topic

ONE, TWO, THREE, FOUR = (Topic(f"x/{number}", str(number), hours=number) for number in (1, 2, 3, 4))
ANALYST = roadmap("analyst", ONE, TWO, ready=(ONE,))
SCIENTIST = roadmap("scientist", TWO, THREE, FOUR)


def along(role: Roadmap, **marks: Mark) -> Progress:
    return measure(role, {f"x/{name[1:]}": mark for name, mark in marks.items()}, {})


def test_shared_and_only_here_are_told_apart() -> None:
    compared = compare([along(ANALYST), along(SCIENTIST)])
    assert [side.shared for side in compared.sides] == [{"x/2"}, {"x/2"}]
    assert [side.only for side in compared.sides] == [{"x/1"}, {"x/3", "x/4"}]
    (row,) = compared.skills()
    assert (row.skill, [tally.counted for tally in row.tallies]) == ("x", [2, 3])


def test_what_is_skipped_is_neither_shared_nor_here() -> None:
    compared = compare([along(ANALYST, _2=Mark.SKIPPED), along(SCIENTIST, _2=Mark.SKIPPED)])
    assert [side.counted for side in compared.sides] == [{"x/1"}, {"x/3", "x/4"}]


def test_a_pivot_is_what_is_left_when_the_other_role_is_learnt() -> None:
    way = pivot(along(ANALYST), along(SCIENTIST, _3=Mark.DONE), {})
    assert (way.after.total.left, way.after.total.hours_left) == (1, 4)


def test_a_door_is_ready_to_apply_first_and_then_the_whole_goal() -> None:
    through = door(along(ANALYST), along(SCIENTIST), {})
    assert (through.first_tally.hours_left, through.then.hours_left) == (1, 9)
    whole = door(along(SCIENTIST), along(ANALYST), {})
    assert (whole.first_tally.hours_left, whole.then.hours_left) == (9, 1)


def test_a_choice_counts_as_it_would_after_the_pivot() -> None:
    goal = roadmap("goal", any_of("cloud", part("a", THREE, FOUR), part("b", ONE)))
    assert pivot(along(SCIENTIST), measure(goal, {}, {}), {}).after.total.left == 0


def test_movers_are_topics_that_can_be_started_and_count_in_most_roles() -> None:
    waits = TWO._replace(needs=("x/1",))
    rows = movers([along(roadmap("a", ONE, waits)), along(roadmap("b", waits, ONE)), along(roadmap("c", waits, THREE))])
    assert [(mover.topic.id, mover.roles) for mover in rows] == [("x/1", ("a", "b")), ("x/3", ("c",))]


def test_coverage_says_how_much_of_a_role_another_one_teaches() -> None:
    assert coverage([along(ANALYST), along(SCIENTIST)]) == [[100, 33], [50, 100]]


@given(situations(), situations())
def test_shared_and_only_here_make_what_counts_here(first: Situation, second: Situation) -> None:
    compared = compare([first.progress, second.progress])
    for side, situation in zip(compared.sides, (first, second), strict=True):
        assert not side.shared & side.only
        here = side.progress.tally_of(side.shared | side.only)
        assert here == situation.progress.total._replace(skipped=0)
    assert compared.sides[0].shared == compared.sides[1].shared == compared.common


@given(situations(), situations())
def test_who_has_learnt_a_role_is_never_further_from_another_one(first: Situation, second: Situation) -> None:
    way = pivot(first.progress, second.progress, second.choices)
    assert (way.after.total.percent or 0) >= (second.progress.total.percent or 0)
