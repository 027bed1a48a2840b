"""What our own Markdown export writes behind a title, read back: ids, levels, hours and the rules of groups."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from tracker.core.roadmap import Level, Rule

_ID = re.compile(r"[ \t]*<!--[ \t]+(\S+)[ \t]+-->[ \t]*\Z")
_BLOCK_ID = re.compile(r"[ \t]+\^([A-Za-z0-9-]+)[ \t]*\Z")
_BRACKETS = re.compile(r" \(([^()\\]*)\)\Z")
_HOURS = re.compile(r"(\d{1,9}(?:\.\d{1,9})?(?:e[+-]\d\d)?) h")
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
        match = _HOURS.fullmatch(fact)
        if match:
            spent = float(match[1])
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


def is_tally(paragraph: str) -> bool:
    """True for the line of numbers under the title of an export: by it an export of ours is known."""
    return _TALLY.fullmatch(paragraph.strip()) is not None
