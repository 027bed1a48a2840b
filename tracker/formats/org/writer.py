"""A roadmap as an Org file; `org.reader` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.address import web
from tracker.core.roadmap.document import Document, Entry
from tracker.core.roadmap.model import Mark, Rule, Topic
from tracker.core.text import plain, plain_lines
from tracker.formats import number
from tracker.formats.org.inert import inactive
from tracker.formats.org.lists import OUR_KEYWORDS, bracketed

_KEYWORDS = {Mark.TODO: "TODO", Mark.DOING: "DOING", Mark.DONE: "DONE", Mark.SKIPPED: "SKIPPED"}
_SAFE = re.compile(r"(?!(?:TODO|DOING|DONE|SKIPPED|COMMENT)\b)[^\[\]:*]+")  # no keyword, cookie, link or tag in it
_COMMAND = re.compile(r"([ \t]*)(,*(?:\*|#\+))")


def write(document: Document) -> str:
    """The Org file: headlines with a keyword are topics, with their ids as `:ID:`; the others are groups."""
    lines = [f"#+TITLE: {_text(document.progress.roadmap.title)}", OUR_KEYWORDS, ""]
    for entry in document.entries:
        lines += _headline(entry, 1)
    return "\n".join(lines) + "\n"


def _headline(entry: Entry, depth: int) -> Iterator[str]:
    node = entry.node
    title = plain(node.title)
    properties = dict(_properties(entry))
    if not _SAFE.fullmatch(title) or inactive(title) != title:
        properties["TITLE"] = inactive(title)
        title = f"“{properties['TITLE']}”"
    keyword = f"{_KEYWORDS[entry.mark or Mark.TODO]} " if isinstance(node, Topic) else ""
    yield f"{'*' * depth} {keyword}{title}"
    if properties:
        yield from (":PROPERTIES:", *(f":{key}: {value}" for key, value in properties.items()), ":END:")
    if entry.card.done_when:
        yield f"Done when: {_text(entry.card.done_when)}"
    for link in entry.card.links:
        if web(link.url):
            yield f"- {_text(link.kind)}: [[{bracketed(link.url)}][{bracketed(_text(link.title))}]]"
    if entry.note:
        yield "#+begin_quote"
        for line in inactive(plain_lines(entry.note)).splitlines():
            command = _COMMAND.match(line)
            yield f"{command[1]},{line[command.end(1) :]}" if command else line
        yield "#+end_quote"
    for child in entry.entries:
        yield from _headline(child, depth + 1)


def _text(text: str) -> str:
    return inactive(plain(text))


def _properties(entry: Entry) -> Iterator[tuple[str, str]]:
    node = entry.node
    if isinstance(node, Topic):
        yield "ID", _text(node.id)
        if node.hours:
            yield "HOURS", number.written(node.hours)
    else:
        if node.rule is Rule.ANY:
            yield "RULE", node.rule.value
        if node.optional:
            yield "OPTIONAL", "t"
        if entry.chosen:
            yield "CHOSEN", "t"
    if node.level:
        yield "LEVEL", node.level.value
