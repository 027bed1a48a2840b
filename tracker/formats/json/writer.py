"""A roadmap as JSON for programs: the tree, the marks, and the numbers that follow."""

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
    """One JSON object, documented in the README."""
    return dumps(as_object(document)) + "\n"


def as_object(document: Document) -> dict[str, Any]:
    """The same as Python values."""
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
        found = {
            "id": node.id,
            "title": node.title,
            "mark": document.progress.mark(node.id).value,
            "level": node.level.value if node.level else None,
            "hours": node.hours,
            **needs_object(node),
            "needs": list(node.needs),
            "project": node.project,
            "counts": document.counts(place),
            **card_object(document.card(place)),
            "note": note,
        }
        return found | {"children": children} if children else found
    found = {"id": node.id, "key": node.key, "title": node.title, "rule": node.rule.value, "optional": node.optional}
    if document.progress.is_chosen(place):
        found["chosen"] = True
    if note:
        found["note"] = note
    if node.skill:
        found["skill"] = node.skill
    if node.level and node.rule is Rule.ALL:
        found["level"] = node.level.value
    return {**found, **tally_object(document.progress.tally(place)), "children": children}
