"""What our own Markdown export writes, read back: ids, levels, hours and rules behind titles, links, and notes."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from tracker.core.roadmap.model import Level, Link, Rule
from tracker.formats import number

END_OF_INDENT = "\u200b"
"""Stands before a line of a note that begins with white space other than the spaces by which it is indented."""

_ID = re.compile(r"[ \t]*<!--[ \t]+(\S+)[ \t]+-->[ \t]*\Z")
_BLOCK_ID = re.compile(r"[ \t]+\^([A-Za-z0-9-]+)[ \t]*\Z")
_BRACKETS = re.compile(r" \(([^()\\]*)\)\Z")
_LINK = re.compile(r"((?:[^\\\[\n]|\\.)*): \[((?:[^\\\[\]\n]|\\.)*)\]\(<((?:[^\\<>\n]|\\.)*)>\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|[A-Za-z]{2,31});")
_TALLY = re.compile(r"(?:\d+ %|no percentage) · \d+ of \d+ topics · \S+ h left")


class Facts(NamedTuple):
    """A title without what stands behind it, and what that was."""

    title: str
    anchor: str = ""
    level: Level | None = None
    hours: float = 0.0
    rule: Rule = Rule.ALL
    optional: bool = False
    chosen: bool = False


def topic_facts(title: str) -> Facts:
    """The Markdown of a topic's title: `Title (basic · 2 h) <!-- id -->`, or with Obsidian's `^id`.

    The brackets belong to the title unless an id of ours follows them.
    """
    found = _ID.search(title) if "<!--" in title else None
    if not found:
        block = _BLOCK_ID.search(title) if "^" in title else None
        return Facts(title[: block.start()], block[1]) if block else Facts(title)
    facts = Facts(title[: found.start()], html.unescape(found[1]))
    brackets = _BRACKETS.search(facts.title)
    if not brackets:
        return facts
    level, spent = None, 0.0
    for fact in brackets[1].split(" · "):
        said = number.read(fact.removesuffix(" h")) if fact.endswith(" h") else None
        if said is not None:
            spent = said
        elif fact in set(Level):
            level = Level(fact)
        else:
            return facts
    return facts._replace(title=facts.title[: brackets.start()], level=level, hours=spent)


def group_facts(title: str) -> Facts:
    """The Markdown of a group's title in an export of ours: `Title (any of) (useful) (counts)`."""
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
    """The link that the Markdown of a bullet is in an export of ours: `book: [Title](<https://…>)`."""
    found = _LINK.fullmatch(bullet)
    return Link(unescaped(found[1]), unescaped(found[2]), unescaped(found[3])) if found else None


def indented(line: str) -> str:
    """A line of a note in an export of ours, where no-break spaces stand for its indent."""
    text = line.lstrip("\u00a0")
    return " " * (len(line) - len(text)) + text.removeprefix(END_OF_INDENT)


def unescaped(markdown: str) -> str:
    """The text of Markdown in which every sign that could be markup is escaped, as an export of ours has it."""
    return _ESCAPED.sub(lambda found: found[1] or html.unescape(found[0]), markdown)


def is_tally(paragraph: str) -> bool:
    """True for the line of numbers under the title of an export: by it an export of ours is known."""
    return _TALLY.fullmatch(paragraph.strip()) is not None
