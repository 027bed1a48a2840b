"""Parts of a roadmap by the names of their fields, as every command and export gives them to programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.core.roadmap.model import Card, Link, Topic


def card_object(card: Card) -> dict[str, Any]:
    """A topic's card."""
    return {"done_when": card.done_when, "links": links_object(card.links), "aliases": list(card.aliases)}


def links_object(links: Iterable[Link]) -> list[dict[str, str]]:
    """Links."""
    return [{"kind": link.kind, "title": link.title, "url": link.url} for link in links]


def needs_object(topic: Topic) -> dict[str, Any]:
    """What a topic needs beside hours."""
    return {"months": topic.months, "cost": topic.cost, "hardware": topic.hardware}
