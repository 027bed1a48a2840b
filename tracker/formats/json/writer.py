"""A roadmap as JSON for programs: the tree, the marks and the progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.core.json_text import dumps
from tracker.core.progress.measure import Tally
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.document import Document, Entry
from tracker.core.roadmap.model import Card, Link, Mark, Rule, Topic

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
        "children": [_entry(entry) for entry in document.entries],
    }


def card_object(card: Card) -> dict[str, Any]:
    """A topic's card as a JSON object."""
    return {"done_when": card.done_when, "links": links_object(card.links), "aliases": list(card.aliases)}


def links_object(links: Iterable[Link]) -> list[dict[str, str]]:
    """Links as JSON objects."""
    return [{"kind": link.kind, "title": link.title, "url": link.url} for link in links]


def needs_object(topic: Topic) -> dict[str, Any]:
    """What a topic needs beside hours (months, money, hardware), as a JSON object."""
    return {"months": topic.months, "cost": topic.cost, "hardware": topic.hardware}


def _entry(entry: Entry) -> dict[str, Any]:
    node = entry.node
    children = [_entry(child) for child in entry.entries]
    if isinstance(node, Topic):
        topic_object = {
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
        return topic_object | {"children": children} if children else topic_object
    group_object = {
        "id": node.id,
        "key": node.key,
        "title": node.title,
        "rule": node.rule.value,
        "optional": node.optional,
    }
    if entry.chosen:
        group_object["chosen"] = True
    if entry.note:
        group_object["note"] = entry.note
    if node.skill:
        group_object["skill"] = node.skill
    if node.level and node.rule is Rule.ALL:
        group_object["level"] = node.level.value
    return {**group_object, **tally_object(entry.tally or Tally()), "children": children}
