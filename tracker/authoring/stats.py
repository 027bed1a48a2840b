"""Statistics of a library: topics, hours and links of each skill and each role."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from tracker.core.progress.measure import measure
from tracker.core.roadmap.library import Library, Skill, roadmaps_of
from tracker.core.roadmap.model import Card, Kind, Level, Roadmap, Topic


class Amount(NamedTuple):
    """A number of topics and their hours."""

    topics: int = 0
    hours: float = 0.0


class Extra(NamedTuple):
    """What topics need beside hours: months, and how many of them are projects, cost money, need special hardware."""

    months: float = 0.0
    projects: int = 0
    cost: int = 0
    hardware: int = 0


class Links(NamedTuple):
    """A number of links, and how many of them are not marked as checked."""

    all: int = 0
    unchecked: int = 0


class SkillStats(NamedTuple):
    """The statistics of one skill; `levels` has an amount for every level."""

    id: str
    title: str
    levels: Mapping[Level, Amount]
    total: Amount
    links: Links


class RoleStats(NamedTuple):
    """The statistics of one role while nothing is ticked: of each "any of" group the first option counts.

    `extra` is for the required topics, `links` for the required and the optional ones.
    """

    id: str
    title: str
    required: Amount
    optional: Amount
    ready: Amount
    extra: Extra
    links: Links


class Stats(NamedTuple):
    """The statistics of a library. In `all_skills` and `all_roles` a topic counts once, however many roles have it.

    A topic is optional in `all_roles` where it is optional in a role and required in none.
    """

    skills: tuple[SkillStats, ...]
    roles: tuple[RoleStats, ...]
    all_skills: SkillStats
    all_roles: RoleStats


class _Asked(NamedTuple):
    """The ids of the topics that a role asks for."""

    required: frozenset[str]
    optional: frozenset[str]
    ready: frozenset[str]


def stats(library: Library, beside: Library | None = None) -> Stats:
    """The statistics of `library`, which must be valid. Ids that it does not have are taken from `beside`."""
    whole = Library({**beside.skills, **library.skills}, {**beside.roles, **library.roles}) if beside else library
    topics = whole.topics()
    cards = {id_: card for skill in whole.skills.values() for id_, card in skill.cards.items()}
    asked = {r.id: _asked(r) for r in roadmaps_of(whole) if r.kind is Kind.ROLE and r.id in library.roles}
    everywhere = _Asked(
        frozenset().union(*(role.required for role in asked.values())),
        frozenset().union(*(role.optional for role in asked.values())),
        frozenset().union(*(role.ready for role in asked.values())),
    )
    return Stats(
        tuple(_skill_stats(skill.id, skill.title, [skill]) for skill in library.skills.values()),
        tuple(_role_stats(id_, whole.roles[id_].title, role, topics, cards) for id_, role in asked.items()),
        _skill_stats("", "all skills", library.skills.values()),
        _role_stats("", "all roles", everywhere, topics, cards),
    )


def _asked(role: Roadmap) -> _Asked:
    scope = measure(role, {}, {}).scope()
    ready = measure(role._replace(tree=role.ready, ready=None), {}, {}).counted if role.ready else frozenset()
    return _Asked(scope.counted, scope.optional, ready)


def _skill_stats(id_: str, title: str, skills: Collection[Skill]) -> SkillStats:
    every = [topic for skill in skills for topic in skill.topics()]
    levels = {level: _amount(topic for topic in every if topic.level is level) for level in Level}
    cards = [card for skill in skills for card in skill.cards.values()]
    return SkillStats(id_, title, levels, _amount(every), _links(cards))


def _role_stats(
    id_: str, title: str, asked: _Asked, topics: Mapping[str, Topic], cards: Mapping[str, Card]
) -> RoleStats:
    required, optional, ready = (
        _amount(topics[topic] for topic in some)
        for some in (asked.required, asked.optional - asked.required, asked.ready)
    )
    links = _links(cards[topic] for topic in asked.required | asked.optional)
    extra = _extra([topics[topic] for topic in asked.required])
    return RoleStats(id_, title, required, optional, ready, extra, links)


def _extra(topics: Collection[Topic]) -> Extra:
    return Extra(
        round(sum(topic.months for topic in topics), 2),
        sum(topic.project for topic in topics),
        sum(bool(topic.cost) for topic in topics),
        sum(bool(topic.hardware) for topic in topics),
    )


def _amount(topics: Iterable[Topic]) -> Amount:
    hours = [topic.hours for topic in topics]
    return Amount(len(hours), round(sum(hours), 2))


def _links(cards: Iterable[Card]) -> Links:
    every = [link for card in cards for link in card.links]
    return Links(len(every), sum(not link.checked for link in every))
