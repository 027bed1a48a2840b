"""Roadmaps as trees: walked in reading order, to any depth."""

from __future__ import annotations

from tests.core.trees import any_of, part, roadmap, topic
from tracker.core.roadmap import Group, Level, Node, groups, topics

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
