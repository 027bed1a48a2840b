"""A report as one HTML page, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape

from tracker.core.progress.pace import YEAR_OF_WEEKS, heat
from tracker.core.progress.report import Learnt, Report, SkillReport
from tracker.formats.html.page import bar, page, text

_STYLE = """\
:root { --rest: #8883; --quiet: #666; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; } }
body { line-height: 1.45; }
h1 { margin: 0 0 .2rem; line-height: 1.2; }
h2 { margin: 1.6rem 0 .5rem; font-size: 1.15rem; border-bottom: 1px solid var(--rest); padding-bottom: .2rem; }
h3 { margin: 0; font-size: 1rem; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; }
h3 span { flex: 1; }
p { margin: .2rem 0; }
small, .quiet { font-weight: 400; color: var(--quiet); }
small { white-space: nowrap; }
section { margin: .9rem 0; }
ul { margin: .2rem 0; padding-left: 1.2rem; columns: 2; column-gap: 2rem; }
li { break-inside: avoid; }
.wide { columns: 1; }
progress { width: 8rem; height: .55rem; }
table { border-spacing: 2px; margin: 0 -2px; table-layout: fixed; width: 100%; }
td { height: .7rem; padding: 0; border-radius: 2px; background: var(--rest); }
td.none { background: none; }
.s1 { background: color-mix(in srgb, var(--done) 40%, transparent); }
.s2 { background: color-mix(in srgb, var(--done) 60%, transparent); }
.s3 { background: color-mix(in srgb, var(--done) 80%, transparent); }
.s4 { background: var(--done); }
@media (max-width: 40rem) { ul { columns: 1; } }
@media print {
  :root { color-scheme: light; --done: #2e7d32; --quiet: #555; }
  body { padding: 0; font-size: 10pt; }
  td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3 { break-after: avoid; }
  table { break-inside: avoid; }
}
"""


def write(report: Report) -> str:
    """The page. Titles are escaped: markup in them is shown as text."""
    return page(report.title, _STYLE, "\n".join(_body(report)))


def _body(report: Report) -> Iterator[str]:
    yield f'<h1 dir="auto">{text(report.title)}</h1>'
    yield f'<p class="quiet">{date.fromordinal(report.day)}</p>'
    yield f"<p>{bar(report.total)} of everything</p>"
    if report.ready:
        yield f"<p>{bar(report.ready)} ready to apply</p>"
    yield f"<p>{report.proven} of {len(report.learnt)} done topics have proof.</p>"
    yield "<h2>The last year</h2>"
    yield from _year(report)
    if report.projects:
        yield '<h2>Projects</h2><ul class="wide">'
        yield from map(_item, report.projects)
        yield "</ul>"
    yield "<h2>Skills</h2>"
    for skill in report.skills:
        yield from _skill(skill)


def _skill(skill: SkillReport) -> Iterator[str]:
    level = f" <small>{skill.level}</small>" if skill.level else ""
    yield f"<section><h3><span><bdi>{text(skill.title)}</bdi>{level}</span> {bar(skill.tally)}</h3><ul>"
    yield from map(_item, skill.learnt)
    yield "</ul></section>"


def _item(learnt: Learnt) -> str:
    when = f" <small>{date.fromordinal(learnt.day)}</small>" if learnt.day else ""
    return f"<li><bdi>{text(learnt.topic.title)}</bdi>{when}{_proofs(learnt.proofs)}</li>"


def _proofs(addresses: Iterable[str]) -> str:
    return "".join(
        f' <a rel="noopener noreferrer nofollow" href="{escape(address)}">{text(address)}</a>' for address in addresses
    )


def _year(report: Report) -> Iterator[str]:
    first = date.fromordinal(report.day) - timedelta(weeks=YEAR_OF_WEEKS - 1)
    yield f'<table aria-label="Topics done on each day since {first}">'
    for row in report.year:
        yield f"<tr>{''.join(map(_day, row))}</tr>"
    yield "</table>"


def _day(done: float | None) -> str:
    if done is None:
        return '<td class="none"></td>'
    return f'<td class="s{heat(done)}" title="{done:g}"></td>' if done else "<td></td>"
