"""A roadmap as JSON for programs: the tree, the marks, and the numbers that follow."""

from __future__ import annotations

from typing import Any

from tracker.core.json_text import dumps
from tracker.core.progress.measure import Tally
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.document import Document, Entry
from tracker.core.roadmap.model import Mark, Rule, Topic
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
        "children": [_entry(entry) for entry in document.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    node = entry.node
    children = [_entry(child) for child in entry.entries]
    if isinstance(node, Topic):
        found = {
            "id": node.id,
            "title": node.title,
            "mark": (entry.mark or Mark.TODO).value,
            "level": node.level.value if node.level else None,
            "hours": node.hours,
            **needs_object(node),
            "needs": list(node.needs),
            "project": node.project,
            "counts": entry.counts,
            **card_object(entry.card),
            "note": entry.note,
        }
        return found | {"children": children} if children else found
    found = {"id": node.id, "key": node.key, "title": node.title, "rule": node.rule.value, "optional": node.optional}
    if entry.chosen:
        found["chosen"] = True
    if entry.note:
        found["note"] = entry.note
    if node.skill:
        found["skill"] = node.skill
    if node.level and node.rule is Rule.ALL:
        found["level"] = node.level.value
    return {**found, **tally_object(entry.tally or Tally()), "children": children}
