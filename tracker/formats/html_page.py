"""A roadmap as one HTML page to show to somebody: bars, marks and notes, without scripts or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tracker.core.document import Document, Entry
from tracker.core.progress import Tally
from tracker.core.roadmap import Mark, Rule, Topic
from tracker.core.text import hours, plain, plain_lines
from tracker.formats.address import web

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
:root {{ color-scheme: light dark; --done: #2e7d32; --doing: #b26a00; --rest: #8884; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }}
progress {{ appearance: none; width: 10rem; height: .6rem; border: 0; background: var(--rest); }}
progress::-webkit-progress-bar {{ background: var(--rest); }}
progress::-webkit-progress-value {{ background: var(--done); }}
progress::-moz-progress-bar {{ background: var(--done); }}
details, ul {{ margin: .3rem 0; padding-left: 1.2rem; }}
ul {{ list-style: none; }}
summary {{ font-weight: 600; cursor: pointer; }}
small {{ font-weight: 400; opacity: .75; }}
.done > b:first-child {{ color: var(--done); }}
.doing > b:first-child {{ color: var(--doing); }}
.skipped {{ opacity: .6; }}
p {{ margin: 0 0 0 1.4rem; white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{summary}</p>
{total}
{body}
</body>
</html>
"""


def write(document: Document) -> str:
    """The page. Whatever stands in a title or a note is text on it, and nothing else."""
    roadmap = document.progress.roadmap
    title, summary = _text(roadmap.title), _text(roadmap.summary)
    body = "\n".join(_entries(document.entries))
    return _PAGE.format(title=title, summary=summary, total=f"<div>{_bar(document.progress.total)}</div>", body=body)


def _entries(entries: tuple[Entry, ...]) -> Iterator[str]:
    topics = False
    for entry in entries:
        if isinstance(entry.node, Topic) is not topics:
            topics = not topics
            yield "<ul>" if topics else "</ul>"
        yield from _topic(entry, entry.node) if isinstance(entry.node, Topic) else _group(entry)
    if topics:
        yield "</ul>"


def _group(entry: Entry) -> Iterator[str]:
    node = entry.node
    facts = ["any of"] * (not isinstance(node, Topic) and node.rule is Rule.ANY) + ["counts"] * entry.chosen
    facts += ["useful, not counted"] * (not isinstance(node, Topic) and node.optional)
    more = f" <small>({', '.join(facts)})</small>" if facts else ""
    yield f"<details open><summary>{_text(node.title)}{more} {_bar(entry.tally or Tally())}</summary>"
    if entry.note:
        yield f"<p>{_lines(entry.note)}</p>"
    yield from _entries(entry.entries)
    yield "</details>"


def _topic(entry: Entry, topic: Topic) -> Iterator[str]:
    mark = entry.mark or Mark.TODO
    facts = [fact for fact in (topic.level or "", hours(topic.hours) if topic.hours else "", mark.value) if fact]
    yield f'<li class="{mark.value}"><b aria-hidden="true">{_SIGNS[mark]}</b> {_text(topic.title)}'
    yield f"<small>({' · '.join(facts)})</small>"
    if entry.card.done_when:
        yield f"<p>Done when: {_text(entry.card.done_when)}</p>"
    for link in entry.card.links:
        address = web(link.url)
        if address:
            href = escape(address)
            yield f'<p><a rel="noopener noreferrer nofollow" href="{href}">{_text(link.title) or href}</a></p>'
    if entry.note:
        yield f"<p>{_lines(entry.note)}</p>"
    yield from _entries(entry.entries)
    yield "</li>"


def _bar(tally: Tally) -> str:
    if tally.percent is None:
        return "<small>nothing counted</small>"
    said = f"{tally.percent} % · {tally.done} of {tally.counted}"
    return f'<progress max="100" value="{tally.percent}"></progress> <small>{said}</small>'


def _text(text: str) -> str:
    return escape(plain(text))


def _lines(text: str) -> str:
    return escape(plain_lines(text))
