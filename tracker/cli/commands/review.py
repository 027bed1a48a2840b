"""`review`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker.cli.chosen_roadmap import in_view
from tracker.cli.my_settings import my_settings
from tracker.cli.naming import roadmap_to_change, topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint, talk
from tracker.core.errors import UsageError
from tracker.core.journal.commands import AnswerReview, SetReview
from tracker.core.journal.entries import Rating
from tracker.core.journal.events import State, replay
from tracker.core.progress.review import Memory
from tracker.core.roadmap.model import Mark
from tracker.core.text import plural
from tracker.settings import Settings
from tracker.workspace import Workspace
from tracker.workspace.local_days import day_text, short_day
from tracker.workspace.reviews import Reviews, read_reviews

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

QUESTION = "Could you do this now, without help?"
_KEYS = {rating.value[0]: rating for rating in Rating}


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("topic", nargs="?", help="the topic to answer for, with --answer")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--answer", choices=[rating.value for rating in Rating], help="how well the topic still sits")
    what.add_argument("--on", metavar="ROADMAP", help="review what is done of a role, skill or roadmap of your own")
    what.add_argument("--off", metavar="ROADMAP", help="stop reviewing it")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Show the reviews of today and ask for answers, or write down what was said."""
    if bool(args.topic) is not bool(args.answer):
        raise UsageError("to answer, say the topic and --answer")
    settings = my_settings()
    with opened() as workspace:
        if args.on or args.off:
            workspace.record(SetReview(roadmap_to_change(workspace, args.on or args.off), bool(args.on)))
        state = workspace.state()
        if args.topic:
            topic = topic_to_change(workspace, args.topic)
            if state.marks.get(topic) is not Mark.DONE:
                raise UsageError(f"{topic} is not done; only what is done can be reviewed")
            state = _answer(workspace, state, topic, Rating(args.answer))
        reviews = _reviews(workspace, state, settings)
        if args.json:
            data(_object(workspace, state, reviews))
        elif args.topic:
            _tell(workspace, topic, reviews)
        elif reviews.due and not (args.on or args.off) and sys.stdin.isatty() and sys.stdout.isatty():
            _ask_all(workspace, state, settings, reviews)
        else:
            _list(workspace, state, reviews)
    return 0


def _reviews(workspace: Workspace, state: State, settings: Settings) -> Reviews:
    return read_reviews(workspace, state, settings, in_view(workspace, state, ""))


def _answer(workspace: Workspace, state: State, topic: str, rating: Rating) -> State:
    return replay(state, workspace.record(AnswerReview(topic, rating, workspace.now()), state))


def _tell(workspace: Workspace, topic: str, reviews: Reviews) -> None:
    memory = reviews.memories.get(topic)
    due = f"next review {short_day(memory.due, workspace.today())}" if memory else "no roadmap that has it is reviewed"
    line(f"{workspace.title(topic)}: {due}")


def _question(workspace: Workspace, memory: Memory) -> None:
    line(f"{paint(workspace.title(memory.topic), 'bold')}  {memory.topic}  {memory.freshness:.0%} fresh")
    line(f"  {workspace.card(memory.topic).done_when}")


def _ask_all(workspace: Workspace, state: State, settings: Settings, reviews: Reviews) -> None:
    for memory in reviews.due:
        _question(workspace, memory)
        talk(f"  {QUESTION} a again, h hard, g good, e easy; Enter stops: ", end="")
        rating = _KEYS.get(sys.stdin.readline().strip().lower()[:1])
        if rating is None:
            return
        state = _answer(workspace, state, memory.topic, rating)
        _tell(workspace, memory.topic, _reviews(workspace, state, settings))


def _list(workspace: Workspace, state: State, reviews: Reviews) -> None:
    if not state.reviewed:
        line("nothing is reviewed; choose a roadmap: tracker review --on ROADMAP")
        return
    line(f"reviewing {', '.join(workspace.title(id_) for id_ in sorted(state.reviewed))}")
    for memory in reviews.due:
        _question(workspace, memory)
    if reviews.due:
        line(f"{QUESTION} tracker review TOPIC --answer again|hard|good|easy")
    else:
        line(_nothing_due(reviews, workspace.today()))


def _nothing_due(reviews: Reviews, today: int) -> str:
    if not reviews.memories:
        return "nothing of it is done yet"
    following = min(memory.due for memory in reviews.memories.values())
    day, topics = short_day(following, today), plural(len(reviews.memories), "topic")
    return f"no more reviews today; the next is due {day}, of {topics}"


def _object(workspace: Workspace, state: State, reviews: Reviews) -> dict[str, Any]:
    today = [memory.topic for memory in reviews.due]
    return {
        "reviewed": sorted(state.reviewed),
        "due": today,
        "topics": [
            {
                "id": memory.topic,
                "title": workspace.title(memory.topic),
                "due": day_text(memory.due),
                "freshness": round(memory.freshness, 3),
            }
            for memory in sorted(reviews.memories.values(), key=lambda memory: (memory.due, memory.topic))
        ],
    }
