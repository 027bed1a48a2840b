"""`timer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.commands.pace import minutes
from tracker.cli.naming import topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.effort import elapsed
from tracker.core.errors import UsageError
from tracker.core.journal.commands import StartTimer, StopTimer
from tracker.core.journal.entries import MOST_MINUTES
from tracker.workspace import Workspace
from tracker.workspace.timer import Timer, running_timer

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "what", nargs="?", choices=("start", "stop", "status"), default="status", help="without it, status"
    )
    parser.add_argument("topic", nargs="?", help="the topic to start with, an id or words that fit only one")
    help_ = "with stop: what to write down instead of the minutes that it ran, such as 45m"
    parser.add_argument("--time", type=minutes, help=help_)
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Start or stop the timer, or say what it shows."""
    if bool(args.topic) is not (args.what == "start") or (args.time and args.what != "stop"):
        raise UsageError("write tracker timer start TOPIC, tracker timer stop, or tracker timer status")
    with opened() as workspace:
        topic = topic_to_change(workspace, args.topic) if args.topic else ""  # first: a wrong name stops nothing
        before = running_timer(workspace.state(), workspace.now())
        written = 0
        if args.what != "status" and before:
            written = _stop(workspace, before, args.time)
        if topic:
            workspace.record(StartTimer(topic, workspace.now()))
        now = running_timer(workspace.state(), workspace.now())
        titles = {timer.topic: workspace.title(timer.topic) for timer in (before, now) if timer}
    if args.json:
        running = {"topic": now.topic, "title": titles[now.topic], "minutes": now.minutes} if now else None
        data(
            {"running": running, "written": {"topic": before.topic, "minutes": written} if before and written else None}
        )
        return 0
    if before and args.what != "status":
        said = f"{elapsed(written)} written down" if written else "less than a minute, nothing written down"
        line(f"{titles[before.topic]}: {said}")
    if now:
        line(f"{titles[now.topic]}: the timer runs, {elapsed(now.minutes)} so far")
    elif args.what == "status" or not before:
        line("no timer runs")
    return 0


def _stop(workspace: Workspace, timer: Timer, time: int | None) -> int:
    """Stop the timer; returns the minutes that were written down."""
    minutes_ = timer.minutes if time is None else time
    if minutes_ > MOST_MINUTES:
        ran = f"the timer of {workspace.title(timer.topic)} ran for {elapsed(timer.minutes)}"
        raise UsageError(f"{ran}; say how much of it you learnt, such as tracker timer stop --time 45m")
    workspace.record(StopTimer(minutes_, workspace.now()))
    return minutes_
