"""Skills and roles as they are written, and the roadmaps that follow from them.

A skill is written once and used by every role that needs it; a role says up to which level, what is optional,
and where any one of several will do. `roadmap_of` turns either into a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Line, Tree, tree_of
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
        tree = role_tree(role, library.needs_of(role), library, every)
        ready = role_tree(role, role.ready, library, every) if role.ready else None
        yield Roadmap(role.id, Kind.ROLE, role.title, role.summary, tree, ready)
    for skill in library.skills.values():
        root = Group(skill.id, skill.title, skill=skill.id)
        tree = tree_of([(0, root), *_sections(skill, Level.ADVANCED, skill.id, 1)])
        yield Roadmap(skill.id, Kind.SKILL, skill.title, skill.summary, tree)


def role_tree(role: Role, needs: Iterable[Need], library: Library, every: Mapping[str, Topic]) -> Tree:
    """The tree of a role with these needs; `every` has the library's topics by their ids."""

    def lines(needs: Iterable[Need], above: str, depth: int) -> Iterator[Line]:
        for need in needs:
            key = f"{above}/{need.id}"
            if isinstance(need, SkillNeed):
                skill = library.skills[need.skill]
                yield depth, Group(key, skill.title, Rule.ALL, need.optional, skill.id, need.level)
                yield from _sections(skill, need.level, key, depth + 1)
            elif isinstance(need, GroupNeed):
                yield depth, Group(key, need.title, need.rule, need.optional)
                yield from lines(need.needs, key, depth + 1)
            elif need.optional:
                topic = every[need.topic]
                # A key of its own: "python/functions" may also be a section of the skill.
                yield depth, Group(f"{above}/{topic.id.replace('/', '.')}", topic.title, optional=True)
                yield depth + 1, topic
            else:
                yield depth, every[need.topic]

    return tree_of([(0, Group(role.id, role.title)), *lines(needs, role.id, 1)])


def _sections(skill: Skill, level: Level, key: str, depth: int) -> Iterator[Line]:
    for section in skill.sections:
        wanted = [topic for topic in section.topics if _is_within(topic, level)]
        if wanted:
            yield depth, Group(f"{key}/{section.id}", section.title)
            yield from ((depth + 1, topic) for topic in wanted)


def topics_up_to(skill: Skill, level: Level) -> Iterator[Topic]:
    """The topics of a skill up to a level, in learning order; one without a level is basic."""
    return (topic for topic in skill.topics() if _is_within(topic, level))


def _is_within(topic: Topic, level: Level) -> bool:
    return topic.level is None or topic.level.rank <= level.rank
