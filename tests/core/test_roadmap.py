"""Roadmaps as trees: walked in reading order, to any depth."""

from __future__ import annotations

from enum import StrEnum

import pytest

from tests.core.trees import any_of, part, roadmap, topic
from tracker.core.journal.events import Field, Why
from tracker.core.roadmap.model import Group, Kind, Level, Mark, Node, Rule, Topic, groups, topics

HOOKS = topic("git/hooks", 1, topic("git/hooks/client"), part("more", topic("git/hooks/server")))
TREE = roadmap(
    "vcs",
    part("git", topic("git/commit"), HOOKS),
    any_of("old", part("svn", topic("git/commit")), topic("cvs/checkout")),
)


def test_topics_come_in_reading_order_and_twice_where_they_stand_twice() -> None:
    assert [one.id for one in topics(TREE.root)] == [
        "git/commit",
        "git/hooks",
        "git/hooks/client",
        "git/hooks/server",
        "git/commit",
        "cvs/checkout",
    ]


def test_groups_come_in_reading_order_with_their_paths() -> None:
    assert [group.key for group in groups(TREE.root)] == [
        "vcs",
        "vcs/git",
        "vcs/git/git/hooks/more",
        "vcs/old",
        "vcs/old/svn",
    ]


def test_the_id_of_a_group_is_the_end_of_its_path() -> None:
    assert [group.id for group in groups(TREE.root)] == ["vcs", "git", "more", "old", "svn"]


def test_a_walk_may_begin_anywhere() -> None:
    assert [one.id for one in topics(HOOKS)] == ["git/hooks", "git/hooks/client", "git/hooks/server"]
    assert [group.id for group in groups(HOOKS)] == ["more"]


def test_walks_are_not_limited_in_depth() -> None:
    node: Node = topic("deep/down")
    for n in range(5000):
        node = Group(f"g{n}", "", children=(node,))
    assert [one.id for one in topics(node)] == ["deep/down"]
    assert sum(1 for _ in groups(node)) == 5000


def test_levels_have_an_order() -> None:
    assert sorted(Level, key=lambda level: level.rank) == [Level.BASIC, Level.WORKING, Level.ADVANCED]
    assert Level.BASIC.rank == 0


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("todo doing done skipped", Mark),
        ("basic working advanced", Level),
        ("all any", Rule),
        ("role skill own", Kind),
        ("mark note choice target watch edition link layer archive", Field),
        ("do undo redo load", Why),
    ],
)
def test_words_that_stand_in_stores_and_files_keep_their_meaning(words: str, values: type[StrEnum]) -> None:
    """A store of an older release holds these words, and they are the upper-case names of the code."""
    for word in words.split():
        assert values(word).name == word.upper()


def test_a_topic_is_ticked_by_hand_and_takes_no_time_unless_its_file_says_so() -> None:
    bare = Topic("git/commit", "Commit")
    assert (bare.level, bare.hours, bare.needs, bare.project, bare.by_children) == (None, 0, (), False, False)
