"""`plan`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker.cli.chosen_roadmap import HELP, chosen_roadmap, in_view
from tracker.cli.opening import opened
from tracker.cli.output import clip, columns, data, line, paint
from tracker.core.effort import time_left
from tracker.core.errors import UsageError
from tracker.core.progress.plan import Plan, Step, make_plan, ready_only
from tracker.core.roadmap.model import Roadmap
from tracker.core.text import plural
from tracker.wording.plan import describe_missing_hours
from tracker.workspace.local_days import day_text, short_day
from tracker.workspace.plan_text import FORMATS, plan_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_FEWEST_HOURS, _MOST_HOURS = 0.1, 168  # six minutes, and all hours of a week


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help=HELP)
    parser.add_argument("--hours-per-week", type=hours, default=10.0, metavar="N", help="how much you learn (10)")
    parser.add_argument("--ready", action="store_true", help="only what makes you ready to apply")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="without it, text")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def hours(text: str) -> float:
    """Hours a week from the command line. Raises `ArgumentTypeError` where they are no part of one."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not _FEWEST_HOURS <= value <= _MOST_HOURS:
        from argparse import ArgumentTypeError  # argparse: 10 ms, only where it has something to say

        raise ArgumentTypeError(f'"{text}" is not a number of hours from {_FEWEST_HOURS} to {_MOST_HOURS}')
    return value


def run(args: Namespace) -> int:
    """Print an order in which the open topics can be learnt, in weeks."""
    with opened() as workspace:
        state = workspace.state()
        id_ = chosen_roadmap(workspace, args.roadmap, state)
        whole = workspace.progress(workspace.roadmap(id_), state)
        progress = ready_only(whole, state.choices) if args.ready else whole
        if progress is None:
            raise UsageError(f"{whole.roadmap.title} does not say what makes you ready to apply")
        plan = make_plan(progress, workspace.topic, args.hours_per_week, in_view(workspace, state, id_))
        today = workspace.today()
    if args.json:
        data(_object(plan, progress.roadmap, today))
    elif args.format == FORMATS[0]:
        _show(plan, progress.roadmap, today)
    else:
        sys.stdout.buffer.write(plan_text(plan, progress.roadmap, args.format, today).encode())
    return 0


def _show(plan: Plan, roadmap: Roadmap, today: int) -> None:
    if not plan.steps:
        line(f"{roadmap.title}: nothing is left to learn here")
        return
    head = f"{plural(len(plan.steps), 'topic')}, {plan.hours:,g} h at {plan.hours_per_week:g} h a week"
    line(f"{paint(roadmap.title, 'bold')}: {head}, until {short_day(today + 7 * plan.weeks - 1, today)}")
    missing = describe_missing_hours(plan)
    if missing:
        line(missing)
    for week, steps in plan.by_week().items():
        line(f"\n{paint(f'Week {week + 1}', 'bold')}, from {short_day(today + 7 * week, today)}")
        for text in columns(_row(step) for step in steps):
            line(text)


def _row(step: Step) -> list[str]:
    topic = step.topic
    facts = time_left(topic.hours, topic.months)
    facts += f", until week {step.last + 1}" if step.last > step.first else ""
    facts += "" if step.counted else ", prerequisite of another roadmap"
    return [f"  {clip(topic.title)}", topic.id, facts]


def _object(plan: Plan, roadmap: Roadmap, today: int) -> dict[str, Any]:
    return {
        "roadmap": roadmap.id,
        "title": roadmap.title,
        "hours": plan.hours,
        "hours_per_week": plan.hours_per_week,
        "weeks": plan.weeks,
        "from": day_text(today),
        "until": day_text(today + 7 * plan.weeks - 1) if plan.steps else None,
        "steps": [
            {
                "id": step.topic.id,
                "title": step.topic.title,
                "counted": step.counted,
                "hours": step.topic.hours,
                "months": step.topic.months,
                "first_week": step.first + 1,
                "last_week": step.last + 1,
            }
            for step in plan.steps
        ],
    }
