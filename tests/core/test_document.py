"""A roadmap with everything that is known about it, for formats."""

from __future__ import annotations

import pytest

from tests.core.trees import after, any_of, card, part, progress_of, roadmap, topic, tree
from tracker.core.journal.commands import Choose, SetMark, WriteNote
from tracker.core.journal.events import State
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card, Group, Kind, Mark, Roadmap, Rule

TREE = roadmap(
    "role",
    part("git", topic("git/commit", 1), topic("git/hooks", 2, topic("git/hooks/client", 3))),
    any_of("cloud", part("aws", topic("aws/iam", 2)), topic("gcp/iam", 1)),
    part("useful", topic("kafka/topics", 5), part("more", topic("kafka/streams", 5)), optional=True),
)


def document_of(tree: Roadmap, state: State) -> Document:
    return Document(progress_of(tree, state), {}, state.notes)


def test_a_topic_brings_its_mark_card_and_note() -> None:
    state = after(SetMark(("git/hooks/client",), Mark.DOING), WriteNote("git/commit", "see page 4"))
    hooks = card("Write a hook that refuses a commit.")
    made = Document(progress_of(TREE, state), {"git/hooks/client": hooks}, state.notes)
    client, commit = made.tree.places["git/hooks/client"], made.tree.places["git/commit"]
    assert (made.progress.mark("git/hooks/client"), made.card(client), made.note(client)) == (Mark.DOING, hooks, "")
    assert (made.progress.mark("git/commit"), made.card(commit), made.note(commit)) == (Mark.TODO, Card(), "see page 4")
    assert made.tree is TREE.tree


def test_a_group_brings_its_tally() -> None:
    made = document_of(TREE, after(SetMark(("git/commit",), Mark.DONE), WriteNote("role/git", "all of it")))
    git = made.tree.groups["role/git"]
    assert (made.progress.tally(git), made.card(git), made.note(git)) == (Tally(1, 3, 0, 0, 5), Card(), "all of it")


@pytest.mark.parametrize(
    ("state", "chosen", "counting"),
    [
        (State(), {"aws"}, {"git/commit", "git/hooks", "git/hooks/client", "aws/iam"}),
        (
            after(Choose("role/cloud", "gcp/iam")),
            {"gcp/iam"},
            {"git/commit", "git/hooks", "git/hooks/client", "gcp/iam"},
        ),
    ],
)
def test_what_counts_and_what_is_chosen_is_told(state: State, chosen: set[str], counting: set[str]) -> None:
    made, nodes = document_of(TREE, state), TREE.tree.nodes
    counts = {nodes[place].id for place in range(1, len(nodes)) if made.counts(place)}
    assert {nodes[place].id for place in range(len(nodes)) if made.progress.is_chosen(place)} == chosen
    assert counts & TREE.tree.places.keys() == counting
    assert counting == progress_of(TREE, state).counted
    assert counts - TREE.tree.places.keys() == {"git", "cloud"} | (chosen & {"aws"})


def test_a_roadmap_may_be_an_any_of_group_itself() -> None:
    either = tree(Group("own", "Own", Rule.ANY), topic("a/x"), topic("a/y"))
    made = document_of(Roadmap("own", Kind.OWN, "Own", "", either), after(SetMark(("a/y",), Mark.DONE)))
    assert [(made.progress.is_chosen(place), made.counts(place)) for place in (1, 2)] == [(False, False), (True, True)]


def test_a_topic_that_its_sub_topics_stand_for_does_not_count() -> None:
    tree = roadmap("git", topic("git/hooks", 4, topic("git/hooks/a"), by_children=True), kind=Kind.OWN)
    made = document_of(tree, State())
    assert [made.counts(place) for place in (1, 2)] == [False, True]
