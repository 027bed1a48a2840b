"""The marks that roadmap.sh keeps of a user, by the ids of its nodes, found again in roadmaps of their own.

A page answers for one roadmap, but some nodes stand in several of its roadmaps, and a user may have imported the same
one twice. So a roadmap takes the marks when it has at least one node that no roadmap with more of the nodes has:
the one that is meant, others that are meant as well, and two that are equally likely; but not one that only shares a
few nodes with it. Marks add to what the user has, and lead to where a tick is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.core.journal.commands import farthest, is_skill
from tracker.core.journal.events import Change, Field, State
from tracker.core.roadmap.model import Kind, Mark, Roadmap, SourceKey


class Home(NamedTuple):
    """A roadmap of the user's own, and what its file says of its topics."""

    roadmap: Roadmap
    anchors: Mapping[str, SourceKey]


class NewMark(NamedTuple):
    """A mark that the user does not have yet, and the one that it takes the place of."""

    id: str
    title: str
    was: Mark
    mark: Mark


class RoadmapMarks(NamedTuple):
    """The marks for one roadmap, counted, and those of them that are new to the user."""

    roadmap: str
    title: str
    done: int
    doing: int
    skipped: int
    new: tuple[NewMark, ...]


class ProgressImportPlan(NamedTuple):
    """Where all marks belong: `unknown` are the nodes that no roadmap has, `changes` what belongs to the journal."""

    roadmaps: tuple[RoadmapMarks, ...]
    unknown: tuple[str, ...]
    changes: tuple[Change, ...]


def known_ids(homes: Iterable[Home]) -> set[str]:
    """Every id by which a topic of these roadmaps goes."""
    return {name for home in homes for name in _nodes(home) if name}


def plan_progress(marks: Mapping[str, Mark], homes: Iterable[Home], state: State) -> ProgressImportPlan:
    """The roadmaps that these marks, by the ids of nodes, are for; most of them first. Nothing is changed yet."""
    reached = [(home, nodes) for home in homes if (nodes := _nodes(home) & marks.keys())]
    reached.sort(key=lambda pair: -len(pair[1]))
    taken = [
        home
        for home, nodes in reached
        if nodes - {node for _, others in reached if len(others) > len(nodes) for node in others}
    ]
    roadmaps = tuple(_marks_in(home, _marked(home, marks), state) for home in taken)
    wanted: dict[str, Mark] = {}
    for change in (change for roadmap in roadmaps for change in roadmap.new):
        shared = state.links.get(change.id, change.id)
        wanted[shared] = farthest((wanted.get(shared), change.mark)) or change.mark
    return ProgressImportPlan(
        roadmaps,
        tuple(node for node in marks if not any(node in nodes for _, nodes in reached)),
        tuple(Change(Field.MARK, id_, mark.value) for id_, mark in wanted.items()),
    )


def _nodes(home: Home) -> set[str]:
    return {node for topic in home.roadmap.tree.topics() for node in _names(topic.id, home)}


def _names(topic: str, home: Home) -> tuple[str, ...]:
    """The ids that a topic may go by: its own, and in an own roadmap that within it and the one its file gives."""
    if home.roadmap.kind is not Kind.OWN:
        return (topic,)
    return topic, topic.partition("/")[2], home.anchors.get(topic, SourceKey()).id.rpartition("/")[2]


def _marked(home: Home, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """The marks by topics' ids; where a topic goes by two ids the farther one."""
    marked: dict[str, Mark] = {}
    for topic in home.roadmap.tree.topics():
        mark = farthest(marks.get(name) for name in _names(topic.id, home))
        if mark:
            marked[topic.id] = mark
    return marked


def _marks_in(home: Home, marked: Mapping[str, Mark], state: State) -> RoadmapMarks:
    """The marks counted, and those that say more than the user's own; what follows a skill has none to set."""
    titles = {topic.id: topic.title for topic in home.roadmap.tree.topics()}
    counted, new = list(marked.values()), []
    for id_, mark in marked.items():
        was = state.marks.get(id_)
        both = farthest((was, mark))
        if both and both is not was and not is_skill(state.links.get(id_, id_)):
            new.append(NewMark(id_, titles[id_], was or Mark.TODO, both))
    counts = (counted.count(Mark.DONE), counted.count(Mark.DOING), counted.count(Mark.SKIPPED))
    return RoadmapMarks(home.roadmap.id, home.roadmap.title, *counts, tuple(new))
