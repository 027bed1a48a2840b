"""A roadmap as an Org file; `org.reader` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.address import web
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Mark, Rule, Topic
from tracker.core.text import plain, plain_lines
from tracker.formats import exact_hours
from tracker.formats.day import org_time
from tracker.formats.org.inert import inactive
from tracker.formats.org.lists import OUR_KEYWORDS, bracketed

_KEYWORDS = {Mark.TODO: "TODO", Mark.DOING: "DOING", Mark.DONE: "DONE", Mark.SKIPPED: "SKIPPED"}
_SAFE = re.compile(r"(?!(?:TODO|DOING|DONE|SKIPPED|COMMENT)\b)[^\[\]:*]+")  # no keyword, cookie, link or tag in it
_COMMAND = re.compile(r"([ \t]*)(,*(?:\*|#\+))")


def write(document: Document) -> str:
    """The Org file: headlines with a keyword are topics, with their ids as `:ID:`; the others are groups."""
    lines = [f"#+TITLE: {_text(document.progress.roadmap.title)}", OUR_KEYWORDS, ""]
    for place in document.tree.children(0):
        lines += _headline(document, place, 1)
    return "\n".join(lines) + "\n"


def _headline(document: Document, place: int, depth: int) -> Iterator[str]:
    node, card, note = document.tree.nodes[place], document.card(place), document.note(place)
    title = plain(node.title)
    properties = dict(_properties(document, place))
    if not _SAFE.fullmatch(title) or inactive(title) != title:
        properties["TITLE"] = inactive(title)
        title = f"“{properties['TITLE']}”"
    keyword = f"{_KEYWORDS[document.progress.mark(node.id)]} " if isinstance(node, Topic) else ""
    yield f"{'*' * depth} {keyword}{title}"
    if moment := document.done_at(place):
        yield f"CLOSED: {org_time(moment)}"
    if properties:
        yield from (":PROPERTIES:", *(f":{key}: {value}" for key, value in properties.items()), ":END:")
    if card.done_when:
        yield f"Done when: {_text(card.done_when)}"
    for link in card.links:
        if web(link.url):
            yield f"- {_text(link.kind)}: [[{bracketed(link.url)}][{bracketed(_text(link.title))}]]"
    if note:
        yield "#+begin_quote"
        for line in inactive(plain_lines(note)).splitlines():
            command = _COMMAND.match(line)
            yield f"{command[1]},{line[command.end(1) :]}" if command else line
        yield "#+end_quote"
    for child in document.tree.children(place):
        yield from _headline(document, child, depth + 1)


def _text(text: str) -> str:
    return inactive(plain(text))


def _properties(document: Document, place: int) -> Iterator[tuple[str, str]]:
    node = document.tree.nodes[place]
    if isinstance(node, Topic):
        yield "ID", _text(node.id)
        if node.hours:
            yield "HOURS", exact_hours.written(node.hours)
    else:
        if node.rule is Rule.ANY:
            yield "RULE", node.rule.value
        if node.optional:
            yield "OPTIONAL", "t"
        if document.progress.is_chosen(place):
            yield "CHOSEN", "t"
    if node.level:
        yield "LEVEL", node.level.value
