"""A roadmap as OPML, the format of outliners; `opml.reader` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Link, Mark, Rule, Topic
from tracker.formats import exact_hours

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(document: Document) -> str:
    """The OPML file. `type` says topic, group or link; `_complete` and `_note` are attributes that outliners use."""
    title = escape(_clean(document.progress.roadmap.title))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', f"<head><title>{title}</title></head>"]
    lines.append("<body>")
    for place in document.tree.children(0):
        lines += _outline(document, place, " ")
    return "\n".join([*lines, "</body>", "</opml>"]) + "\n"


def _outline(document: Document, place: int, indent: str) -> Iterator[str]:
    children = document.tree.children(place)
    below = [line for child in children for line in _outline(document, child, indent + " ")]
    links = [_link(link, indent + " ") for link in document.card(place).links]
    attributes = "".join(f" {key}={_quoted(value)}" for key, value in _attributes(document, place).items() if value)
    if not below and not links:
        yield f"{indent}<outline{attributes}/>"
        return
    yield f"{indent}<outline{attributes}>"
    yield from links
    yield from below
    yield f"{indent}</outline>"


def _attributes(document: Document, place: int) -> Mapping[str, str]:
    node, note = document.tree.nodes[place], document.note(place)
    level = node.level.value if node.level else ""
    if not isinstance(node, Topic):
        rule = node.rule.value if node.rule is Rule.ANY else ""
        flags = {"optional": "true" * node.optional, "chosen": "true" * document.progress.is_chosen(place)}
        return {"type": "group", "text": node.title, "level": level, "rule": rule, **flags, "_note": note}
    mark = document.progress.mark(node.id)
    return {
        "type": "topic",
        "text": node.title,
        "id": node.id,
        "_complete": "true" if mark is Mark.DONE else "",
        "doneAt": document.done_at(place),
        "_status": mark.value if mark in (Mark.DOING, Mark.SKIPPED) else "",
        "level": level,
        "hours": exact_hours.written(node.hours) if node.hours else "",
        "doneWhen": document.card(place).done_when,
        "_note": note,
    }


def _link(link: Link, indent: str) -> str:
    return (
        f'{indent}<outline type="link" kind={_quoted(link.kind)} text={_quoted(link.title)} url={_quoted(link.url)}/>'
    )


def _quoted(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _clean(text: str) -> str:
    """`text` with U+FFFD for the characters that XML does not allow."""
    return _NOT_XML.sub("\ufffd", text)
