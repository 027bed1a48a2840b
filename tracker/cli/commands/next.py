"""`next`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.commands.undo import times
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint, wrapped
from tracker.core.errors import NotFoundError
from tracker.core.progress.next_topics import suggest
from tracker.core.roadmap.objects import needs_object
from tracker.core.text import time_left


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, skill or roadmap of your own; without it, the target")
    parser.add_argument("-n", type=times, default=3, metavar="N", help="how many topics (3)")
    parser.add_argument("--minutes", type=times, default=0, metavar="M", help="only topics that take at most M minutes")
    parser.add_argument("--no-cost", action="store_true", help="only topics without costs or special hardware")
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
        others = [other for other in (state.target, *sorted(state.watched)) if other in known and other != id_]
        beside = [workspace.progress(workspace.roadmap(other), state) for other in others]
        suggestions = suggest(progress, beside, args.n, args.minutes / 60, no_cost=args.no_cost)
        cards = {suggestion.topic.id: workspace.card(suggestion.topic.id) for suggestion in suggestions}
    if args.json:
        data(
            [
                {
                    "id": suggestion.topic.id,
                    "title": suggestion.topic.title,
                    "level": suggestion.topic.level,
                    "hours": suggestion.topic.hours,
                    **needs_object(suggestion.topic),
                    "why": suggestion.why,
                    "done_when": cards[suggestion.topic.id].done_when,
                }
                for suggestion in suggestions
            ]
        )
        return 0
    for suggestion in suggestions:
        takes = time_left(suggestion.topic.hours, suggestion.topic.months)
        line(f"{paint(suggestion.topic.title, 'bold')}  {suggestion.topic.id}  {takes}")
        below = [f"{what}: {words}" for what, words in suggestion.topic.needed]
        below.append(f"Done when: {cards[suggestion.topic.id].done_when}")
        line(f"  {suggestion.why}")
        for text in below:
            for text_line in wrapped(text, 2):
                line(paint(text_line, "dim"))
    if not suggestions:
        reason = "nothing is left to learn here"
        if progress.total.left and args.no_cost:
            reason = "everything that could come next needs money or special hardware, or takes longer"
        elif progress.total.left and args.minutes:
            reason = "nothing is short enough"
        line(f"{progress.roadmap.title}: {reason}")
    return 0
