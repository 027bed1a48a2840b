"""Roadmaps in the store: what is loaded comes back the same, and the journal says which edition is in use."""

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
def editions(database: Database) -> Snapshots:
    """The roadmaps of the store."""
    return Snapshots(database)


def edition(version: str, *roadmaps: Roadmap, cards: dict[str, Card] | None = None) -> Snapshot:
    return Snapshot("test", version, [(roadmap, Profile()) for roadmap in roadmaps], cards or {})


def flat(id_: str, *topics: Topic) -> Roadmap:
    return Roadmap(id_, Kind.SKILL, id_.title(), "", tree(Group(id_, id_.title()), *topics))


def test_a_tree_of_every_kind_of_part_comes_back_the_same(editions: Snapshots, stamps: Stamps) -> None:
    editions.load(edition("1", TREE), (), stamps(), Why.LOAD)
    assert editions.roadmap("own") == TREE
    assert editions.roadmaps() == [TREE]


def test_a_large_tree_of_every_kind_of_part_comes_back_the_same(editions: Snapshots, stamps: Stamps) -> None:
    many = tuple((1, Topic(f"own/many/{n}", f"Number {n}")) for n in range(10_000))
    large = TREE._replace(tree=tree_of([*TREE.tree.lines(), *many]), ready=None)
    editions.load(edition("1", large), (), stamps(), Why.LOAD)
    assert editions.roadmap("own") == large
    assert editions.roadmaps_with(["own/many/7", "none"]) == [large]
    assert editions.roadmaps_with(["own/many"]) == []


def test_a_library_comes_back_the_same_in_the_order_of_listing(editions: Snapshots, stamps: Stamps) -> None:
    loaded = bundled_snapshot(SMALL_LIBRARY, "library")
    editions.load(loaded, (), stamps(), Why.LOAD)
    assert editions.roadmaps() == [roadmap for roadmap, _ in loaded.roadmaps]
    assert editions.cards() == loaded.cards
    assert editions.card("knots/bowline") == Card(
        "Tie a bowline behind your back.",
        (Link("book", "The knot book", "https://example.org/bowline"),),
        ("king of knots",),
    )
    assert editions.profile("deckhand") == loaded.roadmaps[0][1]
    assert editions.profile("deckhand").way_in == "Ask on the pier."
    assert list(editions.roadmap_names()) == ["deckhand", "skipper", "charts", "engines", "knots", "sails"]
    assert editions.roadmap_names()["deckhand"] == (Kind.ROLE, Name("Deckhand", ("crew", "sailor")))
    assert editions.topic_names()["knots/sheet-bend"] == Name("Join two lines", ("knots/weavers-knot",))


def test_what_no_roadmap_has_is_empty_and_no_error(editions: Snapshots) -> None:
    assert editions.roadmap("nowhere") is None
    assert editions.profile("nowhere") == Profile()
    assert editions.card("nowhere/x") == Card()
    assert editions.title("nowhere/x") == ""


def test_the_newest_loaded_edition_is_the_one_in_use(editions: Snapshots, stamps: Stamps) -> None:
    old, new = Topic("a/old", "Old"), Topic("a/new", "New")
    editions.load(edition("1", flat("a", old), flat("b")), (), stamps(), Why.LOAD)
    editions.load(edition("2", flat("a", new)), (), stamps(), Why.DO)
    assert [roadmap.id for roadmap in editions.roadmaps()] == ["a"]
    assert list(editions.topic_names()) == ["a/new"]
    assert editions.title("a/old") == "Old"


def test_undo_brings_the_edition_before_back_into_use(editions: Snapshots, journal: Journal, stamps: Stamps) -> None:
    editions.load(edition("1", flat("a")), (), stamps(), Why.LOAD)
    editions.load(edition("2", flat("b")), (), stamps(), Why.DO)
    journal.undo(stamps())
    assert [roadmap.id for roadmap in editions.roadmaps()] == ["a"]


def test_an_edition_that_was_loaded_before_is_used_again_without_a_second_copy(
    editions: Snapshots, database: Database, stamps: Stamps
) -> None:
    for version in ("1", "2", "1"):
        editions.load(edition(version, flat(f"a{version}")), (), stamps(), Why.LOAD)
    assert [roadmap.id for roadmap in editions.roadmaps()] == ["a1"]
    with database.reading() as connection:
        assert connection.execute("select count(*) from edition").fetchone() == (2,)


def test_editions_of_two_sources_are_in_use_side_by_side(editions: Snapshots, stamps: Stamps) -> None:
    editions.load(edition("1", flat("a")), (), stamps(), Why.LOAD)
    editions.load(Snapshot("mine", "1", [(flat("b"), Profile())], {}), (), stamps(), Why.DO)
    assert {roadmap.id for roadmap in editions.roadmaps()} == {"a", "b"}


def test_facts_about_the_store_are_kept(editions: Snapshots) -> None:
    assert editions.meta("seen") == ""
    editions.set_meta("seen", "one")
    editions.set_meta("seen", "two")
    assert editions.meta("seen") == "two"


def test_a_title_is_the_one_in_use_whichever_edition_has_others(
    editions: Snapshots, journal: Journal, stamps: Stamps
) -> None:
    for version, title in (("1", "First"), ("2", "Second"), ("3", "Third")):
        editions.load(edition(version, flat("a", Topic("a/x", title))), (), stamps(), Why.DO)
    assert editions.title("a/x") == "Third"
    journal.undo(stamps())
    assert editions.title("a/x") == "Second"
    editions.load(edition("4", flat("b")), (), stamps(), Why.DO)
    assert editions.title("a/x") == "Third"
