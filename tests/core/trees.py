"""Roadmaps for tests: small ones written by hand, and strategies that make any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from tracker.core.progress.measure import Progress, Scope, Tally, measure
from tracker.core.roadmap.library import Library, Need, Role, Section, Skill
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Mark, Node, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Line, Tree, tree_of

SOURCE = Link("docs", "The manual", "https://example.org/manual")


# -- by hand ---------------------------------------------------------------------------------------------------


class Branch(NamedTuple):
    """A node with what is below it: how tests write trees."""

    node: Node
    children: tuple[Branch | Node, ...] = ()


def topic(id_: str, hours: float = 1, *children: Branch | Node, by_children: bool = False) -> Branch:
    """A topic whose title is the last part of its id."""
    return Branch(Topic(id_, id_.rpartition("/")[2], hours=hours, by_children=by_children), children)


def part(id_: str, *children: Branch | Node, optional: bool = False, level: Level | None = None) -> Branch:
    """A group that asks for all of its members."""
    return Branch(Group(id_, id_.title(), Rule.ALL, optional, level=level), children)


def any_of(id_: str, *options: Branch | Node, optional: bool = False) -> Branch:
    """A group of which one option will do."""
    return Branch(Group(id_, id_.title(), Rule.ANY, optional), options)


def in_branch(branch: Branch | Node) -> Branch:
    """A node with nothing below it as a branch; a branch as it is."""
    return branch if isinstance(branch, Branch) else Branch(branch)


def lines_of(branch: Branch | Node, depth: int = 0) -> Iterator[Line]:
    """What `tree_of` makes a tree of."""
    node, children = in_branch(branch)
    yield depth, node
    for child in children:
        yield from lines_of(child, depth + 1)


def branch_of(tree: Tree, place: int = 0) -> Branch:
    """A tree, or what is at and below a place of it, as tests write it: to make another one of it."""
    return Branch(tree.nodes[place], tuple(branch_of(tree, child) for child in tree.children(place)))


def tree(root: Node, *children: Branch | Node) -> Tree:
    """A tree as it is written."""
    return tree_of(lines_of(Branch(root, children)))


def roadmap(
    id_: str, *children: Branch | Node, ready: tuple[Branch | Node, ...] = (), kind: Kind = Kind.ROLE
) -> Roadmap:
    """A roadmap of parts whose keys are ids so far; here they become paths."""

    def rooted(children: tuple[Branch | Node, ...]) -> Tree:
        return tree_of(_with_paths(lines_of(Branch(Group(id_, id_.title()), children))))

    return Roadmap(id_, kind, id_.title(), "", rooted(children), rooted(ready) if ready else None)


def _with_paths(lines: Iterable[Line]) -> Iterator[Line]:
    path: list[str] = []
    for depth, node in lines:
        path[depth:] = [node.name]
        yield depth, node._replace(key="/".join(path)) if isinstance(node, Group) else node


def tallies(progress: Progress) -> dict[str, Tally]:
    """The tallies of all groups, by their keys."""
    return {key: progress.tally(place) for key, place in progress.tree.groups.items()}


def optional(progress: Progress, key: str) -> Tally:
    """The tally of what is optional in a group."""
    return progress.optional_tally(progress.tree.groups[key])


def scope(progress: Progress, key: str) -> Scope:
    """What counts and what is optional in a group."""
    return progress.scope(progress.tree.groups[key])


def chosen(progress: Progress) -> dict[str, tuple[str, bool]]:
    """The option that counts in each "any of" group, and whether it is pinned, by the group's key."""
    nodes = progress.tree.nodes
    return {nodes[place].name: (nodes[pick.option].id, pick.pinned) for place, pick in progress.chosen.items()}


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
    loose = tuple(part for part in parts if isinstance(part, Topic))
    sections = tuple(part for part in parts if isinstance(part, Section))
    if loose:
        sections = (Section("Start", loose), *sections)
    every = {topic.id: card() for section in sections for topic in section.topics}
    return Skill(id_, id_.title(), f"What {id_} is", "", (), sections, every | dict(cards or {}))


def role(id_: str, *needs: Need, builds_on: str = "", ready: tuple[Need, ...] = ()) -> Role:
    """A role with these needs."""
    return Role(id_, id_.title(), f"What a {id_} does", "", "", "", "", (), builds_on, needs, "", ready)


def library(*members: Skill | Role) -> Library:
    """A library of these skills and roles, in this order."""
    skills = {member.id: member for member in members if isinstance(member, Skill)}
    return Library(skills, {member.id: member for member in members if isinstance(member, Role)})


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


FEW = tuple(Topic(f"few/t{n}", f"t{n}", hours=n / 4) for n in range(9))
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


def _grown(row: Iterable[Node | None]) -> Iterator[Line]:
    """The trees that `row` writes down; what is still open at its end ends there."""
    depth = 1
    for word in row:
        if word is _END:
            depth = max(1, depth - 1)
        elif word is not None:
            yield depth, word
            depth += word not in FEW


def _planted(lines: Iterable[Line], name: str) -> Iterator[Line]:
    """The nodes with an id or a key of their own; an option of an "any of" group is never optional."""
    path: list[Node] = [Group(name, "Any")]
    for number, (depth, word) in enumerate(lines):
        del path[depth:]
        above, node = path[-1], word
        if isinstance(word, Group):
            is_option = isinstance(above, Group) and above.rule is Rule.ANY
            node = word._replace(key=f"{above.name}/n{number}", optional=word.optional and not is_option)
        elif not word.id:
            node = word._replace(id=f"{above.name}/n{number}")
        path.append(node)
        yield depth, node


def roadmaps(
    *, choices: bool = True, optional: bool = True, subtopics: bool = True, name: str = "any"
) -> st.SearchStrategy[Roadmap]:
    """Any roadmap; without "any of" groups, optional parts or sub-topics where the test says so."""

    def rooted(row: list[Node | None]) -> Roadmap:
        lines = _planted(_grown(row), name)
        return Roadmap(name, Kind.ROLE, "Any", "", tree_of([(0, Group(name, "Any")), *lines]))

    row = st.lists(st.sampled_from(_words(choices, optional, subtopics)), min_size=4, max_size=40)
    return row.map(rooted).filter(lambda roadmap: bool(roadmap.tree.places))


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
    nodes = drawn.tree.nodes
    for place in filter(drawn.tree.is_choice, range(len(nodes)) if pins else ()):
        option = draw(st.sampled_from(["", *(nodes[option].id for option in drawn.tree.children(place))]))
        pinned |= {nodes[place].name: option} if option else {}
    return Situation(drawn, marks, pinned)


def ids(roadmap: Roadmap) -> list[str]:
    """The ids of all topics, each once."""
    return sorted(roadmap.tree.places)


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
