"""`next`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.chosen_roadmap import HELP, chosen_roadmap, in_view
from tracker.cli.commands.undo import times
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint, talk, wrapped
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.progress.next_topics import suggest
from tracker.core.roadmap.objects import needs_object
from tracker.core.text import plural
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help=HELP)
    parser.add_argument("-n", type=times, default=3, metavar="N", help="how many topics (3)")
    parser.add_argument("--minutes", type=times, default=0, metavar="M", help="only topics that take at most M minutes")
    parser.add_argument("--no-cost", action="store_true", help="only topics without costs or special hardware")
    parser.add_argument("--why", action="store_true", help="explain the score: each reason and what it adds")
    parser.add_argument("--json", action="store_true", help="a JSON list")


def run(args: Namespace) -> int:
    """Say what to learn next, and why."""
    with opened() as workspace:
        state = workspace.state()
        id_ = chosen_roadmap(workspace, args.roadmap, state)
        progress = workspace.progress(workspace.roadmap(id_), state)
        beside = in_view(workspace, state, id_)
        due = _due(workspace, state, [progress, *beside]) if state.reviewed else frozenset[str]()
        suggestions = suggest(
            progress, workspace.topic, beside, args.n, args.minutes / 60, no_cost=args.no_cost, due=due
        )
        cards = {suggestion.topic.id: workspace.card(suggestion.topic.id) for suggestion in suggestions}
        lost = _lost_needs(workspace, id_) if not progress.total.counted else []
    if args.json:
        data(
            [
                {
                    "id": suggestion.topic.id,
                    "title": suggestion.topic.title,
                    "level": suggestion.topic.level,
                    "hours": suggestion.topic.hours,
                    **needs_object(suggestion.topic),
                    "counted": suggestion.counted,
                    "why": suggestion.why,
                    "score": suggestion.score,
                    "parts": [part._asdict() for part in suggestion.parts],
                    "done_when": cards[suggestion.topic.id].done_when,
                }
                for suggestion in suggestions
            ]
        )
        return 0
    for suggestion in suggestions:
        line(f"{paint(suggestion.topic.title, 'bold')}  {suggestion.topic.id}")
        line(f"  {suggestion.why}")
        if args.why:
            parts = " ".join(f"{part.value:+g} {part.reason}" for part in suggestion.parts)
            line(f"  score {suggestion.score:g}: {parts}")
        below = [f"{what}: {words}" for what, words in suggestion.topic.needed]
        below.append(f"Done when: {cards[suggestion.topic.id].done_when}")
        for text in below:
            for text_line in wrapped(text, 2):
                line(paint(text_line, "dim"))
    if not suggestions:
        reason = "nothing is left to learn here" if progress.total.counted else "nothing counts in it"
        if progress.total.left and args.no_cost:
            reason = "everything that could come next needs money or special hardware, or takes longer"
        elif progress.total.left and args.minutes:
            reason = "nothing is short enough"
        line(f"{progress.roadmap.title}: {reason}")
        for text in lost:
            line(text)
    return 0


def _lost_needs(workspace: Workspace, id_: str) -> list[str]:
    from tracker.cli.lost_needs import lines_on_lost_needs  # 9 ms, and only where nothing counts

    return lines_on_lost_needs(workspace, id_)


def _due(workspace: Workspace, state: State, roadmaps: Sequence[Progress]) -> frozenset[str]:
    """The topics whose review is due, which is said beside what to learn."""
    from tracker.cli.my_settings import my_settings  # with the reviews, and FSRS, 18 ms
    from tracker.workspace.reviews import read_reviews

    due = read_reviews(workspace, state, my_settings(), roadmaps).due
    if due:
        talk(f"{plural(len(due), 'review')} due today: tracker review")
    return frozenset(memory.topic for memory in due)
