"""What must hold for a set of skills and roles, beyond the shape of each file.

`problems` are errors: a library with one of them cannot be worked through, so it is not loaded. `advice` is about
quality, for the people who write roadmaps.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.progress.measure import measure
from tracker.core.roadmap.find import nearest
from tracker.core.roadmap.library import GroupNeed, Library, Need, Role, Skill, SkillNeed, TopicNeed, roadmaps_of
from tracker.core.roadmap.model import Card, Group, Kind, Level, Rule, Topic
from tracker.core.roadmap.tree import Tree

TITLE_LENGTH = 60
DONE_WHEN_LENGTH = 200
BASIC_HOURS = 40
MOST_LINKS = 3
SHORTEST_TOPIC = 0.5
"""Hours; what takes less is a step of another topic. There is no upper bound: an honest project may take 100."""
NOT_DOING = frozenset(
    "understand know learn read be familiar watch study master grasp get become see have realise appreciate".split()  # noqa: SIM905  # a list of words reads better
)


class Problem(NamedTuple):
    """Something to mend. `spot` are words to look for in the file `file`, one after the other, to find the line."""

    file: str
    spot: tuple[str, ...]
    message: str
    hint: str = ""


def problems(library: Library) -> list[Problem]:
    """Every error of the library, file by file."""
    every = _homes(library)
    found = list(_twice(library))
    for skill in library.skills.values():
        found += _skill_problems(skill, every)
    circles = list(_circles(every))
    found += circles
    wrong = {role.id: list(_role_problems(role, library, every)) for role in library.roles.values()}
    for role in library.roles.values():
        found += wrong[role.id]
        if not circles and not any(wrong[id_] for id_ in _line_of(role, library)):
            found += _open_ends(role, library, every)
    return found


def advice(library: Library) -> list[Problem]:
    """Where a library without errors falls short of the rules for good roadmaps."""
    found = [problem for skill in library.skills.values() for problem in _skill_advice(skill)]
    found += _near_duplicates(library)
    for roadmap in roadmaps_of(library):
        if roadmap.kind is not Kind.ROLE:
            continue
        counted = _counted_in_any_choice(roadmap.tree)
        beyond = _counted_in_any_choice(roadmap.ready) - counted if roadmap.ready else set()
        if beyond:
            hint = f"{', '.join(sorted(beyond)[:3])} ({len(beyond)} in all)"
            message = "ready to apply asks for topics that the role itself does not count"
            found.append(Problem(f"roles/{roadmap.id}", ("[ready]",), message, hint))
        if not measure(roadmap, {}, {}).total.counted:
            found.append(Problem(f"roles/{roadmap.id}", (), "nothing counts in this role"))
    return found


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
    resolve_conflicts: set[str] = set()
    for start in every:
        if start in resolve_conflicts:
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
                resolve_conflicts.add(here)
            elif need in path:
                ring = [*list(path)[list(path).index(need) :], need]
                file = f"skills/{every[here][0].id}"
                yield Problem(file, (here, need), "prerequisites make a circle", " → ".join(ring))
            elif need in every and need not in resolve_conflicts:
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
        found: set[str] = set()
        open_ = [topic]
        while open_:
            for need in self._every[open_.pop()][1].needs:
                if need in self._every and need not in found:
                    found.add(need)
                    open_.append(need)
        return found

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


def _skill_advice(skill: Skill) -> Iterator[Problem]:
    file = f"skills/{skill.id}"
    basic = sum(topic.hours for topic in skill.topics() if topic.level is Level.BASIC)
    if basic > BASIC_HOURS:
        message = f"the basic level takes {basic:g} hours"
        yield Problem(file, (), message, f"at most {BASIC_HOURS}: a few weeks of evenings")
    for topic in skill.topics():
        yield from _topic_advice(file, topic, skill.cards[topic.id])


def _topic_advice(file: str, topic: Topic, card: Card) -> Iterator[Problem]:
    spot = (topic.id,)
    if len(topic.title) > TITLE_LENGTH:
        message = f"the title has {len(topic.title)} characters"
        yield Problem(file, (*spot, "title"), message, f"at most {TITLE_LENGTH}")
    if len(card.done_when) > DONE_WHEN_LENGTH:
        message = f"done_when has {len(card.done_when)} characters"
        yield Problem(file, (*spot, "done_when"), message, f"at most {DONE_WHEN_LENGTH}")
    opening = card.done_when.split(" ", 1)[0].casefold().strip(",.:")
    if opening in NOT_DOING:
        message = f'done_when begins with "{opening}"'
        yield Problem(file, (*spot, "done_when"), message, "begin with a verb of doing: build, write, explain, measure")
    if topic.hours < SHORTEST_TOPIC:
        message = f"{topic.hours:g} hours"
        yield Problem(file, (*spot, "hours"), message, "a topic takes at least half an hour; join it with another")
    if not 1 <= len(card.links) <= MOST_LINKS:
        yield Problem(file, (*spot, "links"), f"{len(card.links)} links", "one to three, to primary sources")


_SHORT = 3
_SMALL_WORDS = frozenset("a an and the of in on for with to from by your its it as at into or".split())  # noqa: SIM905  # as above


def _words(title: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9+#]+", title.casefold())
    return frozenset(w[:-1] if len(w) > _SHORT and w.endswith("s") else w for w in words if w not in _SMALL_WORDS)


def _near_duplicates(library: Library) -> Iterator[Problem]:
    """Titles of two skills that share at least five in six of their words."""
    by_word: dict[str, list[int]] = defaultdict(list)
    seen: list[tuple[str, Topic, frozenset[str]]] = []
    for skill in library.skills.values():
        for topic in skill.topics():
            words = _words(topic.title)
            common = Counter(place for word in words for place in by_word[word])
            rivals = [seen[place] for place, count in common.items() if 6 * count >= 5 * len(words)]
            for home, other, theirs in sorted(rivals, key=lambda entry: entry[1].id):
                if home != skill.id and 6 * len(words & theirs) >= 5 * len(words | theirs):
                    message = f'"{topic.title}" is nearly "{other.title}" ({other.id} in {home})'
                    hint = "one home a topic: name the other as a prerequisite, or tell them apart"
                    yield Problem(f"skills/{skill.id}", (topic.id,), message, hint)
            for word in words:
                by_word[word].append(len(seen))
            seen.append((skill.id, topic, words))


def _counted_in_any_choice(tree: Tree) -> set[str]:
    """Ids of all topics that count under some choice of options."""
    optional = [place for place in tree.uneven if isinstance(node := tree.nodes[place], Group) and node.optional]
    left_out = {below for place in optional for below in range(place, tree.ends[place])}
    nodes = (node for place, node in enumerate(tree.nodes) if place not in left_out)
    return {node.id for node in nodes if isinstance(node, Topic)}
