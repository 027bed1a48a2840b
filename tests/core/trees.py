"""Roadmaps for tests: small ones written by hand, and strategies that make any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from tracker.core.journal.commands import (
    Choose,
    Command,
    LinkTopic,
    SetMark,
    SetOverlay,
    SetTarget,
    Watch,
    WriteNote,
    handle,
)
from tracker.core.journal.events import State, replay
from tracker.core.progress.measure import Progress, measure
from tracker.core.roadmap.library import Library, Need, Role, Section, Skill
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Mark, Node, Roadmap, Rule, Topic, groups, topics

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


def after(*wishes: Command, since: State | None = None) -> State:
    """The state of a person whose wishes were fulfilled one after the other."""
    state = since or State()
    for wish in wishes:
        state = replay(state, handle(wish, state))
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

    @property
    def ids(self) -> list[str]:
        """The ids of all topics, each once."""
        return ids(self.roadmap)

    def marked(self, mark: Mark, *ids: str) -> Progress:
        """Progress after these topics got this mark too."""
        return measure(self.roadmap, self.marks | dict.fromkeys(ids, mark), self.choices)


FEW = tuple(topic(f"few/t{n}", n / 4) for n in range(9))
"""So few topics that one often stands in two places."""

_END = None
"""In a row of nodes, the end of the one that was begun last."""


def _words(choices: bool, optional: bool, subtopics: bool) -> list[Node | None]:
    """What a tree is written in: whole topics, beginnings of groups and of topics with sub-topics, and ends."""
    rules, flags = tuple(Rule) if choices else (Rule.ALL,), (False, True) if optional else (False,)
    begun: list[Node] = [Group("", "a group", rule, flag) for rule in rules for flag in flags]
    if subtopics:
        begun += [Topic("", "a topic with sub-topics", hours=2, by_children=flag) for flag in (False, True)]
    return [*FEW, *begun, *[_END] * 5]


def _grown(row: Iterable[Node | None]) -> tuple[Node, ...]:
    """The trees that `row` writes down; what is still open at its end ends there."""
    begun: list[tuple[Node, list[Node]]] = [(Group("", ""), [])]

    def end() -> None:
        node, children = begun.pop()
        begun[-1][1].append(node._replace(children=tuple(children)))

    for word in row:
        if word is not _END and word in FEW:
            begun[-1][1].append(word)
        elif word is not _END:
            begun.append((word, []))
        elif len(begun) > 1:
            end()
    while len(begun) > 1:
        end()
    return tuple(begun[0][1])


def _planted(node: Node, here: str, *, option: bool) -> Node:
    """The node with an id or a key of its own; an option of an "any of" group is never optional."""
    if isinstance(node, Topic) and node.id:
        return node
    any_rule = isinstance(node, Group) and node.rule is Rule.ANY
    children = tuple(_planted(child, f"{here}/n{n}", option=any_rule) for n, child in enumerate(node.children))
    if isinstance(node, Topic):
        return node._replace(id=here, children=children)
    return node._replace(key=here, children=children, optional=node.optional and not option)


def roadmaps(
    *, choices: bool = True, optional: bool = True, subtopics: bool = True, name: str = "any"
) -> st.SearchStrategy[Roadmap]:
    """Any roadmap; without "any of" groups, optional parts or sub-topics where the test says so."""

    def rooted(row: list[Node | None]) -> Roadmap:
        planted = tuple(_planted(child, f"{name}/n{n}", option=False) for n, child in enumerate(_grown(row)))
        return Roadmap(name, Kind.ROLE, "Any", "", Group(name, "Any", children=planted))

    row = st.lists(st.sampled_from(_words(choices, optional, subtopics)), min_size=4, max_size=40)
    return row.map(rooted).filter(lambda roadmap: any(topics(roadmap.root)))


@st.composite
def situations(
    draw: st.DrawFn, *, choices: bool = True, optional: bool = True, subtopics: bool = True, pins: bool = True
) -> Situation:
    """Any roadmap with any marks, and (`pins`) with some of its choices pinned."""
    drawn = draw(roadmaps(choices=choices, optional=optional, subtopics=subtopics))
    every = ids(drawn)
    marks: dict[str, Mark] = {}
    pinned: dict[str, str] = {}
    lot = draw(st.integers(0, 4 ** len(every) - 1))
    for id_ in every:
        lot, which = divmod(lot, 4)
        if which:
            marks[id_] = list(Mark)[which]
    for group in groups(drawn.root):
        if pins and group.rule is Rule.ANY and group.children:
            option = draw(st.sampled_from(["", *(option.id for option in group.children)]))
            pinned |= {group.key: option} if option else {}
    return Situation(drawn, marks, pinned)


def ids(roadmap: Roadmap) -> list[str]:
    """The ids of all topics, each once."""
    return sorted({one.id for one in topics(roadmap.root)})


_OWN = ("own/commit", "own/rebase")
_TOPICS = st.sampled_from((*_OWN, "git/commit", "git/rebase"))
WISHES: st.SearchStrategy[Command] = st.one_of(
    st.builds(SetMark, st.lists(_TOPICS, min_size=1, max_size=4).map(tuple), st.sampled_from(Mark)),
    st.builds(SetMark, st.tuples(_TOPICS), st.sampled_from(Mark)),
    st.builds(WriteNote, _TOPICS, st.sampled_from(("", "see page 4", "unsure of --onto", "  "))),
    st.builds(SetTarget, st.sampled_from(("", "ai-engineer", "data-scientist"))),
    st.builds(Watch, st.sampled_from(("docker", "rag")), st.booleans()),
    st.builds(Choose, st.just("ai-engineer/cloud"), st.sampled_from((None, "aws", "gcp"))),
    st.builds(LinkTopic, st.sampled_from(_OWN), st.sampled_from((None, "git/commit", "git/rebase", "docker"))),
    st.builds(SetOverlay, st.tuples(st.tuples(_TOPICS, st.sampled_from((None, "{}", '{"hours": 3}'))))),
)
"""What people do, among few things, so that wishes meet."""
