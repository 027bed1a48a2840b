"""A roadmap as a Markdown checklist, readable anywhere, with each topic's id in a comment behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.document import Document, Entry
from tracker.core.progress import Tally
from tracker.core.roadmap import Group, Mark, Rule, Topic
from tracker.core.text import hours, plain, plain_lines

_BOXES = {Mark.TODO: "[ ]", Mark.DOING: "[/]", Mark.DONE: "[x]", Mark.SKIPPED: "[-]"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_BLOCK = re.compile(r"^(\d*)([-+=.)])")
_ESCAPED = r"\1\\\2"
_DEEPEST_HEADING = 6


def write(document: Document) -> str:
    """The checklist: headings for groups, boxes for topics."""
    roadmap = document.progress.roadmap
    lines = [f"# {_escape(roadmap.title)}", "", _summary(document.progress.total), ""]
    for entry in document.entries:
        lines += _entry(entry, 2, "")
    return "\n".join(lines).rstrip() + "\n"


def _entry(entry: Entry, depth: int, indent: str) -> Iterator[str]:
    if isinstance(entry.node, Topic):
        yield from _topic(entry, entry.node, indent)
        return
    yield from ("", f"{'#' * min(depth, _DEEPEST_HEADING)} {_heading(entry, entry.node)}", "")
    for child in entry.entries:
        yield from _entry(child, depth + 1, "")


def _heading(entry: Entry, group: Group) -> str:
    title = _escape(group.title)
    if group.rule is Rule.ANY:
        title += " (any of)"
    if group.optional:
        title += " (useful)"
    if entry.chosen:
        title += " (counts)"
    return title


def _topic(entry: Entry, topic: Topic, indent: str) -> Iterator[str]:
    box = _BOXES[entry.mark or Mark.TODO]
    facts = " · ".join(fact for fact in (topic.level or "", hours(topic.hours) if topic.hours else "") if fact)
    yield f"{indent}- {box} {_escape(topic.title)}{f' ({facts})' if facts else ''} <!-- {topic.id} -->"
    inner = indent + "  "
    if entry.card.done_when:
        yield f"{inner}Done when: {_escape(entry.card.done_when)}"
    for link in entry.card.links:
        yield f"{inner}- {link.kind}: [{_escape(link.title)}](<{_address(link.url)}>)"
    for line in plain_lines(entry.note).splitlines():
        yield f"{inner}> {_BLOCK.sub(_ESCAPED, _escape(line))}".rstrip()
    for child in entry.entries:
        yield from _entry(child, _DEEPEST_HEADING, inner)


def _summary(tally: Tally) -> str:
    percent = "no percentage" if tally.percent is None else f"{tally.percent} %"
    return f"{percent} · {tally.done} of {tally.counted} topics · {hours(tally.hours_left)} left"


def _address(url: str) -> str:
    """An address that cannot end the brackets around it."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))
