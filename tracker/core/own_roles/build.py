"""From the needs of a role of the user's own to a roadmap, with all that the needs stand on; and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tracker.core.own_roles.record import OwnRole
from tracker.core.roadmap.library import (
    GroupNeed,
    Library,
    Need,
    Role,
    Section,
    Skill,
    SkillNeed,
    TopicNeed,
    role_tree,
    topics_up_to,
)
from tracker.core.roadmap.model import Group, Kind, Level, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Tree

GROUND = "ground"
_GROUND_TITLE = "What these stand on"


def skills_of(roadmaps: Iterable[Roadmap]) -> Library:
    """The skills and own roadmaps as what a role can need. What is deeper than a section joins it."""
    skills = {roadmap.id: _skill(roadmap) for roadmap in roadmaps if roadmap.kind is not Kind.ROLE}
    return Library(skills, {})


def _skill(roadmap: Roadmap) -> Skill:
    tree = roadmap.tree
    loose: list[Topic] = []
    sections = []
    for place in tree.children(0):
        node = tree.nodes[place]
        if isinstance(node, Group):
            sections.append(Section(node.title, tuple(_leaves(tree, place))))
        else:
            loose += _leaves(tree, place)
    first = [Section(roadmap.title, tuple(loose))] if loose else []
    return Skill(roadmap.id, roadmap.title, roadmap.summary, "", (), (*first, *sections), {})


def _leaves(tree: Tree, place: int) -> Iterator[Topic]:
    """The topics that are ticked: not those for which the topics below them stand."""
    return (topic for topic in tree.topics(place) if not topic.by_children)


def build_role(id_: str, own: OwnRole, library: Library, every: Mapping[str, Topic]) -> Roadmap:
    """The roadmap of a role; `every` has the library's topics. What it needs and nobody has any more is left out."""
    needs, ready = (closed(tuple(_known(needs, library, every)), library, every) for needs in (own.needs, own.ready))
    role = Role(id_, own.title, own.summary, "", "", "", "", (), "", needs, "", ready)
    tree = role_tree(role, needs, library, every)
    return Roadmap(
        id_, Kind.ROLE, own.title, own.summary, tree, role_tree(role, ready, library, every) if ready else None
    )


def profile_of(own: OwnRole) -> Profile:
    """What there is to read about a role."""
    return Profile(own.about, own.day, own.neighbours, own.way_in)


def _known(needs: Iterable[Need], library: Library, every: Mapping[str, Topic]) -> Iterator[Need]:
    """The needs that can be met, each once; a group without one of them is none."""
    for need in {need.id: need for need in needs}.values():
        if isinstance(need, GroupNeed):
            members = tuple(_known(need.needs, library, every))
            if members:
                yield need._replace(needs=members)
        elif (need.skill in library.skills) if isinstance(need, SkillNeed) else (need.topic in every):
            yield need


def closed(needs: tuple[Need, ...], library: Library, every: Mapping[str, Topic]) -> tuple[Need, ...]:
    """`needs` with every prerequisite of every topic that counts: for all options in a group, else in the option."""
    counted = _counted(needs, library)
    ground = _below(counted, every) - counted
    base = counted | ground
    complete = tuple(_with_ground(need, base, library, every) for need in needs)
    if not ground:
        return complete
    topics = tuple(TopicNeed(id_) for id_ in every if id_ in ground)
    return (*complete, GroupNeed(_free_id(needs), _GROUND_TITLE, Rule.ALL, topics))


def _free_id(needs: Iterable[Need]) -> str:
    taken = {need.id for need in needs}
    numbered = (f"{GROUND}-{number}" for number in range(2, len(taken) + 3))
    return GROUND if GROUND not in taken else next(id_ for id_ in numbered if id_ not in taken)


def _counted(needs: Iterable[Need], library: Library) -> set[str]:
    """The topics that count whichever options are chosen."""
    counted: set[str] = set()
    for need in needs:
        if need.optional or (isinstance(need, GroupNeed) and need.rule is Rule.ANY):
            continue
        counted |= _topics(need, library)
    return counted


def _topics(need: Need, library: Library) -> set[str]:
    if isinstance(need, SkillNeed):
        return {topic.id for topic in topics_up_to(library.skills[need.skill], need.level)}
    if isinstance(need, TopicNeed):
        return {need.topic}
    return _counted(need.needs, library)


def _below(topics: Iterable[str], every: Mapping[str, Topic]) -> set[str]:
    """Every topic that one of these stands on, near or far."""
    reached: set[str] = set()
    waiting = list(topics)
    while waiting:
        for need in every[waiting.pop()].needs:
            if need in every and need not in reached:
                reached.add(need)
                waiting.append(need)
    return reached


def _with_ground(need: Need, base: set[str], library: Library, every: Mapping[str, Topic]) -> Need:
    """A need in which each option of an "any of" group holds what it alone stands on."""
    if not isinstance(need, GroupNeed):
        return need
    members = tuple(_with_ground(member, base, library, every) for member in need.needs)
    if need.rule is Rule.ALL:
        return need._replace(needs=members)
    return need._replace(needs=tuple(_option(member, base, library, every) for member in members))


def _option(need: Need, base: set[str], library: Library, every: Mapping[str, Topic]) -> Need:
    own = _topics(need, library)
    missing = _below(own, every) - own - base
    if not missing:
        return need
    title = need.title if isinstance(need, GroupNeed) else _title(need, library, every)
    ground = tuple(TopicNeed(id_) for id_ in every if id_ in missing)
    id_ = need.id.replace("/", ".")
    return GroupNeed(id_, title, Rule.ALL, (need, GroupNeed(GROUND, _GROUND_TITLE, Rule.ALL, ground)))


def _title(need: SkillNeed | TopicNeed, library: Library, every: Mapping[str, Topic]) -> str:
    return library.skills[need.skill].title if isinstance(need, SkillNeed) else every[need.topic].title


def needs_in(tree: Tree) -> tuple[Need, ...]:
    """The needs that the tree of a role was built from."""
    return tuple(_need_at(tree, place) for place in tree.children(0))


def _need_at(tree: Tree, place: int) -> Need:
    node = tree.nodes[place]
    if isinstance(node, Topic):
        return TopicNeed(node.id)
    if node.skill:
        return SkillNeed(node.skill, node.level or Level.ADVANCED, node.optional)
    members = tuple(_need_at(tree, child) for child in tree.children(place))
    return GroupNeed(node.id.replace(".", "-"), node.title, node.rule, members, node.optional)
