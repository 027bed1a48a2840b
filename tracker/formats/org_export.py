"""A roadmap as an Org file; `org.read` reads it back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.document import Document, Entry
from tracker.core.roadmap import Mark, Rule, Topic
from tracker.core.text import plain, plain_lines

_KEYWORDS = {Mark.TODO: "TODO", Mark.DOING: "DOING", Mark.DONE: "DONE", Mark.SKIPPED: "SKIPPED"}
_SAFE = re.compile(r"(?!(?:TODO|DOING|DONE|SKIPPED|COMMENT)\b)[^\[\]:*]+")  # no keyword, cookie, link or tag in it
_COMMAND = re.compile(r"(,*(?:\*|#\+))")


def write(document: Document) -> str:
    """Headlines: those with a keyword are topics, with their ids as `:ID:`."""
    lines = [f"#+TITLE: {plain(document.progress.roadmap.title)}", "#+TODO: TODO DOING | DONE SKIPPED", ""]
    for entry in document.entries:
        lines += _headline(entry, 1)
    return "\n".join(lines) + "\n"


def _headline(entry: Entry, depth: int) -> Iterator[str]:
    node = entry.node
    title = plain(node.title)
    properties = dict(_properties(entry))
    if not _SAFE.fullmatch(title):
        properties["TITLE"], title = title, f"“{title}”"
    keyword = f"{_KEYWORDS[entry.mark or Mark.TODO]} " if isinstance(node, Topic) else ""
    yield f"{'*' * depth} {keyword}{title}"
    if properties:
        yield from (":PROPERTIES:", *(f":{key}: {value}" for key, value in properties.items()), ":END:")
    if entry.card.done_when:
        yield f"Done when: {plain(entry.card.done_when)}"
    for link in entry.card.links:
        yield f"- {link.kind}: [[{_bracketed(link.url)}][{_bracketed(plain(link.title))}]]"
    if entry.note:
        yield "#+begin_quote"
        yield from (
            _COMMAND.sub(r",\1", line, count=1) if _COMMAND.match(line) else line for line in _lines(entry.note)
        )
        yield "#+end_quote"
    for child in entry.entries:
        yield from _headline(child, depth + 1)


def _properties(entry: Entry) -> Iterator[tuple[str, str]]:
    node = entry.node
    if isinstance(node, Topic):
        yield "ID", plain(node.id)
        if node.hours:
            yield "HOURS", f"{node.hours:g}"
    else:
        if node.rule is Rule.ANY:
            yield "RULE", node.rule.value
        if node.optional:
            yield "OPTIONAL", "t"
        if entry.chosen:
            yield "CHOSEN", "t"
    if node.level:
        yield "LEVEL", node.level.value


def _lines(note: str) -> list[str]:
    return plain_lines(note).splitlines()


def _bracketed(text: str) -> str:
    """Text that cannot end the brackets around it."""
    return (
        text.replace("[", "(").replace("]", ")") if "://" not in text else text.replace("[", "%5B").replace("]", "%5D")
    )
