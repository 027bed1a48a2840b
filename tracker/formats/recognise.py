"""What a file is that is no roadmap, by its content: so that a refusal can name it."""

from __future__ import annotations

import re
from typing import Any

from tracker.core.text import plain

READS = (
    "tracker reads checklists in Markdown, Org, OPML, CSV, todo.txt and mind maps, boards of Trello, tasks of "
    "Taskwarrior and of other programs in JSON, GitHub issue forms with checkboxes, what roadmap.sh gives, and its own "
    "exports"
)
_MOST_KEYS = 5
_LONGEST_KEY = 30
_JSON = (  # the keys that a kind of file has, and what it is
    ({"basics", "work"}, "a JSON Resume"),
    ({"basics", "skills"}, "a JSON Resume"),
    ({"cells", "nbformat"}, "a Jupyter notebook"),
    ({"name", "version", "dependencies"}, "a package.json"),
    ({"name", "version", "scripts"}, "a package.json"),
    ({"openapi"}, "an OpenAPI description"),
    ({"swagger"}, "an OpenAPI description"),
    ({"$schema", "properties"}, "a JSON schema"),
    ({"type", "features"}, "GeoJSON"),
    ({"info", "item"}, "a Postman collection"),
    ({"@context", "@type"}, "linked data (JSON-LD)"),
    ({"elements", "appState"}, "a drawing of Excalidraw"),
    ({"notes", "note_models"}, "an Anki deck (CrowdAnki)"),
    ({"conversations"}, "an export of a chat"),
    ({"mapping", "title"}, "an export of a chat"),
)
_CANVAS = frozenset(("text", "file", "link", "group"))
_TEXT = (
    (re.compile(r"\s*BEGIN:VCALENDAR"), "a calendar (iCalendar)"),
    (re.compile(r"\s*BEGIN:VCARD"), "a card of addresses (vCard)"),
    (re.compile(r"\s*\\documentclass"), "a LaTeX document"),
    (re.compile(r"\s*(?:flowchart|graph)[ \t]+(?:TB|TD|BT|RL|LR)\b"), "a flow chart of Mermaid"),
    (
        re.compile(r"\s*(?:sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|journey|pie|timeline)\b"),
        "a diagram of Mermaid",
    ),
    (re.compile(r"\s*@startuml"), "a diagram of PlantUML"),
    (re.compile(r"\s*\{\\rtf"), "a document in Rich Text Format"),
    (re.compile(r"\s*<svg\b"), "a picture (SVG)"),
)
XML_KINDS = {
    "mxfile": "a drawing of draw.io",
    "svg": "a picture (SVG)",
    "rss": "a feed of news",
    "feed": "a feed of news",
    "xmap-content": "a mind map of XMind",
    "plist": "a property list",
    "html": "a web page",
    "project": "a project file",
}
"""What XML is, by the name of its first element."""


def json_refusal(data: Any) -> str:
    """A sentence that says what a value of JSON is: the kind of file where it is known, else what stands in it."""
    what = json_kind(data)
    return f"this is {what}, and no roadmap; {READS}" if what else f"this JSON is no roadmap: {_holds(data)}; {READS}"


def json_kind(data: Any) -> str:
    """The kind of file that a value of JSON is; empty where it is not known."""
    if not isinstance(data, dict):
        return ""
    return (
        "a canvas of Obsidian" if _is_canvas(data) else next((what for keys, what in _JSON if keys <= data.keys()), "")
    )


def _holds(data: Any) -> str:
    entries = data if isinstance(data, dict) else data[0] if isinstance(data, list) and data else None
    if not isinstance(entries, dict):
        return "it is a list" if isinstance(data, list) else "it is a single value"
    names = ", ".join(plain(str(key))[:_LONGEST_KEY] for key in list(entries)[:_MOST_KEYS])
    more = " and more" if len(entries) > _MOST_KEYS else ""
    what = "it has" if isinstance(data, dict) else "it is a list of entries with"
    return f"{what} {names or 'nothing'}{more}"


def _is_canvas(data: dict[str, Any]) -> bool:
    nodes = data.get("nodes")
    boxes = [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []
    return (
        bool(boxes)
        and "edges" in data
        and all(str(node.get("type")) in _CANVAS and "data" not in node for node in boxes)
    )


def text_kind(text: str) -> str:
    """What a text is that is neither JSON nor XML; empty where it is nothing known."""
    return next((what for pattern, what in _TEXT if pattern.match(text)), "")
