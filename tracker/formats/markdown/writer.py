"""A roadmap as a Markdown checklist, readable anywhere, with each topic's id in a comment behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.effort import time_left
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Group, Mark, Rule, Topic
from tracker.core.text import plain, plain_lines
from tracker.formats import exact_hours
from tracker.formats.day import day
from tracker.formats.markdown.own_export import END_OF_INDENT

_BOXES = {Mark.TODO: "[ ]", Mark.DOING: "[/]", Mark.DONE: "[x]", Mark.SKIPPED: "[-]"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK = re.compile(r"^(\d*)([-+=.)])")
_ESCAPED = r"\1\\\2"
_IN_ADDRESS, _SIGN = re.compile(r"([\\<>&])"), r"\\\1"
_FACTS = re.compile(r"\(((?:basic|working|advanced|any of|useful|counts|[\d.e+-]+ h)[^()]*)\)$")
_DONE = re.compile(r"(✅ \d{4})-(?=\d\d-\d\d$)")
_DEEPEST_HEADING = 6
_IN_LIST = _DEEPEST_HEADING + 1


def write(document: Document) -> str:
    """The checklist: headings for groups, boxes for topics. `markdown.reader` reads it."""
    roadmap = document.progress.roadmap
    lines = [f"# {escape(roadmap.title)}", "", _summary(document.progress.total), ""]
    lines += _members(document, 0, 2, "")
    return "\n".join(lines).rstrip() + "\n"


def _members(document: Document, parent: int, depth: int, indent: str) -> Iterator[str]:
    """Topics and groups below one another.

    In Markdown all that follows a heading belongs to it. A group with a topic beside it after it is therefore a bullet
    and not a heading; so is a group inside a list, or below the deepest heading.
    """
    tree = document.tree
    last_topic = max((place for place in tree.children(parent) if isinstance(tree.nodes[place], Topic)), default=0)
    for place in tree.children(parent):
        node = tree.nodes[place]
        if isinstance(node, Topic):
            yield from _topic(document, place, node, indent)
        elif depth > _DEEPEST_HEADING or place < last_topic:
            yield f"{indent}- **{escape(node.title)}**{_rules(document, place, node)}"
            yield from _quoted(document.note(place), indent + "  ")
            yield from _members(document, place, _IN_LIST, indent + "  ")
        else:
            yield from ("", f"{'#' * depth} {_title(node)}{_rules(document, place, node)}", "")
            if note := document.note(place):
                yield from (*_quoted(note, ""), "")
            yield from _members(document, place, depth + 1, "")


def _rules(document: Document, place: int, group: Group) -> str:
    chosen = document.progress.is_chosen(place)
    facts = (("any of", group.rule is Rule.ANY), ("useful", group.optional), ("counts", chosen))
    return "".join(f" ({fact})" for fact, holds in facts if holds)


def _topic(document: Document, place: int, topic: Topic, indent: str) -> Iterator[str]:
    box, card = _BOXES[document.progress.mark(topic.id)], document.card(place)
    facts = " · ".join(
        fact for fact in (topic.level or "", f"{exact_hours.written(topic.hours)} h" if topic.hours else "") if fact
    )
    done = day(document.done_at(place)) if document.with_days else ""
    shown = f"{_title(topic)}{f' ({facts})' if facts else ''}{f' ✅ {done}' if done else ''}"
    yield f"{indent}- {box} {shown}{_comment(topic.id)}"
    inner = indent + "  "
    if card.done_when:
        yield f"{inner}Done when: {escape(card.done_when)}"
    for link in card.links:
        yield f"{inner}- {_line(link.kind)}: [{escape(link.title)}](<{_address(link.url)}>)"
    yield from _quoted(document.note(place), inner)
    yield from _members(document, place, _IN_LIST, inner)


def _quoted(note: str, indent: str) -> Iterator[str]:
    for line in plain_lines(note).splitlines():
        text = line.lstrip(" ")
        end = END_OF_INDENT if text[:1].isspace() or text[:1] == END_OF_INDENT else ""
        yield f"{indent}> {'&nbsp;' * (len(line) - len(text))}{end}{_line(text)}".rstrip()


def _line(text: str) -> str:
    """`text` escaped for the beginning of a line, where a few more signs are markup."""
    return _BLOCK.sub(_ESCAPED, _MARKUP.sub(_SIGN, text))


def _title(node: Topic | Group) -> str:
    """A title, escaped. What looks like facts at its end is escaped too, so that it stays in the title."""
    return _DONE.sub(r"\1\\-", _FACTS.sub(r"\\(\1\\)", escape(node.title)))


def _comment(id_: str) -> str:
    """An id as a comment, which the page does not show; the id is escaped so that it cannot end the comment."""
    return f" <!-- {plain(id_).replace('&', '&amp;').replace('>', '&gt;').replace(' ', '&#32;')} -->"


def _summary(tally: Tally) -> str:
    percent = "no percentage" if tally.percent is None else f"{tally.percent} %"
    return f"{percent} · {tally.done} of {tally.counted} topics · {time_left(tally.hours_left, tally.months_left)} left"


def _address(url: str) -> str:
    """An address, escaped so that it cannot end the brackets around it."""
    return _IN_ADDRESS.sub(_SIGN, url)


def escape(text: str) -> str:
    """`text` on one line, without anything that Markdown takes for markup."""
    return _MARKUP.sub(_SIGN, plain(text))
