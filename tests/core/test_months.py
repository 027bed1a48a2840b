"""Calendar time is summed apart from hours, wherever hours are."""

from __future__ import annotations

import pytest

from tests.core.trees import part, roadmap, topic
from tracker.core.effort import months, time_left
from tracker.core.progress.explain import explain
from tracker.core.progress.measure import Progress, Tally, measure
from tracker.core.progress.what_if import worth
from tracker.core.roadmap.model import Mark, Roadmap, Topic

DEGREE = Topic("study/degree", "Degree", hours=900, months=36)
THESIS = Topic("study/thesis", "Thesis", hours=300, months=6.5)
READ = topic("study/read", 2)
TREE = roadmap("student", part("study", DEGREE, THESIS, READ))


def of(tree: Roadmap, **marks: Mark) -> Progress:
    return measure(tree, {f"study/{name}": mark for name, mark in marks.items()}, {})


def test_months_are_summed_of_what_is_counted_and_not_done() -> None:
    assert of(TREE).total == Tally(0, 3, 0, 0, 1202, 42.5)
    assert of(TREE, degree=Mark.DONE).total == Tally(1, 3, 0, 0, 302, 6.5)
    assert of(TREE, degree=Mark.SKIPPED, thesis=Mark.DOING).total == Tally(0, 2, 1, 1, 302, 6.5)
    assert of(TREE, degree=Mark.DONE, thesis=Mark.DONE).total == Tally(2, 3, 0, 0, 2, 0)


def test_an_optional_part_has_months_of_its_own() -> None:
    progress = measure(roadmap("student", part("study", READ), part("more", DEGREE, optional=True)), {}, {})
    assert (progress.total.months_left, progress.optional_tally().months_left) == (0, 36)


def test_a_tick_takes_its_months_away() -> None:
    gain = worth(of(TREE), {}, "study/degree")
    assert gain is not None
    assert (gain.before, gain.after) == (Tally(0, 3, 0, 0, 1202, 42.5), Tally(1, 3, 0, 0, 302, 6.5))
    again = worth(of(TREE, degree=Mark.SKIPPED), {}, "study/degree")
    assert again is not None
    assert again.after == Tally(1, 3, 0, 0, 302, 6.5)


def test_the_parts_of_an_explanation_have_their_months() -> None:
    tree = roadmap("s", DEGREE, THESIS, READ)
    (only,) = explain(of(tree, degree=Mark.DONE)).parts
    assert only.tally == Tally(1, 3, 0, 0, 302, 6.5)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ((1310, 5), "1,310 h and 5 months"),
        ((2.5, 1), "2.5 h and 1 month"),
        ((3, 0), "3 h"),
        ((0, 0.25), "0 h and 0.25 months"),
    ],
)
def test_time_left_in_words(left: tuple[float, float], words: str) -> None:
    assert time_left(*left) == words
    assert months(1.5) == "1.5 months"
