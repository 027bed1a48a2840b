"""Boards as roadmap.sh draws them, made at random, of which it is known below which topic each box belongs."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from tests.formats.nodes import joined, node

_TOPIC, _BOX = (160, 44), (180, 40)
_KINDS = {"edges": 34, "stack": 24, "section": 18, "line": 6, "loose": 18}
_LOST = 0.1  # of all edges lead to nothing, as on real boards


class Board(NamedTuple):
    """Nodes and edges, and the id of the topic of each box."""

    nodes: list[Any]
    edges: list[Any]
    topics: dict[str, str]


def board(seed: int) -> Board:
    """A board of 6 to 14 topics in a column, each with a block of boxes on one side or on both.

    A block hangs on its topic as on real boards: every box by an edge, the first one with the rest in a stack, in a
    section, by a line, or by nothing at all, where a block stands wherever there was room.
    """
    chance = random.Random(seed)
    made = Board([], [], {})
    bottoms = {-1: 0.0, 1: 0.0}  # of the blocks on the left and on the right
    y = 0.0
    for number in range(chance.randint(6, 14)):
        topic = f"t{number}"
        made.nodes.append(node(topic, "topic", 0, y, f"Topic {number}", _TOPIC))
        for side in chance.choice(((-1,), (1,), (-1, 1))):
            kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
            bottoms[side] = _block(made, chance, (topic, y, side, kind), bottoms[side])
        if number:
            made.edges.append(joined(f"t{number - 1}", topic))
        y = max(y + chance.choice((90, 160, 260)), max(bottoms.values()) - chance.choice((0, 150, 300)))
    made.edges[:] = [edge if chance.random() > _LOST else {"id": edge["id"]} for edge in made.edges]
    return made


def _block(made: Board, chance: random.Random, hanging: tuple[str, float, int, str], bottom: float) -> float:
    """Draw the boxes of one topic below `bottom`; returns where they end."""
    topic, y, side, kind = hanging
    count, gap = chance.randint(2, 8), chance.choice((3, 5, 9)) if kind != "edges" else chance.choice((3, 9, 20, 30))
    x = chance.choice((60, 110, 200)) + _TOPIC[0] if side > 0 else -_BOX[0] - chance.choice((60, 110, 200))
    wished = y + chance.uniform(-250, 250) if kind == "loose" else y - chance.uniform(0, count * (_BOX[1] + gap)) / 2
    top = max(wished, bottom + chance.choice((8, 25, 60)))
    boxes = [f"{topic}{'l' if side < 0 else 'r'}{index}" for index in range(count)]
    for index, box in enumerate(boxes):
        made.nodes.append(node(box, "subtopic", x, top + index * (_BOX[1] + gap), f"Box {box}", _BOX))
        made.topics[box] = topic
    end = top + count * (_BOX[1] + gap)
    if kind == "edges":
        made.edges.extend(joined(topic, box) for box in boxes)
    elif kind == "stack":
        made.edges.append(joined(topic, boxes[0]))
    elif kind == "section":
        size = (_BOX[0] + 20, end - top + 20)
        made.nodes.append(node(f"s{boxes[0]}", "section", x - 10, top - 10, "", size))
        made.edges.append(joined(topic, f"s{boxes[0]}"))
    elif kind == "line":
        begin, stop = (_TOPIC[0], x) if side > 0 else (x + _BOX[0], 0)
        made.nodes.append(node(f"v{boxes[0]}", "vertical", begin, min(y, top), "", (4, abs(top - y) + 44)))
        made.nodes.append(node(f"h{boxes[0]}", "horizontal", begin, top + 20, "", (stop - begin, 4)))
    return end
