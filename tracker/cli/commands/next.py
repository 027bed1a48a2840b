"""`next`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.commands.undo import times
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint
from tracker.core.errors import NotFoundError
from tracker.core.progress.next_topics import suggest
from tracker.core.roadmap.objects import needs_object
from tracker.core.text import time_left


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="along this roadmap; along the target when left out")
    parser.add_argument("-n", type=times, default=3, metavar="N", help="how many topics (3)")
    parser.add_argument("--minutes", type=times, default=0, metavar="M", help="only what can be learnt in so many")
    parser.add_argument("--no-cost", action="store_true", help="only what needs neither money nor special hardware")
    parser.add_argument("--json", action="store_true", help="a JSON list")


def run(args: Namespace) -> int:
    """Say what to learn next, and why."""
    with opened() as workspace:
        state = workspace.state()
        if not args.roadmap and not state.target:
            raise NotFoundError("there is no target yet; pick a role: tracker roles, then tracker target ROLE")
        id_ = workspace.find_roadmap(args.roadmap) if args.roadmap else state.target
        progress = workspace.progress(workspace.roadmap(id_), state)
        known = workspace.roadmap_names()
        others = [one for one in (state.target, *sorted(state.watched)) if one in known and one != id_]
        beside = [workspace.progress(workspace.roadmap(one), state) for one in others]
        found = suggest(progress, beside, args.n, args.minutes / 60, no_cost=args.no_cost)
        cards = {one.topic.id: workspace.card(one.topic.id) for one in found}
    if args.json:
        data(
            [
                {
                    "id": one.topic.id,
                    "title": one.topic.title,
                    "level": one.topic.level,
                    "hours": one.topic.hours,
                    **needs_object(one.topic),
                    "why": one.why,
                    "done_when": cards[one.topic.id].done_when,
                }
                for one in found
            ]
        )
        return 0
    for one in found:
        takes = time_left(one.topic.hours, one.topic.months)
        line(f"{paint(one.topic.title, 'bold')}  {one.topic.id}  {takes}")
        line(f"  {one.why}")
        for what, words in one.topic.needed:
            line(paint(f"  {what}: {words}", "dim"))
        line(paint(f"  Done when: {cards[one.topic.id].done_when}", "dim"))
    if not found:
        what = "nothing is left to learn here"
        if progress.total.left and args.no_cost:
            what = "everything that could come next needs money or special hardware, or takes longer"
        elif progress.total.left and args.minutes:
            what = "nothing is short enough"
        line(f"{progress.roadmap.title}: {what}")
    return 0
