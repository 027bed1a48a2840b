"""Roadmaps in the store: what is loaded comes back the same, and the journal says which snapshot is in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import SMALL_LIBRARY
from tests.core.trees import Branch, tree
from tracker.core.journal.events import Stamp, Why
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import tree_of
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.snapshots import Name, Snapshot, Snapshots
from tracker.workspace.library_files import bundled_snapshot

Stamps = Callable[[], Stamp]

TWIG = Topic("own/a/twig", 'Twig ✓ "quoted" [bold]', None, 0.25)
BRANCH = Topic("own/a", "Branch", Level.ADVANCED, 3, ("own/b",), project=True, by_children=True)
LEAF = Topic("own/b", "Leaf", Level.BASIC, 1)
EITHER = Branch(Group("own/part/either", "Either", Rule.ANY, optional=True), (LEAF, Branch(BRANCH, (TWIG,))))
SKILL = Branch(Group("own/part/skill", "Skill", skill="git", level=Level.WORKING), (LEAF,))
TREE = Roadmap(
    "own",
    Kind.OWN,
    "Own",
    "A tree of every kind of part",
    tree(Group("own", "Own"), Branch(Group("own/part", "Part"), (EITHER, SKILL)), TWIG),
    ready=tree(Group("own", "Own"), LEAF),
)


@pytest.fixture
def snapshots(database: Database) -> Snapshots:
    """The roadmaps of the store."""
    return Snapshots(database)


def snapshot(version: str, *roadmaps: Roadmap, cards: dict[str, Card] | None = None) -> Snapshot:
    return Snapshot("test", version, [(roadmap, Profile()) for roadmap in roadmaps], cards or {})


def flat(id_: str, *topics: Topic) -> Roadmap:
    return Roadmap(id_, Kind.SKILL, id_.title(), "", tree(Group(id_, id_.title()), *topics))


def test_a_tree_of_every_kind_of_part_comes_back_the_same(snapshots: Snapshots, stamps: Stamps) -> None:
    snapshots.load(snapshot("1", TREE), (), stamps(), Why.LOAD)
    assert snapshots.roadmap("own") == TREE
    assert snapshots.roadmaps() == [TREE]


def test_a_large_tree_of_every_kind_of_part_comes_back_the_same(snapshots: Snapshots, stamps: Stamps) -> None:
    many = tuple((1, Topic(f"own/many/{n}", f"Number {n}")) for n in range(10_000))
    large = TREE._replace(tree=tree_of([*TREE.tree.lines(), *many]), ready=None)
    snapshots.load(snapshot("1", large), (), stamps(), Why.LOAD)
    assert snapshots.roadmap("own") == large
    assert snapshots.roadmaps_with(["own/many/7", "none"]) == [large]
    assert snapshots.roadmaps_with(["own/many"]) == []


def test_a_library_comes_back_the_same_in_the_order_of_listing(snapshots: Snapshots, stamps: Stamps) -> None:
    loaded = bundled_snapshot(SMALL_LIBRARY, "library")
    snapshots.load(loaded, (), stamps(), Why.LOAD)
    assert snapshots.roadmaps() == [roadmap for roadmap, _ in loaded.roadmaps]
    assert snapshots.cards() == loaded.cards
    assert snapshots.card("knots/bowline") == Card(
        "Tie a bowline behind your back.",
        (Link("book", "The knot book", "https://example.org/bowline"),),
        ("king of knots",),
    )
    assert snapshots.profile("deckhand") == loaded.roadmaps[0][1]
    assert snapshots.profile("deckhand").way_in == "Ask on the pier."
    assert list(snapshots.roadmap_names()) == ["deckhand", "skipper", "charts", "engines", "knots", "sails"]
    assert snapshots.roadmap_names()["deckhand"] == (Kind.ROLE, Name("Deckhand", ("crew", "sailor")))
    assert snapshots.topic_names()["knots/sheet-bend"] == Name("Join two lines", ("knots/weavers-knot",))


def test_what_no_roadmap_has_is_empty_and_no_error(snapshots: Snapshots) -> None:
    assert snapshots.roadmap("nowhere") is None
    assert snapshots.profile("nowhere") == Profile()
    assert snapshots.card("nowhere/x") == Card()
    assert snapshots.title("nowhere/x") == ""


def test_the_newest_loaded_snapshot_is_the_one_in_use(snapshots: Snapshots, stamps: Stamps) -> None:
    old, new = Topic("a/old", "Old"), Topic("a/new", "New")
    snapshots.load(snapshot("1", flat("a", old), flat("b")), (), stamps(), Why.LOAD)
    snapshots.load(snapshot("2", flat("a", new)), (), stamps(), Why.DO)
    assert [roadmap.id for roadmap in snapshots.roadmaps()] == ["a"]
    assert list(snapshots.topic_names()) == ["a/new"]
    assert snapshots.title("a/old") == "Old"


def test_undo_brings_the_snapshot_before_back_into_use(snapshots: Snapshots, journal: Journal, stamps: Stamps) -> None:
    snapshots.load(snapshot("1", flat("a")), (), stamps(), Why.LOAD)
    snapshots.load(snapshot("2", flat("b")), (), stamps(), Why.DO)
    journal.undo(stamps())
    assert [roadmap.id for roadmap in snapshots.roadmaps()] == ["a"]


def test_a_snapshot_that_was_loaded_before_is_used_again_without_a_second_copy(
    snapshots: Snapshots, database: Database, stamps: Stamps
) -> None:
    for version in ("1", "2", "1"):
        snapshots.load(snapshot(version, flat(f"a{version}")), (), stamps(), Why.LOAD)
    assert [roadmap.id for roadmap in snapshots.roadmaps()] == ["a1"]
    with database.reading() as connection:
        assert connection.execute("select count(*) from edition").fetchone() == (2,)


def test_snapshots_of_two_sources_are_in_use_side_by_side(snapshots: Snapshots, stamps: Stamps) -> None:
    snapshots.load(snapshot("1", flat("a")), (), stamps(), Why.LOAD)
    snapshots.load(Snapshot("mine", "1", [(flat("b"), Profile())], {}), (), stamps(), Why.DO)
    assert {roadmap.id for roadmap in snapshots.roadmaps()} == {"a", "b"}


def test_facts_about_the_store_are_kept(snapshots: Snapshots) -> None:
    assert snapshots.meta("seen") == ""
    snapshots.set_meta("seen", "one")
    snapshots.set_meta("seen", "two")
    assert snapshots.meta("seen") == "two"


def test_a_title_is_the_one_in_use_whichever_snapshot_has_others(
    snapshots: Snapshots, journal: Journal, stamps: Stamps
) -> None:
    for version, title in (("1", "First"), ("2", "Second"), ("3", "Third")):
        snapshots.load(snapshot(version, flat("a", Topic("a/x", title))), (), stamps(), Why.DO)
    assert snapshots.title("a/x") == "Third"
    journal.undo(stamps())
    assert snapshots.title("a/x") == "Second"
    snapshots.load(snapshot("4", flat("b")), (), stamps(), Why.DO)
    assert snapshots.title("a/x") == "Third"
