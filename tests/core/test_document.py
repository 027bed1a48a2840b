"""A roadmap with everything that is known about it, for formats."""

from __future__ import annotations

import pytest

from tests.core.trees import after, any_of, card, part, progress_of, roadmap, topic
from tracker.core.journal.commands import Choose, SetMark, WriteNote
from tracker.core.journal.events import State
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.document import Entry, document
from tracker.core.roadmap.model import Card, Group, Kind, Mark, Roadmap

TREE = roadmap(
    "role",
    part("git", topic("git/commit", 1), topic("git/hooks", 2, topic("git/hooks/client", 3))),
    any_of("cloud", part("aws", topic("aws/iam", 2)), topic("gcp/iam", 1)),
    part("useful", topic("kafka/topics", 5), part("more", topic("kafka/streams", 5)), optional=True),
)


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [name for entry in entries for name in (entry.node.id, *titles(entry.entries))]


def entry_of(id_: str, entries: tuple[Entry, ...]) -> Entry:
    every = list(entries)
    while every[0].node.id != id_:
        every = [*every[0].entries, *every[1:]]
    return every[0]


def entries_of(tree: Roadmap, state: State) -> tuple[Entry, ...]:
    return document(progress_of(tree, state), {}, state).entries


def test_a_document_has_every_group_and_topic_in_order() -> None:
    assert titles(entries_of(TREE, State())) == [
        *("git", "git/commit", "git/hooks", "git/hooks/client"),
        *("cloud", "aws", "aws/iam", "gcp/iam"),
        *("useful", "kafka/topics", "more", "kafka/streams"),
    ]


def test_a_topic_brings_its_mark_card_and_note() -> None:
    state = after(SetMark(("git/hooks/client",), Mark.DOING), WriteNote("git/commit", "see page 4"))
    hooks = card("Write a hook that refuses a commit.")
    made = document(progress_of(TREE, state), {"git/hooks/client": hooks}, state)
    client, commit = entry_of("git/hooks/client", made.entries), entry_of("git/commit", made.entries)
    assert (client.mark, client.card, client.note, client.tally) == (Mark.DOING, hooks, "", None)
    assert (commit.mark, commit.card, commit.note) == (Mark.TODO, Card(), "see page 4")
    assert made.progress.roadmap is TREE


def test_a_group_brings_its_tally() -> None:
    git = entry_of("git", entries_of(TREE, after(SetMark(("git/commit",), Mark.DONE))))
    assert (git.mark, git.tally, git.card, git.note) == (None, Tally(1, 3, 0, 0, 5), Card(), "")


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
    entries = entries_of(TREE, state)
    every = {name: entry_of(name, entries) for name in titles(entries)}
    assert {name for name, entry in every.items() if entry.chosen} == chosen
    assert {name for name, entry in every.items() if entry.counts and entry.mark} == counting
    assert counting == progress_of(TREE, state).counted
    assert {name for name in ("git", "cloud", "aws", "useful", "more") if every[name].counts} == {"git", "cloud"} | (
        chosen & {"aws"}
    )


def test_a_roadmap_may_be_an_any_of_group_itself() -> None:
    tree = roadmap("own", any_of("either", topic("a/x"), topic("a/y")), kind=Kind.OWN)
    (root,) = tree.root.children
    assert isinstance(root, Group)
    entries = entries_of(tree._replace(root=root), after(SetMark(("a/y",), Mark.DONE)))
    assert [(entry.node.id, entry.chosen, entry.counts) for entry in entries] == [
        ("a/x", False, False),
        ("a/y", True, True),
    ]


def test_a_topic_that_its_sub_topics_stand_for_does_not_count() -> None:
    tree = roadmap("git", topic("git/hooks", 4, topic("git/hooks/a"), by_children=True), kind=Kind.OWN)
    (hooks,) = entries_of(tree, State())
    assert not hooks.counts
    assert hooks.entries[0].counts
