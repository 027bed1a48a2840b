"""A roadmap as JSON for programs: the tree, the marks and the progress."""

from __future__ import annotations

from typing import Any

from tracker.core.json_text import dumps
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Rule, Topic
from tracker.core.roadmap.objects import card_object, needs_object

FORMAT = "tracker-roadmap"
VERSION = 1


def write(document: Document) -> str:
    """The roadmap as one JSON object; the README documents it."""
    return dumps(as_object(document)) + "\n"


def as_object(document: Document) -> dict[str, Any]:
    """The object that `write` writes, as Python values."""
    roadmap = document.progress.roadmap
    return {
        "format": FORMAT,
        "version": VERSION,
        "roadmap": roadmap.id,
        "kind": roadmap.kind.value,
        "title": roadmap.title,
        "summary": roadmap.summary,
        **tally_object(document.progress.total),
        "children": [_node(document, place) for place in document.tree.children(0)],
    }


def _node(document: Document, place: int) -> dict[str, Any]:
    node = document.tree.nodes[place]
    children = [_node(document, child) for child in document.tree.children(place)]
    note = document.note(place)
    if isinstance(node, Topic):
        topic_object = {
            "id": node.id,
            "title": node.title,
            "mark": document.progress.mark(node.id).value,
            "done_at": document.done_at(place) or None,
            "level": node.level.value if node.level else None,
            "hours": node.hours,
            **needs_object(node),
            "needs": list(node.needs),
            "project": node.project,
            "counts": document.counts(place),
            **card_object(document.card(place)),
            "note": note,
        }
        return topic_object | {"children": children} if children else topic_object
    group_object = {
        "id": node.id,
        "key": node.key,
        "title": node.title,
        "rule": node.rule.value,
        "optional": node.optional,
    }
    if document.progress.is_chosen(place):
        group_object["chosen"] = True
    if note:
        group_object["note"] = note
    if node.skill:
        group_object["skill"] = node.skill
    if node.level and node.rule is Rule.ALL:
        group_object["level"] = node.level.value
    return {**group_object, **tally_object(document.progress.tally(place)), "children": children}
