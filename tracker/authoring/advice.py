"""Where skills and roles without errors fall short of the rules for good roadmaps, for who writes them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from tracker.core.progress.measure import measure
from tracker.core.roadmap.check import Problem
from tracker.core.roadmap.library import Library, Skill, roadmaps_of
from tracker.core.roadmap.model import Card, Group, Kind, Level, Topic
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
_SHORT = 3
_SMALL_WORDS = frozenset("a an and the of in on for with to from by your its it as at into or".split())  # noqa: SIM905  # as above


def advice(library: Library) -> list[Problem]:
    """Where a library without errors falls short of the rules for good roadmaps."""
    problems = [problem for skill in library.skills.values() for problem in _skill_advice(skill)]
    problems += _near_duplicates(library)
    for roadmap in roadmaps_of(library):
        if roadmap.kind is not Kind.ROLE:
            continue
        counted = _counted_in_any_choice(roadmap.tree)
        beyond = _counted_in_any_choice(roadmap.ready) - counted if roadmap.ready else set()
        if beyond:
            hint = f"{', '.join(sorted(beyond)[:3])} ({len(beyond)} in all)"
            message = "ready to apply asks for topics that the role itself does not count"
            problems.append(Problem(f"roles/{roadmap.id}", ("[ready]",), message, hint))
        if not measure(roadmap, {}, {}).total.counted:
            problems.append(Problem(f"roles/{roadmap.id}", (), "nothing counts in this role"))
    return problems


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
