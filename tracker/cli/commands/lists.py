"""`roles`, `skills` and `own`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.library_update import say_library_update
from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, fits, line, paint, percent
from tracker.core.effort import hours
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

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
        target, watched, listed = workspace.target(), workspace.watched(), workspace.standings(kind)
        if args.json:
            data(
                [
                    {
                        "roadmap": standing.id,
                        "title": standing.title,
                        "summary": standing.summary,
                        **tally_object(standing.total),
                        "target": standing.id == target,
                        "watched": standing.id in watched,
                    }
                    for standing in listed
                ]
            )
            return 0
        rows = []
        for standing in listed:
            tally = standing.total
            sign = "target" if standing.id == target else "watched" if standing.id in watched else ""
            counts = f"{tally.done}/{tally.counted}"
            left = hours(tally.hours_left)
            rows.append([clip(standing.title), bar(tally, 10), percent(tally), counts, left, standing.id, sign])
        if not fits(rows):  # titles and ids say more than bars
            rows = [[title, *rest] for title, _, *rest in rows]
        for text in columns(rows):
            line(text)
        if kind is Kind.OWN and not listed:
            line("you have no roadmap of your own yet; import one: tracker import FILE")
        if kind is Kind.ROLE and not target:
            line(paint("\nno target yet: tracker target ROLE", "dim"))
        say_library_update(workspace)
    return 0
