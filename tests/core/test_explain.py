"""Every percentage explains itself: the parts, what was left out and why, and the sum in words."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.core.trees import Situation, after, any_of, part, progress_of, roadmap, situations, topic
from tracker.core.journal.commands import Choose, SetMark
from tracker.core.journal.events import State
from tracker.core.progress.explain import Explanation, LeftOut, Part, explain
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.model import Kind, Level, Mark

UNCHOSEN = 'in an option of an "any of" group that is not chosen'
OPTIONAL = "optional: useful, not required"

ENGINEER = roadmap(
    "engineer",
    part("git", topic("git/commit", 1), topic("git/branch", 2), topic("git/rebase", 3), level=Level.WORKING),
    any_of(
        "cloud",
        part("aws", topic("aws/iam", 2), topic("aws/s3", 2)),
        part("gcp", topic("gcp/iam", 1), topic("gcp/storage", 1), topic("gcp/run", 4)),
    ),
    part("kafka", topic("kafka/topics", 5), optional=True),
)
ON_THE_WAY = after(SetMark(("git/commit", "gcp/iam"), Mark.DONE), SetMark(("git/rebase",), Mark.SKIPPED))


def test_a_percentage_is_taken_apart() -> None:
    told = explain(progress_of(ENGINEER, ON_THE_WAY))
    assert told == Explanation(
        "Engineer",
        Tally(2, 5, 0, 1, 7),
        (
            Part("Git", Tally(1, 2, 0, 1, 2), "up to working"),
            Part("Cloud", Tally(1, 3, 0, 0, 5), "Gcp, furthest along"),
        ),
        (Part("Kafka", Tally(0, 1, 0, 0, 5)),),
        (
            LeftOut("skipped by you", ("git/rebase",)),
            LeftOut(OPTIONAL, ("kafka/topics",)),
            LeftOut(UNCHOSEN, ("aws/iam", "aws/s3")),
        ),
        0,
    )
    assert told.sum == "2 of 5 topics done = 40 %"
    assert told.next_tick == "One tick is worth 20.00 %; the next tick moves the number."


def test_a_pinned_choice_is_called_your_choice() -> None:
    told = explain(progress_of(ENGINEER, after(Choose("engineer/cloud", "gcp"))))
    assert told.parts[1].note == "Gcp, your choice"


def test_an_any_of_group_shows_the_option_that_counts() -> None:
    told = explain(progress_of(ENGINEER, ON_THE_WAY), "engineer/cloud")
    assert (told.title, told.tally) == ("Cloud", Tally(1, 3, 0, 0, 5))
    assert told.parts == (Part("Gcp", Tally(1, 3, 0, 0, 5)),)
    assert told.left_out == (LeftOut(UNCHOSEN, ("aws/iam", "aws/s3")),)


def test_an_any_of_group_of_topics_shows_the_topic_that_counts() -> None:
    tree = roadmap("role", any_of("language", topic("go/tour", 2), topic("rust/book", 3)))
    told = explain(progress_of(tree, after(SetMark(("rust/book",), Mark.DONE))), "role/language")
    assert told.parts == (Part("Topics", Tally(1, 1, 0, 0, 0)),)
    assert told.left_out == (LeftOut(UNCHOSEN, ("go/tour",)),)


def test_an_any_of_group_without_options_is_told_without_a_choice() -> None:
    told = explain(progress_of(roadmap("role", any_of("empty"), topic("git/commit")), State()))
    assert told.parts[0] == Part("Empty", Tally())
    assert explain(progress_of(roadmap("role", any_of("empty")), State()), "role/empty").parts == ()


def test_topics_beside_parts_have_a_line_of_their_own() -> None:
    tree = roadmap("git", topic("git/a", 0.5), part("more", topic("git/b", 1)), topic("git/c", 2), topic("git/d", 4))
    marks = after(SetMark(("git/a",), Mark.DONE), SetMark(("git/c",), Mark.SKIPPED), SetMark(("git/d",), Mark.DOING))
    told = explain(progress_of(tree, marks))
    assert told.parts == (Part("More", Tally(0, 1, 0, 0, 1)), Part("Topics here", Tally(1, 2, 1, 1, 4)))


def test_topics_in_several_parts_are_counted_once_and_told() -> None:
    tree = roadmap(
        "role",
        part("python", topic("python/venv"), topic("python/pip")),
        part("packaging", topic("python/pip"), topic("python/wheel")),
        part("tools", topic("python/pip")),
    )
    told = explain(progress_of(tree, State()))
    assert (told.tally.counted, told.shared) == (3, 2)


@pytest.mark.parametrize(("by_children", "counted"), [(False, 3), (True, 2)])
def test_sub_topics_are_in_the_sum(by_children: bool, counted: int) -> None:
    hooks = topic("git/hooks", 4, topic("git/hooks/a", 1), topic("git/hooks/b", 2), by_children=by_children)
    told = explain(progress_of(roadmap("git", hooks, kind=Kind.OWN), after(SetMark(("git/hooks/a",), Mark.DONE))))
    assert told.tally.counted == counted
    assert [(line.tally.done, line.tally.counted) for line in told.parts] == [(1, counted)]


def test_a_topic_that_its_sub_topics_stand_for_is_left_out() -> None:
    hooks = topic("git/hooks", 4, topic("git/hooks/a"), topic("git/hooks/b"), by_children=True)
    told = explain(progress_of(roadmap("git", part("all", hooks, topic("git/solo", by_children=True))), State()))
    assert told.left_out == (LeftOut("counted by their sub-topics", ("git/hooks",)),)


def test_a_topic_that_its_sub_topics_stand_for_in_an_unchosen_option_is_unchosen() -> None:
    hooks = part("hooks", topic("git/hooks", 4, topic("git/hooks/a"), by_children=True))
    told = explain(progress_of(roadmap("role", any_of("either", topic("git/commit"), hooks)), State()))
    assert told.left_out == (LeftOut(UNCHOSEN, ("git/hooks", "git/hooks/a")),)


@pytest.mark.parametrize(
    ("done", "counted", "sentence"),
    [
        (0, 0, "Nothing counts here, so there is no percentage."),
        (0, 7, "0 of 7 topics done = 0 %"),
        (7, 7, "7 of 7 topics done = 100 %"),
        (3, 4, "3 of 4 topics done = 75 %"),
        (29, 100, "29 of 100 topics done = 29 %"),
        (2, 3, "2 of 3 topics done = 66.67 %, rounded down to 66 %"),
        (79, 80, "79 of 80 topics done = 98.75 %, rounded down to 98 %"),
        (1, 400, "1 of 400 topics done = 0.25 %, shown as 1 % because something is done"),
        (4, 400, "4 of 400 topics done = 1 %"),
        (399, 400, "399 of 400 topics done = 99.75 %, rounded down to 99 %"),
    ],
)
def test_the_sum_in_words(done: int, counted: int, sentence: str) -> None:
    assert Explanation("", Tally(done, counted), (), (), (), 0).sum == sentence


@pytest.mark.parametrize(
    ("done", "counted", "sentence"),
    [
        (0, 0, ""),
        (7, 7, ""),
        (0, 7, "One tick is worth 14.29 %; the next tick moves the number."),
        (6, 7, "One tick is worth 14.29 %; the next tick moves the number."),
        (0, 400, "One tick is worth 0.25 %; the next tick moves the number."),
        (1, 400, "One tick is worth 0.25 %; 7 more ticks move the number."),
        (398, 400, "One tick is worth 0.25 %; 2 more ticks move the number."),
        (399, 400, "One tick is worth 0.25 %; the next tick moves the number."),
    ],
)
def test_what_one_more_tick_is_worth(done: int, counted: int, sentence: str) -> None:
    assert Explanation("", Tally(done, counted), (), (), (), 0).next_tick == sentence


@given(situations(subtopics=False))
def test_the_parts_and_what_they_share_make_the_sum_of_every_group(situation: Situation) -> None:
    progress = situation.progress
    tree = progress.tree
    for key, place in tree.groups.items():
        told = explain(progress, key)
        assert told.tally == progress.tally(place)
        children = [tree.nodes[child] for child in tree.children(place)]
        if len(set(children)) == len(children):
            assert sum(line.tally.counted for line in told.parts) == told.tally.counted + told.shared


@given(situations())
def test_every_topic_counts_or_is_left_out_for_a_reason(situation: Situation) -> None:
    progress = situation.progress
    told = explain(progress)
    left_out = [id_ for out in told.left_out for id_ in out.topics]
    counted = {id_ for id_ in progress.counted if progress.mark(id_) is not Mark.SKIPPED}
    assert len(left_out) == len(set(left_out))
    assert all(out.topics for out in told.left_out)
    assert counted.isdisjoint(left_out)
    assert counted.union(left_out) == set(situation.ids)
