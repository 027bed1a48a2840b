"""Roadmaps as trees: walked in reading order, to any depth."""

from __future__ import annotations

from enum import StrEnum

import pytest

from tests.core.trees import any_of, part, roadmap, topic
from tracker.core.journal.events import Field, Why
from tracker.core.roadmap.model import Group, Kind, Level, Mark, Rule, Topic
from tracker.core.roadmap.tree import tree_of

HOOKS = topic("git/hooks", 1, topic("git/hooks/client"), part("more", topic("git/hooks/server")))
TREE = roadmap(
    "vcs",
    part("git", topic("git/commit"), HOOKS),
    any_of("old", part("svn", topic("git/commit")), topic("cvs/checkout")),
)


def test_topics_come_in_reading_order_and_twice_where_they_stand_twice() -> None:
    assert [topic.id for topic in TREE.tree.topics()] == [
        "git/commit",
        "git/hooks",
        "git/hooks/client",
        "git/hooks/server",
        "git/commit",
        "cvs/checkout",
    ]


def test_groups_come_in_reading_order_with_their_paths() -> None:
    assert list(TREE.tree.groups) == [
        "vcs",
        "vcs/git",
        "vcs/git/git/hooks/more",
        "vcs/old",
        "vcs/old/svn",
    ]


def test_the_id_of_a_group_is_the_end_of_its_path() -> None:
    assert [node.id for node in TREE.tree.nodes if isinstance(node, Group)] == ["vcs", "git", "more", "old", "svn"]


def test_a_walk_may_begin_anywhere() -> None:
    hooks = TREE.tree.places["git/hooks"]
    assert TREE.tree.ids(hooks) == ["git/hooks", "git/hooks/client", "git/hooks/server"]
    assert [node.id for _, node in TREE.tree.lines(hooks)] == [
        "git/hooks",
        "git/hooks/client",
        "more",
        "git/hooks/server",
    ]


def test_trees_are_not_limited_in_depth() -> None:
    deep = tree_of([*((depth, Group(f"g{depth}", "")) for depth in range(5000)), (5000, Topic("deep/down", ""))])
    assert deep.ids() == ["deep/down"]
    assert len(deep.path(5000)) == len(deep.groups) == 5000


def test_places_follow_the_order_of_reading() -> None:
    tree = TREE.tree
    assert [tree.nodes[place].name for place in tree.children(0)] == ["vcs/git", "vcs/old"]
    path = tree.path(tree.places["git/hooks/server"])
    assert [tree.nodes[place].name for place in path] == ["vcs", "vcs/git", "git/hooks", "vcs/git/git/hooks/more"]
    assert tree.places["git/commit"] == 2  # of two places the first
    assert tree.place_of("vcs/old") == tree.groups["vcs/old"]
    assert tree.place_of("vcs/new") is None


def test_a_tree_is_made_again_of_its_lines() -> None:
    again = tree_of(TREE.tree.lines())
    assert again == TREE.tree
    assert {again, TREE.tree} == {TREE.tree}
    assert again != tree_of([(0, Group("vcs", "Vcs"))])


@pytest.mark.parametrize("depths", [[], [1], [0, 0], [0, 2], [0, 1, 3], [0, 1, -1]])
def test_depths_that_make_no_tree_are_refused(depths: list[int]) -> None:
    with pytest.raises(ValueError, match="tree"):
        tree_of((depth, Group(f"g{depth}", "")) for depth in depths)


def test_a_topic_is_no_group() -> None:
    with pytest.raises(TypeError, match="git/commit is a topic"):
        TREE.tree.group(TREE.tree.places["git/commit"])


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
    """A store of an older release holds these words; all but two are the upper-case names of the code."""
    for word in words.split():
        assert values(word).name == {"layer": "OVERLAY", "edition": "SNAPSHOT"}.get(word, word.upper())


def test_a_topic_is_ticked_by_hand_and_takes_no_time_unless_its_file_says_so() -> None:
    bare = Topic("git/commit", "Commit")
    assert (bare.level, bare.hours, bare.needs, bare.project, bare.by_children) == (None, 0, (), False, False)
