"""A tree by columns is the same tree: every question about it has the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.trees import Situation, any_of, part, roadmap, situations, topic
from tracker.core.overlay.records import OverlayRecord, apply_overlay
from tracker.core.progress.explain import explain
from tracker.core.progress.measure import Progress
from tracker.core.progress.next_topics import suggest
from tracker.core.roadmap.model import Group, Level, Mark, Node, Topic, groups, topics
from tracker.core.roadmap.tree import Below, Tree, flat_of, flatten, topic_ids

TREE = roadmap(
    "ship",
    part("deck", topic("ship/ropes", 2, topic("ship/knots", 0.5)), part("stern", topic("ship/rudder"))),
    topic("ship/sails", 0),
)


def by_columns(situation: Situation) -> Situation:
    """The same situation, its tree made from columns."""
    root = flatten(situation.roadmap.root).root
    assert not root.children or isinstance(root.children, Below)
    return situation._replace(roadmap=situation.roadmap._replace(root=root))


def apart(situation: Situation) -> Situation:
    """A situation in which no topic stands twice; a few topics have levels or hours, or need the one before them."""
    numbers = count()

    def renamed(node: Node) -> Node:
        children = tuple(renamed(child) for child in node.children)
        if isinstance(node, Group):
            return node._replace(children=children)
        number = next(numbers)
        needs = (f"any/{number - 1}",) if number % 4 == 1 else ()
        level = Level.WORKING if number % 5 == 3 else None
        return Topic(f"any/{number}", node.title, level, float(number % 7 == 6), needs, children=children)

    root = renamed(situation.roadmap.root)
    assert isinstance(root, Group)
    marks = {f"any/{2 * number}": mark for number, mark in enumerate(situation.marks.values())}
    return Situation(situation.roadmap._replace(root=root), marks, {})


def answers(progress: Progress) -> Iterator[object]:
    """What can be asked about a roadmap."""
    yield progress.total
    for group in groups(progress.roadmap.root):
        key = group.key
        yield key, progress.tallies[key], progress.optional[key], progress.scopes[key], progress.chosen.get(key)
        yield explain(progress, key)
    for most, within in ((1, 0.0), (3, 0.0), (9, 1.0)):
        yield suggest(progress, (progress,), most, within)
        yield suggest(progress, (), most, within)


@given(situations())
def test_any_tree_is_the_same_by_columns(situation: Situation) -> None:
    other = by_columns(situation)
    assert other.roadmap == situation.roadmap
    assert [*topics(other.roadmap.root)] == [*topics(situation.roadmap.root)]
    assert [*topic_ids(other.roadmap.root)] == [one.id for one in topics(situation.roadmap.root)]
    assert list(answers(other.progress)) == list(answers(situation.progress))


@given(situations(choices=False, optional=False))
def test_what_is_counted_by_places_is_what_is_counted_by_topics(situation: Situation) -> None:
    one = apart(situation)
    other = by_columns(one)
    assert flat_of(other.roadmap.root) is not None
    assert list(answers(other.progress)) == list(answers(one.progress))


def test_places_follow_the_order_of_reading() -> None:
    flat = flatten(TREE.root)
    assert list(flat.names) == ["ship", "ship/deck", "ship/ropes", "ship/knots", "ship/deck/stern", *flat.names[5:]]
    assert [*flat.below(1)] == [2, 4]
    assert [flat.names[at] for at in flat.path(flat.places["ship/rudder"])] == ["ship", "ship/deck", "ship/deck/stern"]
    assert [*flat.ids(flat.keys["ship/deck"])] == ["ship/ropes", "ship/knots", "ship/rudder"]
    assert flatten(flat.root) is flat


def test_a_topic_in_two_places_is_found_in_the_first() -> None:
    twice = roadmap("r", part("a", topic("r/x")), part("b", topic("r/y"), topic("r/x")))
    flat = flatten(twice.root)
    assert flat.places["r/x"] == 2
    assert flat_of(flat.root) is None


def test_a_tree_in_which_not_everything_counts_is_measured_by_its_topics() -> None:
    uneven = (any_of("a", topic("r/x"), topic("r/y")), part("a", topic("r/x"), optional=True))
    trees = [roadmap("r", child, topic("r/z")) for child in (*uneven, topic("r/x", 1, topic("r/y"), by_children=True))]
    assert [flat_of(flatten(tree.root).root) for tree in trees] == [None, None, None]


def test_only_what_is_looked_at_is_made() -> None:
    flat = flatten(roadmap("r", *(part(f"g{n}", topic(f"r/{n}")) for n in range(3))).root)
    progress = Situation(roadmap("r")._replace(root=flat.root), {"r/1": Mark.DONE}, {}).progress
    assert (progress.total.done, progress.total.counted) == (1, 3)
    assert [one.topic.id for one in suggest(progress, most=1)] == ["r/0"]
    assert isinstance(flat.root.children, Below)
    assert not flat.root.children.is_made
    assert isinstance(flat.node(flat.places["r/2"]), Topic)


@given(situations(choices=False, optional=False), st.data())
def test_a_layer_over_columns_gives_the_same_tree(situation: Situation, data: st.DataObject) -> None:
    one = apart(situation)
    names = list(flatten(one.roadmap.root).names)
    under = st.sampled_from(["", "gone", *names[1:]])
    after = st.sampled_from([None, "", *names[1:]])
    added = st.builds(OverlayRecord, st.just(one.roadmap.id), under, st.booleans(), st.just("Added"), after=after)
    changed = st.builds(
        OverlayRecord, title=st.sampled_from(["", "Changed"]), hours=st.sampled_from([None, 3.0]), after=after
    )
    records = data.draw(st.dictionaries(st.sampled_from(["any/own1", "any/own2"]), added))
    records |= data.draw(st.dictionaries(st.sampled_from(names), changed, max_size=3))
    laid = apply_overlay(by_columns(one).roadmap, records)
    assert laid == apply_overlay(one.roadmap, records)
    assert isinstance(laid.root.children, Below) or not laid.root.children


def test_a_tree_by_columns_is_one_of_a_set_like_any_other_and_has_only_its_own_groups() -> None:
    flat = flatten(TREE.root)
    rebuilt = Tree(flat.names, flat.titles, flat.ends, flat.groups, flat.rest)
    assert {rebuilt.root, TREE.root} == {TREE.root}
    with pytest.raises(TypeError, match="ship/ropes is a topic"):
        flat.group(flat.places["ship/ropes"])
    progress = Situation(TREE._replace(root=rebuilt.root), {}, {}).progress
    assert len(progress.tallies) == len(flat.groups)
    with pytest.raises(KeyError):
        progress.tallies["ship/nowhere"]
