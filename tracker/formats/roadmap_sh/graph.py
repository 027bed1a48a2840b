"""The graph of a roadmap.sh roadmap, `{nodes, edges}`: which boxes are topics, and in which order they stand.

Whose child a box is, the graph does not say: see `parents`.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.numbers import is_number
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.outline_builder import Draft
from tracker.formats.roadmap_sh.content import link
from tracker.formats.roadmap_sh.parents import TOPIC, TRACKED, Box, holds, parents

_MOST_BOXES = 1_000  # real roadmaps have 120 on average; the time grows with the square, as boxes are compared in pairs
_MOST_NODES = 1_500
_LIMIT = 1e7  # pixels; coordinates beyond it are a mistake in the file
_CAPTION = 60.0  # pixels above a section in which its caption may stand; 15 to 240 give the same in the tests' graphs


def graph(data: Mapping[str, Any]) -> Draft:
    """The drafts of a document or of an old `{nodes, edges}` file. The unpublished `draft` of a document is not read.

    Raises `RoadmapFileError` where it has more than `_MOST_BOXES` boxes or `_MOST_NODES` nodes.
    """
    nodes = [node for node in data["nodes"] if isinstance(node, dict)]
    boxes = [box for node in nodes if (box := _box(node))]
    if len(nodes) > _MOST_NODES or sum(box.type in TRACKED for box in boxes) > _MOST_BOXES:
        raise RoadmapFileError(f"this graph has more than {_MOST_BOXES:,} boxes; no roadmap.sh roadmap is that large")
    by_id = {node["id"]: node for node in nodes if isinstance(node.get("id"), str)}
    edges = _edges(data)
    root = Draft(_title(data, boxes))
    description = data.get("description")
    root.notes = [description, ""] if isinstance(description, str) and description else []
    tree = _Tree(root, boxes, by_id)
    tree.place(parents(boxes, edges), _spine(boxes, edges))
    captions = {caption for _, caption in tree.captions.values()}
    for box in boxes:
        if box.label not in captions:
            _add_prose(root, box, by_id[box.id])
    return root


class _Tree:
    """Puts boxes below their topics, in groups where a section has a caption."""

    def __init__(self, root: Draft, boxes: Sequence[Box], nodes: Mapping[str, Mapping[str, Any]]) -> None:
        self.root = root
        self.nodes = nodes
        self.boxes = {box.id: box for box in boxes}
        self.captions = _captions(boxes)

    def place(self, parents: Mapping[str, tuple[str, bool]], spine: Sequence[str]) -> None:
        """Put all boxes into the tree. `parents` has each box's topic and whether it is guessed, `spine` the topics.

        Of the guesses fewer than half are right: such a box is not put below its topic but stands right behind it.
        """
        drafts = {id_: self.draft(self.boxes[id_]) for id_ in spine}
        beside = {id_: Draft("") for id_ in spine}
        groups: dict[tuple[str, str, bool], Draft] = {}
        below = [box for box in self.boxes.values() if box.type in TRACKED and box.type != TOPIC]
        for box in sorted(below, key=_reading_order):
            parent, guessed = parents.get(box.id, ("", False))
            owner = (beside[parent] if guessed else drafts[parent][0]) if parent else self.root
            section, caption = self.captions.get(box.id, ("", ""))
            if caption:
                if (parent, section, guessed) not in groups:
                    groups[parent, section, guessed] = Draft(caption, guessed=guessed)
                    owner.children.append(groups[parent, section, guessed])
                owner = groups[parent, section, guessed]
            for draft in self.draft(box):
                draft.guessed = guessed
                owner.children.append(draft)
        placed = [draft for id_ in spine for draft in (*drafts[id_], *beside[id_].children)]
        self.root.children[:0] = placed

    def draft(self, box: Box) -> list[Draft]:
        """The topics of one box: one topic, or one for each entry of a checklist."""
        data = _data(self.nodes[box.id])
        if box.type == "checklist":
            entries = data.get("checklists")
            entries = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
            return [Draft(_text(entry, "label"), mark=Mark.TODO, anchor=_text(entry, "id")) for entry in entries]
        draft = Draft(box.label, mark=Mark.TODO, anchor=box.id)
        legend = data.get("legend")
        if isinstance(legend, dict) and _text(legend, "label"):
            draft.notes.append(_text(legend, "label"))
        return [draft]


def _box(node: Mapping[str, Any]) -> Box | None:
    """A node as a rectangle; None for a node without an id."""
    id_ = node.get("id")
    if not isinstance(id_, str) or not id_:
        return None
    place = next((spot for key in ("position", "positionAbsolute") if isinstance(spot := node.get(key), dict)), {})
    sizes = [size for key in ("measured", "style") if isinstance(size := node.get(key), dict)]
    width, height = (next((n for size in (node, *sizes) if (n := _number(size.get(key))) > 0), 0.0) for key in _SIZE)
    label = " ".join(_text(_data(node), "label").split())
    return Box(id_, _text(node, "type"), label, _number(place.get("x")), _number(place.get("y")), width, height)


_SIZE = ("width", "height")


def _number(value: object) -> float:
    return float(max(-_LIMIT, min(_LIMIT, value))) if is_number(value, -math.inf, math.inf) else 0.0


def _data(node: Mapping[str, Any]) -> Mapping[str, Any]:
    data = node.get("data")
    return data if isinstance(data, dict) else {}


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _edges(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    entries = data.get("edges")
    edges = [edge for edge in entries if isinstance(edge, dict)] if isinstance(entries, list) else []
    pairs = ((edge.get("source"), edge.get("target")) for edge in edges)
    return [(source, target) for source, target in pairs if isinstance(source, str) and isinstance(target, str)]


def _title(data: Mapping[str, Any], boxes: Sequence[Box]) -> str:
    """The title of the document, or the title box drawn in the graph."""
    title = data.get("title")
    names = [_text(title, "page"), _text(title, "card")] if isinstance(title, dict) else [title]
    drawn = [box.label for box in sorted(boxes, key=_reading_order) if box.type == "title"]
    return next((name for name in (*names, *drawn) if isinstance(name, str) and name), "")


def _reading_order(box: Box) -> tuple[float, float]:
    return box.y, box.x


def _spine(boxes: Sequence[Box], edges: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of the topics, in the order in which edges join them; topics without edges from top to bottom."""
    topics = {box.id: box for box in boxes if box.type == TOPIC}
    after: dict[str, set[str]] = {id_: set() for id_ in topics}
    waiting = dict.fromkeys(topics, 0)
    for source, target in edges:
        if source in topics and target in topics and source != target and target not in after[source]:
            after[source].add(target)
            waiting[target] += 1
    places = {id_: (*_reading_order(box), id_) for id_, box in topics.items()}
    ready = [places[id_] for id_, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[str] = []
    left = dict.fromkeys(sorted(topics, key=lambda id_: places[id_]))
    while left:
        id_ = heapq.heappop(ready)[2] if ready else next(iter(left))  # edges in a circle: begin at the topmost topic
        if id_ not in left:
            continue
        del left[id_]
        order.append(id_)
        for target in after[id_]:
            waiting[target] -= 1
            if not waiting[target]:
                heapq.heappush(ready, places[target])
    return order


def _captions(boxes: Sequence[Box]) -> dict[str, tuple[str, str]]:
    """The section of each box in one, and its caption: the label of the section, or the only label in or above it."""
    labels = [box for box in boxes if box.type == "label" and box.label]
    sections = sorted((box for box in boxes if box.type == "section"), key=lambda box: box.width * box.height)
    captions: dict[str, tuple[str, str]] = {}
    for section in sections:
        frame = section._replace(y=section.y - _CAPTION, height=section.height + _CAPTION)
        inside = [label.label for label in labels if holds(frame, label)]
        caption = section.label or (inside[0] if len(inside) == 1 else "")
        for box in boxes:
            if box.type in TRACKED and box.type != TOPIC and box.id not in captions and holds(section, box):
                captions[box.id] = (section.id, caption)
    return captions


def _add_prose(root: Draft, box: Box, node: Mapping[str, Any]) -> None:
    """Add the prose and links of a node to `root`: nodes that are no topics belong to the roadmap as a whole."""
    data = _data(node)
    if box.type in {"paragraph", "label"} and box.label:
        root.notes += [box.label, ""]
    root.links.extend(_links(box, data))


def _links(box: Box, data: Mapping[str, Any]) -> Iterator[Link]:
    if box.type in {"button", "resourceButton"} and _text(data, "href"):
        yield Link((_text(data, "badge") or "link").lower(), box.label, _text(data, "href"))
    links = data.get("links")
    if box.type == "linksgroup" and isinstance(links, list):
        yield from (link(entry) for entry in links if isinstance(entry, dict))
