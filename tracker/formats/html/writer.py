"""A roadmap as one HTML page to show to somebody: bars, marks and notes. It has no scripts and loads no other files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tracker.core.address import web
from tracker.core.effort import hours, time_left
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Group, Link, Mark, Rule, Topic
from tracker.core.text import plain, plain_lines
from tracker.formats.day import day

_SIGNS = {Mark.TODO: "○", Mark.DOING: "◐", Mark.DONE: "✓", Mark.SKIPPED: "–"}
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --done: #2e7d32; --doing: #a65f00; --rest: #8884; }}
@media (prefers-color-scheme: dark) {{ :root {{ --done: #7bc67e; --doing: #f0a94a; }} }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }}
body, summary {{ overflow-wrap: anywhere; }}
h1 {{ margin: 0; line-height: 1.2; }}
p {{ margin: 0; white-space: pre-wrap; }}
header {{ margin-bottom: 1.5rem; }}
progress {{ appearance: none; width: clamp(2.5rem, 14vw, 10rem); height: .6rem; border: 0; vertical-align: middle; }}
progress, progress::-webkit-progress-bar {{ background: var(--rest); border-radius: .3rem; }}
progress::-webkit-progress-value {{ background: var(--done); border-radius: .3rem; }}
progress::-moz-progress-bar {{ background: var(--done); border-radius: .3rem; }}
small {{ font-weight: 400; opacity: .75; }}
details {{ clear: both; margin: .3rem 0; padding-left: 1.2rem; }}
summary {{ margin-left: -1.2rem; font-weight: 600; cursor: pointer; }}
summary::after {{ content: ""; display: block; clear: both; }}
summary span {{ float: right; padding-left: .5rem; white-space: nowrap; }}
summary span small {{ display: inline-block; min-width: 6.5em; text-align: right; }}
ul {{ clear: both; list-style: none; margin: .3rem 0; padding: 0; }}
li {{ margin: .3rem 0; padding-left: 1.4rem; }}
li > b:first-child {{ float: left; margin-left: -1.4rem; }}
.done > b:first-child {{ color: var(--done); }}
.doing > b:first-child {{ color: var(--doing); }}
.skipped {{ opacity: .7; }}
@media print {{
  body {{ max-width: none; margin: 0; font-size: 11pt; }}
  progress {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  summary {{ break-after: avoid; }}
  p {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<header>
<h1 dir="auto">{title}</h1>
<p dir="auto">{summary}</p>
{total}
</header>
{body}
</body>
</html>
"""


def write(document: Document) -> str:
    """The page. Titles and notes are escaped: markup in them is shown as text.

    A group is open where something in it is done or doing; the others are closed.
    """
    roadmap, tally = document.progress.roadmap, document.progress.total
    left = f" <small>· {time_left(tally.hours_left, tally.months_left)} left</small>" if tally.hours_left else ""
    return _PAGE.format(
        title=_text(roadmap.title),
        summary=_text(roadmap.summary),
        total=f"<div>{_bar(tally)}{left}</div>",
        body="\n".join(_members(document, 0)),
    )


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
    yield f"<details{opened}><summary><bdi>{_text(group.title)}</bdi>{more} <span>{_bar(tally)}</span></summary>"
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
    yield f'<li class="{mark.value}"><b aria-hidden="true">{_SIGNS[mark]}</b> <bdi>{_text(topic.title)}</bdi>'
    yield f"<small>({' · '.join(facts)})</small>"
    if card.done_when:
        yield f'<p dir="auto">Done when: {_text(card.done_when)}</p>'
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
            yield f'<a rel="noopener noreferrer nofollow" href="{href}"><bdi>{_text(link.title) or href}</bdi></a>'


def _bar(tally: Tally) -> str:
    if tally.percent is None:
        return "<small>nothing counted</small>"
    numbers = f"{tally.percent} % · {tally.done} of {tally.counted}"
    return f'<progress aria-hidden="true" max="100" value="{tally.percent}"></progress> <small>{numbers}</small>'


def _text(text: str) -> str:
    return escape(plain(text))


def _lines(text: str) -> str:
    return escape(plain_lines(text))
