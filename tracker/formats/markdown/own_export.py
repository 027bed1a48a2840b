"""Reading what our own Markdown export writes: ids, levels, hours and rules behind titles, links, and notes."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from tracker.core.roadmap.model import Level, Link, Rule
from tracker.formats import exact_hours

END_OF_INDENT = "\u200b"
"""Separates the indent of a line of a note (no-break spaces) from a text that begins with other white space."""

_ID = re.compile(r"[ \t]*<!--[ \t]+(\S+)[ \t]+-->[ \t]*\Z")
_BLOCK_ID = re.compile(r"[ \t]+\^([A-Za-z0-9-]+)[ \t]*\Z")
_DONE = re.compile(r" ✅ (\d{4}-\d\d-\d\d)\Z")
_BRACKETS = re.compile(r" \(([^()\\]*)\)\Z")
_LINK = re.compile(r"((?:[^\\\[\n]|\\.)*): \[((?:[^\\\[\]\n]|\\.)*)\]\(<((?:[^\\<>\n]|\\.)*)>\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|[A-Za-z]{2,31});")
_TALLY = re.compile(r"(?:\d+ %|no percentage) · \d+ of \d+ topics · \S+ h(?: and \S+ months?)? left")


class Facts(NamedTuple):
    """A title, and the facts that stood behind it. `anchor` is the id, `hours` are the hours of work."""

    title: str
    anchor: str = ""
    level: Level | None = None
    hours: float = 0.0
    rule: Rule = Rule.ALL
    optional: bool = False
    chosen: bool = False
    done_at: str = ""


def topic_facts(title: str) -> Facts:
    """The facts of a topic's title in Markdown: `Title (basic · 2 h) <!-- id -->`, or with Obsidian's `^id`.

    Brackets belong to the title unless one of our id comments follows them.
    """
    match = _ID.search(title) if "<!--" in title else None
    if not match:
        block = _BLOCK_ID.search(title) if "^" in title else None
        return Facts(title[: block.start()], block[1]) if block else Facts(title)
    facts = Facts(title[: match.start()], html.unescape(match[1]))
    if done := _DONE.search(facts.title):
        facts = facts._replace(title=facts.title[: done.start()], done_at=done[1])
    brackets = _BRACKETS.search(facts.title)
    if not brackets:
        return facts
    level, hours = None, 0.0
    for fact in brackets[1].split(" · "):
        number_of_hours = exact_hours.read(fact.removesuffix(" h")) if fact.endswith(" h") else None
        if number_of_hours is not None:
            hours = number_of_hours
        elif fact in set(Level):
            level = Level(fact)
        else:
            return facts
    return facts._replace(title=facts.title[: brackets.start()], level=level, hours=hours)


def group_facts(title: str) -> Facts:
    """The facts of a group's title in our export: `Title (any of) (useful) (counts)`."""
    facts = Facts(title)
    while brackets := _BRACKETS.search(facts.title):
        fact, rest = brackets[1], facts.title[: brackets.start()]
        if fact == "any of":
            facts = facts._replace(title=rest, rule=Rule.ANY)
        elif fact == "useful":
            facts = facts._replace(title=rest, optional=True)
        elif fact == "counts":
            facts = facts._replace(title=rest, chosen=True)
        else:
            break
    return facts


def link(bullet: str) -> Link | None:
    """The link in a bullet of our export, `book: [Title](<https://…>)`; None where the bullet is something else."""
    match = _LINK.fullmatch(bullet)
    return Link(unescaped(match[1]), unescaped(match[2]), unescaped(match[3])) if match else None


def indented(line: str) -> str:
    """A line of a note in our export, with spaces for the no-break spaces of its indent."""
    text = line.lstrip("\u00a0")
    return " " * (len(line) - len(text)) + text.removeprefix(END_OF_INDENT)


def unescaped(markdown: str) -> str:
    """The text of Markdown from our export, in which every sign that could be markup is escaped."""
    return _ESCAPED.sub(lambda match: match[1] or html.unescape(match[0]), markdown)


def is_tally(paragraph: str) -> bool:
    """True for the line of numbers under the title of our export; a file with such a line is read as our export."""
    return _TALLY.fullmatch(paragraph.strip()) is not None
