"""Values in the store carry their names: what older programs wrote is read, and so is what newer ones add to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.core.trees import Branch, tree
from tests.endurance.homes import store
from tests.endurance.stores import VERSIONS, old_home
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Profile, Roadmap, Rule, Topic
from tracker.store.sqlite.codec import (
    decode_card,
    decode_profile,
    decode_roadmap,
    encode_card,
    encode_profile,
    encode_tree,
)
from tracker.store.sqlite.values import GarbledError

TOPIC = Topic("own/a", "A", Level.ADVANCED, 3.5, ("own/b",), project=True)
PARENT = Branch(Topic("own/c", "C", by_children=True), (Topic("own/c/d", "D"),))
GROUP = Branch(Group("own/g", "G", Rule.ANY, optional=True, skill="git", level=Level.BASIC), (TOPIC, PARENT))
OWN = Group("own", "Own")
ROADMAP = Roadmap("own", Kind.OWN, "Own", "", tree(OWN, GROUP), tree(OWN, TOPIC))
CARD = Card("Do it.", (Link("docs", "Docs", "https://example.org/docs", checked=False),), ("a",), ("own/old",))
PROFILE = Profile("About", "Day", aliases=("one",))

LISTS = """\
["own","Own",0,"",""]
[[[["own/a","A","advanced",3.5,["own/b"],1],["own/c","C","",0.0,[],2,[["own/c/d","D","",0.0,[],0]]]],\
"own/g?","G",1,"git","basic"]]
[[["own/a","A","advanced",3.5,["own/b"],1]],"own","Own",0,"",""]"""
"""The tree of `ROADMAP` as version 1 wrote it."""

NODES = """\
{"version":2,"key":"own","title":"Own"}
[[[["own/a","A","advanced",3.5,["own/b"],{"project":true}],\
["own/c","C","",0.0,[],{"by_children":true},[["own/c/d","D","",0.0,[]]]]],\
"own/g","G",{"rule":"any","optional":true,"skill":"git","level":"basic"}]]
[[["own/a","A","advanced",3.5,["own/b"],{"project":true}]],"own","Own",{}]"""
"""The same as version 2 wrote it in small trees."""

COLUMNS = """\
{"version":2,"key":"own","title":"Own"}
["own\\nown/g\\nown/a\\nown/c\\nown/c/d\\n","Own\\nG\\nA\\nC\\nD\\n",[5,5,3,5,5],[0,1],\
{"1":{"rule":"any","optional":true,"skill":"git","level":"basic"},\
"2":{"level":"advanced","hours":3.5,"needs":["own/b"],"project":true},"3":{"by_children":true}}]
[[["own/a","A","advanced",3.5,["own/b"],{"project":true}]],"own","Own",{}]"""
"""The same as version 2 wrote it in large ones."""


def decoded(tree: str) -> Roadmap:
    """A roadmap with this tree in its row."""
    return decode_roadmap(("own", "own", "Own", "", tree), {})


def with_more(value: object) -> object:
    """Every object in a value with one more field that no program knows yet, and one for a topic without any."""
    if isinstance(value, list):
        parts = [with_more(part) for part in value]
        return [*parts, {"mood": 1}] if len(value) == 5 and isinstance(value[3], float) else parts
    if isinstance(value, dict):
        return {**{name: with_more(part) for name, part in value.items()}, "mood": {"good": [1]}}
    return value


def more_in(text: str) -> str:
    """The same for each line of JSON."""
    return "\n".join(json.dumps(with_more(json.loads(line)), separators=(",", ":")) for line in text.split("\n"))


def test_what_is_written_comes_back() -> None:
    assert decoded(encode_tree(ROADMAP)) == ROADMAP
    assert decode_card(encode_card(CARD)) == CARD
    assert decode_profile(encode_profile(PROFILE)) == PROFILE
    assert decode_card(encode_card(Card())) == Card()


def test_the_lists_of_version_1_are_read() -> None:
    assert decoded(LISTS) == ROADMAP
    head, below, ready = map(json.loads, LISTS.split("\n"))
    assert decoded(json.dumps([[below, *head], ready])) == ROADMAP  # before there were large trees
    link = ["docs", "Docs", "https://example.org/docs", False]
    assert decode_card(json.dumps(["Do it.", [link], ["a"], ["own/old"]])) == CARD
    assert decode_profile('["About","Day","","","",["one"]]') == PROFILE


def test_a_field_that_this_program_does_not_know_is_passed_over() -> None:
    assert decoded(more_in(encode_tree(ROADMAP))) == ROADMAP
    assert decode_card(more_in(encode_card(CARD))) == CARD
    assert decode_profile(more_in(encode_profile(PROFILE))) == PROFILE


@pytest.mark.parametrize("text", [NODES, COLUMNS], ids=["nodes", "columns"])
def test_both_trees_of_version_2_are_read(text: str) -> None:
    assert decoded(text) == ROADMAP


def test_nodes_of_version_2_with_a_field_that_this_program_does_not_know_are_read() -> None:
    assert decoded(more_in(NODES)) == ROADMAP


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("[5,5,3,5,5]", "[5,5,3,5]"),
        ("[5,5,3,5,5]", "[5,5,3,5,6]"),
        ("[5,5,3,5,5]", "[5,4,3,5,5]"),
        ("[5,5,3,5,5]", "[5,5,2,5,5]"),
        ("[5,5,3,5,5]", "[5,5,3,5,true]"),
        ("[0,1]", "[1]"),
        ("[0,1]", "[0,9]"),
        ("[0,1]", "[0,1,1]"),
        ('{"1":{"rule', '{"7":{},"1":{"rule'),
        ('"hours":3.5', '"hours":"3.5"'),
        ('"by_children":true', '"by_children":1'),
    ],
)
def test_columns_of_version_2_that_do_not_fit_are_garbled(right: str, wrong: str) -> None:
    assert right in COLUMNS
    with pytest.raises(GarbledError):
        decoded(COLUMNS.replace(right, wrong))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"depths":[0,1,2,2,3]', '"depths":[0,1,2,2]'),
        ('"depths":[0,1,2,2,3]', '"depths":[0,1,3,2,3]'),
        ('"depths":[0,1,2,2,3]', '"depths":[0,1,2,0,1]'),
        ('"depths":[0,1,2,2,3]', '"depths":[0,1,2,2,3.0]'),
        ('"depths":[0,1,2,2,3]', '"depths":null'),
        ('{"key":"own","title":"Own"}', '["own","Own"]'),
        ('{"key":"own","title":"Own"}', '{"key":"own"}'),
        ('["own/c/d","D"]', '["own/c/d",7]'),
        ('["own/c/d","D"]', '["own/c/d"]'),
        ('["own/c/d","D"]', '["own/c/d","D",""]'),
        ('["own/c/d","D"]', '["own/c/d","D","",-1,[]]'),
        ('["own/c/d","D"]', '["own/c/d","D","",0,[1]]'),
        ('["own/c/d","D"]', "7"),
        ('"project":true', '"project":1'),
        ('"rule":"any"', '"rule":"some"'),
        ('"optional":true', '"optional":"yes"'),
        ('"ready":{', '"ready":{"depths":[],"nodes":[]},"more":{'),
    ],
)
def test_a_tree_that_does_not_fit_is_garbled(right: str, wrong: str) -> None:
    text = encode_tree(ROADMAP)
    assert right in text
    with pytest.raises(GarbledError):
        decoded(text.replace(right, wrong))


def test_a_field_that_is_not_there_is_as_usual() -> None:
    bare = (
        '{"version":3,"depths":[0,1,1],"nodes":[{"key":"own","title":"Own"},["own/a","A"],{"key":"own/g","title":"G"}]}'
    )
    assert decoded(bare).tree.nodes[1:] == (Topic("own/a", "A"), Group("own/g", "G"))
    assert decode_card('{"version":2}') == Card()
    assert decode_profile('{"version":2}') == Profile()


@pytest.mark.parametrize("decode", [decode_card, decode_profile, decoded])
def test_a_value_of_a_newer_version_is_not_guessed_at(decode: Callable[[str], object]) -> None:
    with pytest.raises(GarbledError, match="has version 4; this program reads up to 3"):
        decode('{"version":4}')


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_lists_opens_and_shows_everything(version: int, cli: Run, home: Path) -> None:
    old_home(home, version)
    with closing(sqlite3.connect(store(home))) as connection:
        query = "select tree from roadmap union all select profile from roadmap union all select card from topic"
        assert all(text.startswith("[") for (text,) in connection.execute(query))
    cli("own")  # says that the store was upgraded
    knots = cli("show", "knots/bowline", "--json").json()
    assert (knots["hours"], knots["level"], knots["mark"]) == (1, "basic", "done")
    assert knots["done_when"] == "Tie a bowline behind your back."
    assert [link["url"] for link in knots["links"]] == ["https://example.org/bowline"]
    assert cli("status", "--json").json()["counted"] == 5
    assert "Knots (up to working)  1/3" in cli("show", "deckhand").stdout
    assert "60 %" in cli("own").stdout
    assert "Deckhand   60 %" in cli("show", "crew").stdout  # by its other name
    assert cli("doctor").code == 0
