"""A roadmap as a Markdown checklist, readable anywhere, with each topic's id in a comment behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.core.progress.measure import Tally
from tracker.core.roadmap.document import Document, Entry
from tracker.core.roadmap.model import Group, Mark, Rule, Topic
from tracker.core.text import plain, plain_lines, time_left
from tracker.formats import number
from tracker.formats.markdown.own_export import END_OF_INDENT

_BOXES = {Mark.TODO: "[ ]", Mark.DOING: "[/]", Mark.DONE: "[x]", Mark.SKIPPED: "[-]"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK = re.compile(r"^(\d*)([-+=.)])")
_ESCAPED = r"\1\\\2"
_IN_ADDRESS, _SIGN = re.compile(r"([\\<>&])"), r"\\\1"
_FACTS = re.compile(r"\(((?:basic|working|advanced|any of|useful|counts|[\d.e+-]+ h)[^()]*)\)$")
_DEEPEST_HEADING = 6
_IN_LIST = _DEEPEST_HEADING + 1


def write(document: Document) -> str:
    """The checklist: headings for groups, boxes for topics. `markdown.reader` reads it."""
    roadmap = document.progress.roadmap
    lines = [f"# {_escape(roadmap.title)}", "", _summary(document.progress.total), ""]
    lines += _members(document.entries, 2, "")
    return "\n".join(lines).rstrip() + "\n"


def _members(entries: Sequence[Entry], depth: int, indent: str) -> Iterator[str]:
    """The lines of topics and groups that stand side by side.

    In Markdown all that follows a heading belongs to it. A group with a topic beside it after it is therefore a bullet
    and not a heading; so is a group inside a list, or below the deepest heading.
    """
    topics = [index for index, entry in enumerate(entries) if isinstance(entry.node, Topic)]
    for index, entry in enumerate(entries):
        if isinstance(entry.node, Topic):
            yield from _topic(entry, entry.node, indent)
        elif depth > _DEEPEST_HEADING or (topics and index < topics[-1]):
            yield f"{indent}- **{_escape(entry.node.title)}**{_rules(entry, entry.node)}"
            yield from _quoted(entry.note, indent + "  ")
            yield from _members(entry.entries, _IN_LIST, indent + "  ")
        else:
            yield from ("", f"{'#' * depth} {_title(entry.node)}{_rules(entry, entry.node)}", "")
            if entry.note:
                yield from (*_quoted(entry.note, ""), "")
            yield from _members(entry.entries, depth + 1, "")


def _rules(entry: Entry, group: Group) -> str:
    facts = (("any of", group.rule is Rule.ANY), ("useful", group.optional), ("counts", entry.chosen))
    return "".join(f" ({fact})" for fact, holds in facts if holds)


def _topic(entry: Entry, topic: Topic, indent: str) -> Iterator[str]:
    box = _BOXES[entry.mark or Mark.TODO]
    facts = " · ".join(
        fact for fact in (topic.level or "", f"{number.written(topic.hours)} h" if topic.hours else "") if fact
    )
    yield f"{indent}- {box} {_title(topic)}{f' ({facts})' if facts else ''}{_comment(topic.id)}"
    inner = indent + "  "
    if entry.card.done_when:
        yield f"{inner}Done when: {_escape(entry.card.done_when)}"
    for link in entry.card.links:
        yield f"{inner}- {_line(link.kind)}: [{_escape(link.title)}](<{_address(link.url)}>)"
    yield from _quoted(entry.note, inner)
    yield from _members(entry.entries, _IN_LIST, inner)


def _quoted(note: str, indent: str) -> Iterator[str]:
    for line in plain_lines(note).splitlines():
        text = line.lstrip(" ")
        end = END_OF_INDENT if text[:1].isspace() or text[:1] == END_OF_INDENT else ""
        yield f"{indent}> {'&nbsp;' * (len(line) - len(text))}{end}{_line(text)}".rstrip()


def _line(text: str) -> str:
    """`text` escaped for the beginning of a line, where a few more signs are markup."""
    return _BLOCK.sub(_ESCAPED, _MARKUP.sub(_SIGN, text))


def _title(node: Topic | Group) -> str:
    """A title, escaped. Brackets at its end that look like facts are escaped too, so that they stay in the title."""
    return _FACTS.sub(r"\\(\1\\)", _escape(node.title))


def _comment(id_: str) -> str:
    """An id as a comment, which the page does not show; the id is escaped so that it cannot end the comment."""
    return f" <!-- {plain(id_).replace('&', '&amp;').replace('>', '&gt;').replace(' ', '&#32;')} -->"


def _summary(tally: Tally) -> str:
    percent = "no percentage" if tally.percent is None else f"{tally.percent} %"
    return f"{percent} · {tally.done} of {tally.counted} topics · {time_left(tally.hours_left, tally.months_left)} left"


def _address(url: str) -> str:
    """An address, escaped so that it cannot end the brackets around it."""
    return _IN_ADDRESS.sub(_SIGN, url)


def _escape(text: str) -> str:
    return _MARKUP.sub(_SIGN, plain(text))
