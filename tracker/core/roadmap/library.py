"""Skills and roles as they are written, and the roadmaps that follow from them.

A skill is written once and used by every role that needs it; a role says up to which level, what is optional,
and where any one of several will do. `roadmap_of` turns either into a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Node, Roadmap, Rule, Topic
from tracker.core.text import slug


class Section(NamedTuple):
    """A part of a skill; its topics stand in learning order."""

    title: str
    topics: tuple[Topic, ...]

    @property
    def id(self) -> str:
        """The title as a short id, unique in its skill."""
        return slug(self.title)


class Skill(NamedTuple):
    """A named set of topics in sections, and the card of each topic by its id."""

    id: str
    title: str
    summary: str
    about: str
    aliases: tuple[str, ...]
    sections: tuple[Section, ...]
    cards: Mapping[str, Card]

    def topics(self) -> Iterator[Topic]:
        """Every topic in learning order."""
        for section in self.sections:
            yield from section.topics


class SkillNeed(NamedTuple):
    """A role asks for a skill up to a level."""

    skill: str
    level: Level
    optional: bool = False

    @property
    def id(self) -> str:
        """The id of the skill."""
        return self.skill


class TopicNeed(NamedTuple):
    """A role asks for one topic."""

    topic: str
    optional: bool = False

    @property
    def id(self) -> str:
        """The id of the topic."""
        return self.topic


class GroupNeed(NamedTuple):
    """A role asks for all of several needs, or for any one of them."""

    id: str
    title: str
    rule: Rule
    needs: tuple[Need, ...]
    optional: bool = False


Need = SkillNeed | TopicNeed | GroupNeed


class Role(NamedTuple):
    """A target job: what it is, how one gets there, and what it needs.

    A role that `builds_on` another inherits its needs; a need of the same id replaces the inherited one. `order` is its
    place in lists.
    """

    id: str
    title: str
    summary: str
    about: str
    day: str
    neighbours: str
    way_in: str
    aliases: tuple[str, ...]
    builds_on: str
    needs: tuple[Need, ...]
    ready_about: str
    ready: tuple[Need, ...]
    order: int = 0
    links: tuple[Link, ...] = ()


class Library(NamedTuple):
    """All skills and roles by their ids, in the order in which they are listed."""

    skills: Mapping[str, Skill]
    roles: Mapping[str, Role]

    def needs_of(self, role: Role) -> tuple[Need, ...]:
        """The role's needs with those it inherits, inherited ones first and replaced where they stood."""
        if not role.builds_on:
            return role.needs
        own = {need.id: need for need in role.needs}
        inherited = self.needs_of(self.roles[role.builds_on])
        kept = tuple(own.pop(need.id, need) for need in inherited)
        return kept + tuple(own.values())

    def topics(self) -> dict[str, Topic]:
        """Every topic of every skill by its id."""
        return {topic.id: topic for skill in self.skills.values() for topic in skill.topics()}


def roadmaps_of(library: Library) -> Iterator[Roadmap]:
    """One roadmap a role, then one a skill. The library must have passed its check."""
    every = library.topics()
    for role in library.roles.values():
        yield _role_roadmap(role, library, every)
    for skill in library.skills.values():
        root = Group(skill.id, skill.title, children=_sections(skill, Level.ADVANCED, skill.id), skill=skill.id)
        yield Roadmap(skill.id, Kind.SKILL, skill.title, skill.summary, root)


def _role_roadmap(role: Role, library: Library, every: Mapping[str, Topic]) -> Roadmap:
    def tree(needs: Iterable[Need], key: str) -> tuple[Node, ...]:
        return tuple(node(need, f"{key}/{need.id}") for need in needs)

    def node(need: Need, key: str) -> Node:
        if isinstance(need, SkillNeed):
            skill = library.skills[need.skill]
            parts = _sections(skill, need.level, key)
            return Group(key, skill.title, Rule.ALL, need.optional, parts, skill.id, need.level)
        if isinstance(need, TopicNeed):
            topic = every[need.topic]
            # A key of its own: "python/functions" may also be a section of the skill.
            apart = f"{key.removesuffix(need.topic)}{need.topic.replace('/', '.')}"
            return Group(apart, topic.title, Rule.ALL, True, (topic,)) if need.optional else topic
        return Group(key, need.title, need.rule, need.optional, tree(need.needs, key))

    root = Group(role.id, role.title, children=tree(library.needs_of(role), role.id))
    ready = Group(role.id, role.title, children=tree(role.ready, role.id)) if role.ready else None
    return Roadmap(role.id, Kind.ROLE, role.title, role.summary, root, ready)


def _sections(skill: Skill, level: Level, key: str) -> tuple[Node, ...]:
    parts = []
    for section in skill.sections:
        wanted = tuple(t for t in section.topics if t.level is None or t.level.rank <= level.rank)
        if wanted:
            parts.append(Group(f"{key}/{section.id}", section.title, children=wanted))
    return tuple(parts)
