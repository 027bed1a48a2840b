"""A report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.core.progress.measure import Tally
from tracker.core.progress.report import Learnt, Report
from tracker.formats.markdown.writer import escape


def write(report: Report) -> str:
    """The report: numbers, projects, then each skill with what is done."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    yield f"\nOn {date.fromordinal(report.day)}: {_share(report.total)}."
    if report.ready:
        yield f"Ready to apply: {_share(report.ready)}."
    yield f"{report.proven} of {len(report.learnt)} done topics have proof."
    if report.projects:
        yield "\n## Projects\n"
        yield from map(_item, report.projects)
    for skill in report.skills:
        level = f", {skill.level}" if skill.level else ""
        yield f"\n## {escape(skill.title)}{level} ({skill.tally.done} of {skill.tally.counted})\n"
        yield from map(_item, skill.learnt)


def _share(tally: Tally) -> str:
    percent = "no percentage" if tally.percent is None else f"{tally.percent} %"
    return f"{percent}, {tally.done} of {tally.counted} topics"


def _item(learnt: Learnt) -> str:
    when = f" ({date.fromordinal(learnt.day)})" if learnt.day else ""
    proofs = "".join(f" <{address}>" for address in learnt.proofs if not {*"<>"} & {*address})
    return f"- {escape(learnt.topic.title)}{when}{proofs}"
