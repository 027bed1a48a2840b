"""A plan in the formats in which it leaves the program."""

from __future__ import annotations

from datetime import date

from tracker.core.progress.plan import Plan
from tracker.core.roadmap.model import Roadmap
from tracker.core.text import inert

FORMATS = ("text", "markdown", "icalendar")
"""What `--format` can be; the first is for the terminal and written by the command itself."""


def plan_text(plan: Plan, roadmap: Roadmap, format_: str, today: int) -> str:
    """A plan that begins today as Markdown or as a calendar."""
    first = date.fromordinal(today)
    if format_ == "markdown":
        from tracker.formats.markdown.plan import write as write_markdown  # 6 ms

        return inert(write_markdown(plan, roadmap.title, first))
    from tracker.formats.ical.plan import write as write_calendar  # icalendar: 51 ms

    return write_calendar(plan, roadmap.title, roadmap.id, first)
