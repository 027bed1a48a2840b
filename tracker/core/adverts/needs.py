"""From a reading to the needs of a role, with the corrections of the user; and which bundled role is nearest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.core.adverts.phrases import words_of
from tracker.core.adverts.reading import Reading
from tracker.core.roadmap.library import GroupNeed, Need, SkillNeed
from tracker.core.roadmap.model import Group, Level, Roadmap, Rule

REQUIRED_LEVEL, NICE_LEVEL = Level.WORKING, Level.BASIC
"""The levels that are meant where an advert names none."""
_OPTIONAL_WEIGHT = 0.4
_TITLE_WEIGHT = 0.5
_LEAST_LIKENESS = 0.3
"""Below this no role is near: a nurse's advert has 0.0, the real adverts with a role 0.4 and more."""
_FEWEST_SKILLS = 2


class Corrections(NamedTuple):
    """What the user knows better, by the ids of skills."""

    required: frozenset[str] = frozenset()
    nice: frozenset[str] = frozenset()
    not_asked: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = {}


def corrected(reading: Reading, corrections: Corrections) -> Reading:
    """A reading as the user has it; a skill that the advert does not name may be added."""
    moved = corrections.required | corrections.nice | corrections.not_asked
    required = [id_ for id_ in reading.required if id_ not in moved] + sorted(corrections.required)
    nice = [id_ for id_ in reading.nice if id_ not in moved] + sorted(corrections.nice)
    mentioned = [id_ for id_ in reading.mentioned if id_ not in moved]
    asked = {*required, *nice}
    groups = (tuple(id_ for id_ in group if id_ in asked) for group in reading.alternatives)
    levels = {id_: level for id_, level in reading.levels.items() if id_ in asked}
    return reading._replace(
        required=tuple(required),
        nice=tuple(nice),
        mentioned=tuple(mentioned),
        alternatives=tuple(group for group in groups if len(group) > 1),
        levels=levels | {id_: level for id_, level in corrections.levels.items() if id_ in asked},
    )


def level_in(reading: Reading, skill: str) -> Level:
    """The level to which an advert asks for a skill."""
    return reading.levels.get(skill, REQUIRED_LEVEL if skill in reading.required else NICE_LEVEL)


def needs_of(reading: Reading, titles: Mapping[str, str]) -> tuple[Need, ...]:
    """The needs of an advert over the skills that have `titles`: nice ones are optional, alternatives a group."""
    needs: list[Need] = []
    grouped: set[str] = set()
    for group in reading.alternatives:
        members = [id_ for id_ in group if id_ in titles and id_ not in grouped]
        optional = not any(id_ in reading.required for id_ in members)
        if len(members) > 1:
            grouped.update(members)
            options = tuple(SkillNeed(id_, level_in(reading, id_)) for id_ in members)
            title = " or ".join(titles[id_] for id_ in members)
            needs.append(GroupNeed("-or-".join(members)[:60].strip("-"), title, Rule.ANY, options, optional))
    single = [id_ for id_ in reading.asked if id_ in titles and id_ not in grouped]
    return (*(SkillNeed(id_, level_in(reading, id_), id_ in reading.nice) for id_ in single), *needs)


def nearest_role(reading: Reading, roles: Sequence[Roadmap], aliases: Mapping[str, Iterable[str]]) -> str:
    """The id of the role that an advert is most like, by the skills that it asks and by its title; empty for none."""
    asked = {*reading.asked}
    if len(asked) < _FEWEST_SKILLS:
        return ""
    skills = {role.id: _skills(role) for role in roles}
    named = Counter(id_ for weights in skills.values() for id_ in weights)
    rare = {id_: math.log(1 + len(roles) / count) for id_, count in named.items()}
    scored = {
        role.id: _likeness(asked, skills[role.id], rare)
        + _TITLE_WEIGHT * _is_titled(reading.title, (role.title, *aliases.get(role.id, ())))
        for role in roles
    }
    best = max(scored, key=lambda id_: scored[id_], default="")
    return best if best and scored[best] >= _LEAST_LIKENESS else ""


def _skills(role: Roadmap) -> dict[str, float]:
    """The skills of a role by their weight: of several places of one the largest."""
    weights: dict[str, float] = {}
    for place, node in enumerate(role.tree.nodes):
        if isinstance(node, Group) and node.skill:
            optional = any(
                getattr(role.tree.nodes[above], "optional", False) for above in (*role.tree.path(place), place)
            )
            weights[node.skill] = max(weights.get(node.skill, 0), _OPTIONAL_WEIGHT if optional else 1.0)
    return weights


def _likeness(asked: set[str], weights: Mapping[str, float], rare: Mapping[str, float]) -> float:
    """The cosine between what an advert asks and what a role needs, rare skills weighing more."""
    together = sum(weights[id_] * rare[id_] ** 2 for id_ in asked if id_ in weights)
    length = math.sqrt(sum(rare.get(id_, 1.0) ** 2 for id_ in asked))
    other = math.sqrt(sum((weight * rare[id_]) ** 2 for id_, weight in weights.items()))
    return together / (length * other) if length and other else 0.0


def _is_titled(title: str, names: Iterable[str]) -> bool:
    """Whether a title has all words of a name in their order."""
    words = f" {' '.join(word.key for word in words_of(title))} "
    return any(f" {' '.join(word.key for word in words_of(name))} " in words for name in names)
