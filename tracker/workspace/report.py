"""The report of a roadmap, and the formats in which it leaves the program."""

from __future__ import annotations

from importlib import import_module

from tracker.core.journal.events import State
from tracker.core.progress.pace import year
from tracker.core.progress.report import Report, make_report
from tracker.core.text import inert
from tracker.workspace.pace import tick_days
from tracker.workspace.workspace import Workspace

FORMATS = {"markdown": "markdown.report", "html": "html.report", "json-resume": "json_resume.report"}
"""By what `--format` calls them: the module that writes it."""


def report_of(workspace: Workspace, roadmap: str, state: State) -> Report:
    """The report of a roadmap, by its id."""
    progress = workspace.progress(workspace.roadmap(roadmap), state)
    days = {id_: day for id_, day in tick_days(workspace, state).items() if id_ in progress.counted}
    today = workspace.today()
    by_day: dict[int, float] = {}
    for day in days.values():
        by_day[day] = by_day.get(day, 0) + 1
    return make_report(progress, days, state.proofs, workspace.title, today=today, year=year(by_day, today))


def written(report: Report, format_: str) -> str:
    """A report in a format of `FORMATS`."""
    return inert(str(import_module(f"tracker.formats.{FORMATS[format_]}").write(report)))
