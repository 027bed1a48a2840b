"""The topic of each box in a roadmap.sh graph: the one at the end of the cheapest path.

A step along an edge, into a section, along a line drawn as a node, or to a box that touches is cheap. A step to a box
that is only near is expensive, and a topic found by it is marked as guessed.

A guess is right too seldom to be a parent (the figures are in `tests/formats/test_boards.py`): `graph` puts such a box
behind the topic and not below it.

The costs were chosen so that most boxes of real roadmaps came below the right topic. Measured on the graphs of
`tests/formats/test_read_roadmap_sh.py`: what matters is their order of size. Each cost, and each distance below, can
be from a quarter to four times as large without a change; only `_TOUCHING_LINE` must be more than 4 pixels.
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

_EDGE, _SECTION, _LINE = 6.0, 4.0, 5.0  # the cost of one step
_STACK, _STACK_GAP = 3.0, 0.3  # to a box that touches: for the step, and for each pixel between
_NEAR, _NEAR_GAP = 10.0, 1.5  # to a box that is only near: the same
_TOUCHING_LINE = 8.0  # pixels between a line and a box that it touches
_TOUCHING_BOX = 12.0  # pixels between two boxes that touch
_FAR = float("inf")


class Box(NamedTuple):
    """A node as a rectangle in the graph, in pixels."""

    id: str
    type: str
    label: str
    x: float
    y: float
    width: float
    height: float


def holds(outer: Box, inner: Box) -> bool:
    """True where the centre of `inner` lies in `outer`."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height


def parents(boxes: Sequence[Box], edges: Sequence[tuple[str, str]]) -> dict[str, tuple[str, bool]]:
    """For each box below a topic: the id of that topic, and whether it is guessed from distance. Dijkstra's search."""
    known = {box.id: box for box in boxes if box.type in _PASSED}
    neighbours = _neighbours(list(known.values()), edges)
    tracked = {box.id: box for box in known.values() if box.type in TRACKED and box.type != TOPIC}
    cost = {id_: 0.0 for id_, box in known.items() if box.type == TOPIC}
    places = {id_: (id_, False) for id_ in cost}
    queue = [(0.0, id_) for id_ in cost]
    heapq.heapify(queue)
    open_ = dict(tracked)
    settled: set[str] = set()
    while queue:
        spent, place = heapq.heappop(queue)
        if place in settled:
            continue
        settled.add(place)
        open_.pop(place, None)
        topic, guessed = places[place]
        steps = [(neighbour, step, guessed) for neighbour, step in neighbours[place]]
        if known[place].type in TRACKED:
            bound = spent + _NEAR
            near = [box for box in open_.values() if bound < cost.get(box.id, _FAR)]
            steps += [(box.id, _NEAR + _NEAR_GAP * _gap(known[place], box), True) for box in near]
        for neighbour, step, by_nearness in steps:
            if neighbour not in settled and spent + step < cost.get(neighbour, _FAR):
                cost[neighbour] = spent + step
                places[neighbour] = (topic, by_nearness)
                heapq.heappush(queue, (cost[neighbour], neighbour))
    return {id_: places[id_] for id_ in tracked if id_ in places}


def _neighbours(boxes: Sequence[Box], edges: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, float]]]:
    """What the graph joins, in both directions: for each box its neighbours, with the cost of the step to them."""
    neighbours: dict[str, list[tuple[str, float]]] = defaultdict(list)
    known = {box.id for box in boxes}
    joined = ((source, target, _EDGE) for source, target in edges if source in known and target in known)
    for first, second, cost in (*joined, *_sections(boxes), *_lines(boxes), *_stacks(boxes)):
        neighbours[first].append((second, cost))
        neighbours[second].append((first, cost))
    return neighbours


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
    """Boxes that touch along a side. Two topics may touch too: each of them is the start of its own paths."""
    tracked = sorted((box for box in boxes if box.type in TRACKED), key=lambda box: box.y)
    for index, upper in enumerate(tracked):
        for lower in tracked[index + 1 :]:
            if lower.y > upper.y + upper.height + _TOUCHING_BOX:
                break
            gap = _gap(upper, lower)
            if gap <= _TOUCHING_BOX and _share_side(upper, lower):
                yield upper.id, lower.id, _STACK + _STACK_GAP * gap


def _share_side(first: Box, second: Box) -> bool:
    """True where at least half of the shorter side of one box lies along the other."""
    across = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    down = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    return across * 2 >= min(first.width, second.width) or down * 2 >= min(first.height, second.height)


def _gap(first: Box, second: Box) -> float:
    """The distance between two rectangles, 0 where they touch or overlap."""
    across = max(first.x - second.x - second.width, second.x - first.x - first.width, 0.0)
    down = max(first.y - second.y - second.height, second.y - first.y - first.height, 0.0)
    return math.hypot(across, down)
