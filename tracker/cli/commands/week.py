"""`doing` and `week`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.cli.output import columns, data, line, paint
from tracker.core.progress.week import week_begin
from tracker.core.roadmap.model import Mark
from tracker.core.text import plural
from tracker.workspace.local_days import local_day, short_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    what = "topics with the moment since when" if name == "doing" else "topics with the moment when they were done"
    parser.add_argument("--json", action="store_true", help=f"the {what} as a JSON list, newest first")


def run(args: Namespace) -> int:
    """List what is being learnt, or what was done in the last seven days."""
    with opened() as workspace:
        today = workspace.today()
        if args.command == "doing":
            state = workspace.state()
            doing = [id_ for id_, mark in state.marks.items() if mark is Mark.DOING]
            moments = sorted(workspace.marked_at(doing).items(), key=lambda marked: marked[1], reverse=True)
        else:
            moments = list(workspace.done_since(week_begin(today)).items())
        titles = {id_: workspace.title(id_) for id_, _ in moments}
    if args.json:
        data([{"id": id_, "title": titles[id_], "at": moment} for id_, moment in moments])
        return 0
    rows = [[short_day(local_day(moment), today), titles[id_], paint(id_, "dim")] for id_, moment in moments]
    for text in columns(rows):
        line(text)
    if args.command == "doing":
        line(paint(f"{plural(len(rows), 'topic')} doing", "dim") if rows else "you are learning nothing: tracker next")
    else:
        line(paint(f"{plural(len(rows), 'topic')} done in the last seven days", "dim"))
    return 0
