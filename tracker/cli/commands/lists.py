"""`roles`, `skills` and `own`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.library_update import say_library_update
from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, line, paint, percent
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind
from tracker.core.text import hours

_KINDS = {"roles": Kind.ROLE, "skills": Kind.SKILL, "own": Kind.OWN}


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    parser.add_argument(
        "--json", action="store_true", help=f"the {'roadmaps' if name == 'own' else name} as a JSON list"
    )


def run(args: Namespace) -> int:
    """List the roadmaps of one kind."""
    kind = _KINDS[args.command]
    with opened() as workspace:
        state = workspace.state()
        found = [workspace.progress(r, state) for r in workspace.roadmaps() if r.kind is kind]
        if args.json:
            data(
                [
                    {
                        "roadmap": one.roadmap.id,
                        "title": one.roadmap.title,
                        "summary": one.roadmap.summary,
                        **tally_object(one.total),
                        "target": one.roadmap.id == state.target,
                        "watched": one.roadmap.id in state.watched,
                    }
                    for one in found
                ]
            )
            return 0
        rows = []
        for one in found:
            tally, its = one.total, one.roadmap
            sign = "target" if its.id == state.target else "watched" if its.id in state.watched else ""
            counts = f"{tally.done}/{tally.counted}"
            rows.append(
                [clip(its.title), bar(tally, 10), percent(tally), counts, hours(tally.hours_left), its.id, sign]
            )
        for text in columns(rows):
            line(text)
        if kind is Kind.OWN and not found:
            line("no roadmap of your own yet; bring one: tracker import FILE")
        if kind is Kind.ROLE and not state.target:
            line(paint("\nno target yet: tracker target ROLE", "dim"))
        say_library_update(workspace)
    return 0
