"""Roadmaps for tests: small ones written by hand, and strategies that make any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from tracker.core.decide import Wish, decide
from tracker.core.journal import State, replay
from tracker.core.library import Library, Need, Role, Section, Skill
from tracker.core.progress import Progress, measure
from tracker.core.roadmap import Card, Group, Kind, Level, Link, Mark, Node, Roadmap, Rule, Topic, groups, topics

SOURCE = Link("docs", "The manual", "https://example.org/manual")


# -- by hand ---------------------------------------------------------------------------------------------------


def topic(id_: str, hours: float = 1, *children: Node, by_children: bool = False) -> Topic:
    """A topic whose title is the last part of its id."""
    return Topic(id_, id_.rpartition("/")[2], hours=hours, by_children=by_children, children=children)


def part(id_: str, *children: Node, optional: bool = False, level: Level | None = None) -> Group:
    """A group that asks for all of its members."""
    return Group(id_, id_.title(), Rule.ALL, optional, children, level=level)


def any_of(id_: str, *options: Node, optional: bool = False) -> Group:
    """A group of which one option will do."""
    return Group(id_, id_.title(), Rule.ANY, optional, options)


def roadmap(id_: str, *children: Node, ready: tuple[Node, ...] = (), kind: Kind = Kind.ROLE) -> Roadmap:
    """A roadmap of parts whose keys are ids so far; here they become paths."""
    root = _with_paths(Group(id_, id_.title(), children=children), "")
    smaller = _with_paths(Group(id_, id_.title(), children=ready), "") if ready else None
    assert isinstance(root, Group)
    assert smaller is None or isinstance(smaller, Group)
    return Roadmap(id_, kind, id_.title(), "", root, smaller)


def _with_paths(node: Node, above: str) -> Node:
    if isinstance(node, Topic):
        return node._replace(children=tuple(_with_paths(child, f"{above}/{node.id}") for child in node.children))
    key = f"{above}/{node.key}" if above else node.key
    return node._replace(key=key, children=tuple(_with_paths(child, key) for child in node.children))


def after(*wishes: Wish, since: State | None = None) -> State:
    """The state of a person whose wishes were fulfilled one after the other."""
    state = since or State()
    for wish in wishes:
        state = replay(state, decide(wish, state))
    return state


def progress_of(roadmap: Roadmap, state: State) -> Progress:
    """Progress of the person whose state it is."""
    return measure(roadmap, state.marks, state.choices)


def lesson(id_: str, level: Level | None = Level.BASIC, hours: float = 2, needs: Iterable[str] = ()) -> Topic:
    """A topic as it stands in the file of a skill."""
    return Topic(id_, id_.rpartition("/")[2].replace("-", " ").title(), level, hours, tuple(needs))


def card(done_when: str = "Build one and show it.", former_ids: Iterable[str] = ()) -> Card:
    """A card that nobody would complain about."""
    return Card(done_when, (SOURCE,), (), tuple(former_ids))


def skill(id_: str, *parts: Topic | Section, cards: Mapping[str, Card] | None = None) -> Skill:
    """A skill of sections; topics given without a section stand in one called "Start"."""
    loose = tuple(one for one in parts if isinstance(one, Topic))
    sections = tuple(one for one in parts if isinstance(one, Section))
    if loose:
        sections = (Section("Start", loose), *sections)
    every = {one.id: card() for section in sections for one in section.topics}
    return Skill(id_, id_.title(), f"What {id_} is", "", (), sections, every | dict(cards or {}))


def role(id_: str, *needs: Need, builds_on: str = "", ready: tuple[Need, ...] = ()) -> Role:
    """A role with these needs."""
    return Role(id_, id_.title(), f"What a {id_} does", "", "", "", "", (), builds_on, needs, "", ready)


def library(*members: Skill | Role) -> Library:
    """A library of these skills and roles, in this order."""
    skills = {one.id: one for one in members if isinstance(one, Skill)}
    return Library(skills, {one.id: one for one in members if isinstance(one, Role)})


# -- any -------------------------------------------------------------------------------------------------------


class Situation(NamedTuple):
    """A roadmap, and what somebody did in it."""

    roadmap: Roadmap
    marks: dict[str, Mark]
    choices: dict[str, str]

    @property
    def progress(self) -> Progress:
        """Progress as it stands."""
        return measure(self.roadmap, self.marks, self.choices)

    def marked(self, mark: Mark, *ids: str) -> Progress:
        """Progress after these topics got this mark too."""
        return measure(self.roadmap, self.marks | dict.fromkeys(ids, mark), self.choices)


FEW = tuple(topic(f"few/t{n}", n / 4) for n in range(9))
"""So few topics that one often stands in two places."""

marks = st.sampled_from(Mark)


def _shapes(rules: st.SearchStrategy[Rule], optional: st.SearchStrategy[bool], subtopics: bool) -> st.SearchStrategy[Node]:
    def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        many = st.lists(inner, max_size=4).map(tuple)
        parts: st.SearchStrategy[Node] = st.builds(
            Group, key=st.just(""), title=st.just("a group"), rule=rules, optional=optional, children=many
        )
        if not subtopics:
            return parts
        some = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return parts | st.builds(
            Topic,
            id=st.just(""),
            title=st.just("a topic with sub-topics"),
            hours=st.sampled_from((0.5, 2.0)),
            by_children=st.booleans(),
            children=some,
        )

    leaves: st.SearchStrategy[Node] = st.sampled_from(FEW)
    return st.recursive(leaves, grown, max_leaves=16)


def _planted(node: Node, here: str, option: bool) -> Node:
    """The node with an id or a key of its own; an option of an "any of" group is never optional."""
    if isinstance(node, Topic) and not node.children:
        return node
    any_rule = isinstance(node, Group) and node.rule is Rule.ANY
    children = tuple(_planted(child, f"{here}/n{n}", any_rule) for n, child in enumerate(node.children))
    if isinstance(node, Topic):
        return node._replace(id=here, children=children)
    return node._replace(key=here, children=children, optional=node.optional and not option)


def roadmaps(
    *, choices: bool = True, optional: bool = True, subtopics: bool = True, name: str = "any"
) -> st.SearchStrategy[Roadmap]:
    """Any roadmap; without "any of" groups, optional parts or sub-topics where the test says so."""
    rules = st.sampled_from(Rule) if choices else st.just(Rule.ALL)
    shapes = _shapes(rules, st.booleans() if optional else st.just(False), subtopics)

    def rooted(children: list[Node]) -> Roadmap:
        planted = tuple(_planted(child, f"{name}/n{n}", option=False) for n, child in enumerate(children))
        return Roadmap(name, Kind.ROLE, "Any", "", Group(name, "Any", children=planted))

    return st.lists(shapes, min_size=1, max_size=4).map(rooted)


@st.composite
def situations(
    draw: st.DrawFn, *, choices: bool = True, optional: bool = True, subtopics: bool = True, pins: bool = True
) -> Situation:
    """Any roadmap with any marks, and (`pins`) with some of its choices pinned."""
    drawn = draw(roadmaps(choices=choices, optional=optional, subtopics=subtopics))
    given = draw(st.fixed_dictionaries({one.id: marks for one in topics(drawn.root)}))
    pinned: dict[str, str] = {}
    for group in groups(drawn.root):
        if pins and group.rule is Rule.ANY and group.children:
            option = draw(st.sampled_from(["", *(option.id for option in group.children)]))
            pinned |= {group.key: option} if option else {}
    return Situation(drawn, {id_: mark for id_, mark in given.items() if mark is not Mark.TODO}, pinned)
