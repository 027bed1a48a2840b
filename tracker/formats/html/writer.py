"""A roadmap as one HTML page to show to somebody: bars, marks and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tracker.core.address import web
from tracker.core.effort import hours, time_left
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Group, Link, Mark, Rule, Topic
from tracker.core.text import plain_lines
from tracker.formats.day import day
from tracker.formats.html.page import bar, page, text

_SIGNS = {Mark.TODO: "○", Mark.DOING: "◐", Mark.DONE: "✓", Mark.SKIPPED: "–"}
_STYLE = """\
:root { --doing: #a65f00; }
@media (prefers-color-scheme: dark) { :root { --doing: #f0a94a; } }
summary { overflow-wrap: anywhere; }
h1 { margin: 0; line-height: 1.2; }
p { margin: 0; white-space: pre-wrap; }
header { margin-bottom: 1.5rem; }
progress { width: clamp(2.5rem, 14vw, 10rem); }
small { font-weight: 400; opacity: .75; }
details { clear: both; margin: .3rem 0; padding-left: 1.2rem; }
summary { margin-left: -1.2rem; font-weight: 600; cursor: pointer; }
summary::after { content: ""; display: block; clear: both; }
summary span { float: right; padding-left: .5rem; white-space: nowrap; }
summary span small { display: inline-block; min-width: 6.5em; text-align: right; }
ul { clear: both; list-style: none; margin: .3rem 0; padding: 0; }
li { margin: .3rem 0; padding-left: 1.4rem; }
li > b:first-child { float: left; margin-left: -1.4rem; }
.done > b:first-child { color: var(--done); }
.doing > b:first-child { color: var(--doing); }
.skipped { opacity: .7; }
@media print {
  body { font-size: 11pt; }
  summary { break-after: avoid; }
  p { break-inside: avoid; }
}
"""
_HEAD = """\
<header>
<h1 dir="auto">{title}</h1>
<p dir="auto">{summary}</p>
{total}
</header>
"""


def write(document: Document) -> str:
    """The page. Titles and notes are escaped: markup in them is shown as text.

    A group is open where something in it is done or doing; the others are closed.
    """
    roadmap, tally = document.progress.roadmap, document.progress.total
    left = f" <small>· {time_left(tally.hours_left, tally.months_left)} left</small>" if tally.hours_left else ""
    total = f"<div>{bar(tally)}{left}</div>"
    head = _HEAD.format(title=text(roadmap.title), summary=text(roadmap.summary), total=total)
    return page(roadmap.title, _STYLE, head + "\n".join(_members(document, 0)))


def _members(document: Document, parent: int) -> Iterator[str]:
    topics = False
    for place in document.tree.children(parent):
        node = document.tree.nodes[place]
        if isinstance(node, Topic) is not topics:
            topics = not topics
            yield "<ul>" if topics else "</ul>"
        yield from _topic(document, place, node) if isinstance(node, Topic) else _group(document, place, node)
    if topics:
        yield "</ul>"


def _group(document: Document, place: int, group: Group) -> Iterator[str]:
    facts = ["any of"] * (group.rule is Rule.ANY) + ["counts"] * document.progress.is_chosen(place)
    facts += ["useful, not counted"] * group.optional
    more = f" <small>({', '.join(facts)})</small>" if facts else ""
    tally = document.progress.tally(place)
    opened = " open" if tally.done or tally.doing else ""
    yield f"<details{opened}><summary><bdi>{text(group.title)}</bdi>{more} <span>{bar(tally)}</span></summary>"
    if note := document.note(place):
        yield f'<p dir="auto">{_lines(note)}</p>'
    yield from _members(document, place)
    yield "</details>"


def _topic(document: Document, place: int, topic: Topic) -> Iterator[str]:
    mark, card = document.progress.mark(topic.id), document.card(place)
    facts = [
        fact
        for fact in (topic.level or "", hours(topic.hours) if topic.hours else "", _state(document, place, mark))
        if fact
    ]
    yield f'<li class="{mark.value}"><b aria-hidden="true">{_SIGNS[mark]}</b> <bdi>{text(topic.title)}</bdi>'
    yield f"<small>({' · '.join(facts)})</small>"
    if card.done_when:
        yield f'<p dir="auto">Done when: {text(card.done_when)}</p>'
    links = list(_links(card.links))
    if links:
        yield f"<p>{' · '.join(links)}</p>"
    if note := document.note(place):
        yield f'<p dir="auto">{_lines(note)}</p>'
    yield from _members(document, place)
    yield "</li>"


def _state(document: Document, place: int, mark: Mark) -> str:
    """The mark, with the day on which it was done."""
    done = day(document.done_at(place))
    return f"{mark.value} {done}" if done else mark.value


def _links(links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        address = web(link.url)
        if address:
            href = escape(address)
            yield f'<a rel="noopener noreferrer nofollow" href="{href}"><bdi>{text(link.title) or href}</bdi></a>'


def _lines(text: str) -> str:
    return escape(plain_lines(text))
