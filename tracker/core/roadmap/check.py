"""What must hold for a set of skills and roles, beyond the shape of each file.

`problems` are errors: a library with one of them cannot be worked through, so it is not loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.roadmap.find import nearest
from tracker.core.roadmap.library import GroupNeed, Library, Need, Role, Skill, SkillNeed, TopicNeed
from tracker.core.roadmap.model import Rule, Topic


class Problem(NamedTuple):
    """Something to fix. `spot` are words to look for in the file `file`, one after the other, to find the line."""

    file: str
    spot: tuple[str, ...]
    message: str
    hint: str = ""


def problems(library: Library) -> list[Problem]:
    """Every error of the library, file by file."""
    every = _homes(library)
    errors = list(_twice(library))
    for skill in library.skills.values():
        errors += _skill_problems(skill, every)
    circles = list(_circles(every))
    errors += circles
    wrong = {role.id: list(_role_problems(role, library, every)) for role in library.roles.values()}
    for role in library.roles.values():
        errors += wrong[role.id]
        if not circles and not any(wrong[id_] for id_ in _line_of(role, library)):
            errors += _open_ends(role, library, every)
    return errors


def _homes(library: Library) -> dict[str, tuple[Skill, Topic]]:
    return {topic.id: (skill, topic) for skill in library.skills.values() for topic in skill.topics()}


def _twice(library: Library) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for skill in library.skills.values():
        if skill.id in library.roles:
            yield Problem(f"skills/{skill.id}", (skill.id,), f'"{skill.id}" is also the id of a role')
        for topic in skill.topics():
            if topic.id in first:
                hint = f"its first home is {first[topic.id]}; ids are never used twice"
                yield Problem(f"skills/{skill.id}", (topic.id,), f'topic "{topic.id}" stands twice', hint)
            first.setdefault(topic.id, f"skills/{skill.id}")
    for skill in library.skills.values():
        for id_, card in skill.cards.items():
            for former in card.former_ids:
                if former in first:
                    message = f'former id "{former}" is still the id of a topic'
                    yield Problem(f"skills/{skill.id}", (id_, former), message)


def _skill_problems(skill: Skill, every: Mapping[str, tuple[Skill, Topic]]) -> Iterator[Problem]:
    file = f"skills/{skill.id}"
    titles = [section.id for section in skill.sections]
    for section in skill.sections:
        if titles.count(section.id) > 1:
            yield Problem(file, (section.title,), f'two sections are called "{section.title}"')
    for topic in skill.topics():
        for need in topic.needs:
            if need not in every:
                yield _unknown(file, (topic.id, need), "topic", need, every)
                continue
            home, other = every[need]
            higher = other.level and topic.level and other.level.rank > topic.level.rank
            if home is skill and higher:
                message = f"a {topic.level} topic needs the {other.level} topic {need}"
                yield Problem(file, (topic.id, need), message, "a prerequisite is not of a higher level")


def _circles(every: Mapping[str, tuple[Skill, Topic]]) -> Iterator[Problem]:
    done: set[str] = set()
    for start in every:
        if start in done:
            continue
        path: dict[str, None] = {}
        stack = [(start, iter(every[start][1].needs))]
        path[start] = None
        while stack:
            here, needs = stack[-1]
            need = next(needs, None)
            if need is None:
                stack.pop()
                path.pop(here, None)
                done.add(here)
            elif need in path:
                ring = [*list(path)[list(path).index(need) :], need]
                file = f"skills/{every[here][0].id}"
                yield Problem(file, (here, need), "prerequisites make a circle", " → ".join(ring))
            elif need in every and need not in done:
                path[need] = None
                stack.append((need, iter(every[need][1].needs)))


def _unknown(file: str, spot: tuple[str, ...], what: str, name: str, known: Iterable[str]) -> Problem:
    close = nearest(name, dict.fromkeys(known, ()), most=1)
    hint = f'did you mean "{close[0]}"?' if close else ""
    return Problem(file, spot, f'needs "{name}": no such {what}', hint)


def _role_problems(role: Role, library: Library, every: Mapping[str, tuple[Skill, Topic]]) -> Iterator[Problem]:
    file = f"roles/{role.id}"
    yield from _base_problems(file, role, library)
    yield from _need_problems(file, role.needs, library, every)
    yield from _need_problems(file, role.ready, library, every)


def _line_of(role: Role, library: Library) -> Iterator[str]:
    """The ids of a role and of those that it builds on, as far as they are there and make no circle."""
    seen: set[str] = set()
    id_ = role.id
    while id_ in library.roles and id_ not in seen:
        seen.add(id_)
        yield id_
        id_ = library.roles[id_].builds_on


def _open_ends(role: Role, library: Library, every: Mapping[str, tuple[Skill, Topic]]) -> Iterator[Problem]:
    """A set that is counted holds every prerequisite of every topic in it, whichever options are chosen.

    Only for a role without other errors: where a name is wrong, all that it stands for would seem to be missing.
    """
    file = f"roles/{role.id}"
    own = {need.id for need in role.needs}
    reach = _Reach(library, every)
    for who, needs, start in (
        (role.id, library.needs_of(role), ()),
        (f"ready to apply of {role.id}", role.ready, ("[ready]",)),
    ):
        told: set[str] = set()
        for top, topic, missing in reach.gaps(needs):
            if missing not in told:
                told.add(missing)
                more = reach.below(missing) - reach.surely(needs) - {missing}
                with_it = f" (with {', '.join(sorted(more))})" if more else ""
                spot = (*start, top) if start or top in own else ("builds_on",)
                message = f"{who} counts {topic} but not its prerequisite {missing}"
                yield Problem(file, spot, message, f"add it{with_it}, or loosen the prerequisite")


class _Reach:
    """What sets of needs count, and where they stop short of a prerequisite."""

    def __init__(self, library: Library, every: Mapping[str, tuple[Skill, Topic]]) -> None:
        self._library, self._every = library, every
        self._levels: dict[SkillNeed, frozenset[str]] = {}

    def surely(self, needs: Iterable[Need]) -> frozenset[str]:
        """Topics that count whichever options are chosen."""
        return frozenset().union(*(self._sure(need) for need in needs))

    def below(self, topic: str) -> set[str]:
        """Every topic that a topic stands on, near or far."""
        reached: set[str] = set()
        open_ = [topic]
        while open_:
            for need in self._every[open_.pop()][1].needs:
                if need in self._every and need not in reached:
                    reached.add(need)
                    open_.append(need)
        return reached

    def gaps(self, needs: Iterable[Need], sure: frozenset[str] = frozenset(), top: str = "") -> Iterator[_Gap]:
        """Each prerequisite that is missing under some choice."""
        sure |= self.surely(needs)
        for need in needs:
            if need.optional:
                continue
            here = top or need.id
            if isinstance(need, GroupNeed):
                options = ((option,) for option in need.needs) if need.rule is Rule.ANY else (need.needs,)
                for option in options:
                    yield from self.gaps(option, sure, here)
                continue
            for topic in sorted(self._sure(need)):
                for missing in self._every[topic][1].needs:
                    if missing not in sure and missing in self._every:
                        yield _Gap(here, topic, missing)

    def _sure(self, need: Need) -> frozenset[str]:
        if need.optional:
            return frozenset()
        if isinstance(need, TopicNeed):
            return frozenset([need.topic]) if need.topic in self._every else frozenset()
        if isinstance(need, SkillNeed):
            if need not in self._levels:
                self._levels[need] = self._up_to(need)
            return self._levels[need]
        sets = [self._sure(member) for member in need.needs]
        return frozenset.intersection(*sets) if need.rule is Rule.ANY and sets else frozenset().union(*sets)

    def _up_to(self, need: SkillNeed) -> frozenset[str]:
        skill = self._library.skills.get(need.skill)
        topics = skill.topics() if skill else ()
        return frozenset(topic.id for topic in topics if topic.level is None or topic.level.rank <= need.level.rank)


class _Gap(NamedTuple):
    """A topic counts and a prerequisite of it does not; `need` is the need of the role under which it stands."""

    need: str
    topic: str
    missing: str


def _base_problems(file: str, role: Role, library: Library) -> Iterator[Problem]:
    seen = [role.id]
    base = role.builds_on
    while base:
        if base not in library.roles:
            yield _unknown(file, ("builds_on", base), "role", base, library.roles)
            return
        if base in seen:
            yield Problem(file, ("builds_on", base), "roles build on each other in a circle", " → ".join([*seen, base]))
            return
        seen.append(base)
        base = library.roles[base].builds_on


def _need_problems(
    file: str, needs: Iterable[Need], library: Library, every: Mapping[str, tuple[Skill, Topic]]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for need in needs:
        if need.id in seen:
            yield Problem(file, (need.id,), f'"{need.id}" stands twice in one list of needs')
        seen.add(need.id)
        if isinstance(need, SkillNeed) and need.skill not in library.skills:
            yield _unknown(file, (need.skill,), "skill", need.skill, library.skills)
        elif isinstance(need, TopicNeed) and need.topic not in every:
            yield _unknown(file, (need.topic,), "topic", need.topic, every)
        elif isinstance(need, GroupNeed):
            for option in need.needs if need.rule is Rule.ANY else ():
                if option.optional:
                    hint = "the group as a whole may be optional"
                    yield Problem(file, (option.id,), 'an option of an "any of" group cannot be optional', hint)
            yield from _need_problems(file, need.needs, library, every)
