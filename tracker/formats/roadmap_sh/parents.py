"""Whose child a box of a roadmap.sh graph is: the topic at the end of the shortest path.

Edges, sections, lines drawn as nodes and boxes that touch are short ways; mere nearness is a long one, and a place
found by it is marked as guessed. The costs are those with which most boxes of the real roadmaps came below the right
topic.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

TOPIC = "topic"
TRACKED = frozenset((TOPIC, "subtopic", "checklist", "todo"))
_LINES = frozenset(("vertical", "horizontal"))
_PASSED = TRACKED | _LINES | {"section", "label"}

_EDGE, _SECTION, _LINE = 6.0, 4.0, 5.0
_STACK, _STACK_GAP = 3.0, 0.3  # for each pixel between
_NEAR, _NEAR_GAP = 10.0, 1.5
_TOUCHING_LINE = 8.0  # pixels
_TOUCHING_BOX = 12.0
_FAR = float("inf")


class Box(NamedTuple):
    """A node as a rectangle on the page, in pixels."""

    id: str
    type: str
    label: str
    x: float
    y: float
    width: float
    height: float


def holds(outer: Box, inner: Box) -> bool:
    """True where the middle of `inner` lies in `outer`."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height


def parents(boxes: Sequence[Box], edges: Sequence[tuple[str, str]]) -> dict[str, tuple[str, bool]]:
    """The topic of every box that can have one, and whether its place is guessed from nearness."""
    known = {box.id: box for box in boxes if box.type in _PASSED}
    ways = _ways(list(known.values()), edges)
    tracked = {box.id: box for box in known.values() if box.type in TRACKED and box.type != TOPIC}
    cost = {id_: 0.0 for id_, box in known.items() if box.type == TOPIC}
    found = {id_: (id_, False) for id_ in cost}
    queue = [(0.0, id_) for id_ in cost]
    heapq.heapify(queue)
    open_ = dict(tracked)
    settled: set[str] = set()
    while queue:
        spent, here = heapq.heappop(queue)
        if here in settled:
            continue
        settled.add(here)
        open_.pop(here, None)
        topic, guessed = found[here]
        steps = [(there, step, guessed) for there, step in ways[here]]
        if known[here].type in TRACKED:
            bound = spent + _NEAR
            near = [box for box in open_.values() if bound < cost.get(box.id, _FAR)]
            steps += [(box.id, _NEAR + _NEAR_GAP * _gap(known[here], box), True) for box in near]
        for there, step, by_nearness in steps:
            if there not in settled and spent + step < cost.get(there, _FAR):
                cost[there] = spent + step
                found[there] = (topic, by_nearness)
                heapq.heappush(queue, (cost[there], there))
    return {id_: found[id_] for id_ in tracked if id_ in found}


def _ways(boxes: Sequence[Box], edges: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, float]]]:
    """What the page itself joins, in both directions, with what it costs to go there."""
    ways: dict[str, list[tuple[str, float]]] = defaultdict(list)
    known = {box.id for box in boxes}
    joined = ((source, target, _EDGE) for source, target in edges if source in known and target in known)
    for one, other, cost in (*joined, *_sections(boxes), *_lines(boxes), *_stacks(boxes)):
        ways[one].append((other, cost))
        ways[other].append((one, cost))
    return ways


def _sections(boxes: Sequence[Box]) -> Iterator[tuple[str, str, float]]:
    for section in (box for box in boxes if box.type == "section"):
        for box in boxes:
            if box.id != section.id and box.type in TRACKED | {"section"} and holds(section, box):
                yield section.id, box.id, _SECTION


def _lines(boxes: Sequence[Box]) -> Iterator[tuple[str, str, float]]:
    for line in (box for box in boxes if box.type in _LINES):
        for box in boxes:
            if box.id != line.id and _gap(line, box) <= _TOUCHING_LINE:
                yield line.id, box.id, _LINE


def _stacks(boxes: Sequence[Box]) -> Iterator[tuple[str, str, float]]:
    """Boxes that touch along a side. Topics may touch their own, but no path leads on from one topic to another."""
    tracked = sorted((box for box in boxes if box.type in TRACKED), key=lambda box: box.y)
    for at, one in enumerate(tracked):
        for other in tracked[at + 1 :]:
            if other.y > one.y + one.height + _TOUCHING_BOX:
                break
            gap = _gap(one, other)
            if gap <= _TOUCHING_BOX and _share_side(one, other):
                yield one.id, other.id, _STACK + _STACK_GAP * gap


def _share_side(one: Box, other: Box) -> bool:
    """True where at least half of the shorter side of one box lies along the other."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across * 2 >= min(one.width, other.width) or down * 2 >= min(one.height, other.height)


def _gap(one: Box, other: Box) -> float:
    """The distance between two rectangles, 0 where they touch or overlap."""
    across = max(one.x - other.x - other.width, other.x - one.x - one.width, 0.0)
    down = max(one.y - other.y - other.height, other.y - one.y - one.height, 0.0)
    return math.hypot(across, down)
