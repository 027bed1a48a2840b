"""`pace`, `log` and `pause`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tracker.cli.chosen_roadmap import HELP, chosen_roadmap
from tracker.cli.commands.plan import hours
from tracker.cli.my_settings import my_settings
from tracker.cli.naming import topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import bar, columns, data, line, paint, percent, unicode, wrapped
from tracker.core.errors import UsageError
from tracker.core.journal.commands import LogMinutes, SetPause
from tracker.core.journal.entries import MOST_MINUTES, entry, is_minutes
from tracker.core.progress.measure import Progress
from tracker.core.progress.pace import burn_up, year
from tracker.core.progress.tally_object import tally_object
from tracker.wording.pace import STREAK_RULE, describe_forecast, describe_streak, heat_line
from tracker.workspace import Workspace
from tracker.workspace.local_days import day_of, day_text, noon_of, short_day
from tracker.workspace.pace import Pace, Record, known_pauses, pace, read_record, rest_days

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_MINUTES = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m?)?", re.ASCII)
_DAYS_SHOWN = 14


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "pace":
        parser.add_argument("roadmap", nargs="?", help=HELP)
        parser.add_argument("--forecast", action="store_true", help="also when you may be finished, as a range")
        parser.add_argument(
            "--hours-per-week", type=hours, default=0.0, metavar="N", help="when, if you learnt N hours a week"
        )
    elif name == "log":
        parser.add_argument("topic", help="an id, or words of a title or an id that fit only one topic")
        parser.add_argument("time", type=minutes, help="such as 45m, 2h or 1h30m")
        parser.add_argument("--on", metavar="DATE", help="the day, such as 2026-03-01; without it, now")
    else:
        parser.add_argument("first", nargs="?", metavar="FROM", help="the first day, such as 2026-12-20")
        parser.add_argument("last", nargs="?", metavar="TO", help="the last day")
        parser.add_argument("--off", action="store_true", help="take back the pause that begins on FROM")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def minutes(text: str) -> int:
    """Minutes from the command line. Raises `ArgumentTypeError`."""
    match = _MINUTES.fullmatch(text.strip().lower())
    value = 60 * int(match[1] or 0) + int(match[2] or 0) if match else 0
    if not 0 < value <= MOST_MINUTES:
        from argparse import ArgumentTypeError  # argparse: 10 ms, only where it has something to say

        raise ArgumentTypeError(f'"{text}" is no time of at most a day; write it as 45m, 2h or 1h30m')
    return value


def run(args: Namespace) -> int:
    """Show the pace, or write down time or a pause."""
    return {"pace": _pace, "log": _log, "pause": _pause}[args.command](args)


def _log(args: Namespace) -> int:
    with opened() as workspace:
        topic = topic_to_change(workspace, args.topic)
        moment = _free_moment(workspace, topic, day_of(args.on)) if args.on else workspace.now()
        if moment > workspace.now():
            raise UsageError("time is written down when it is over, not before")
        workspace.record(LogMinutes(topic, args.time, moment))
        written = [value for subject, value in workspace.state().minutes.items() if subject.startswith(f"{topic} ")]
        total = sum(int(value) for value in written if is_minutes(value))
        title = workspace.title(topic)
    if args.json:
        data({"topic": topic, "minutes": args.time, "total": total})
    else:
        line(f"{title}: {args.time} minutes written down, {total:,} in all")
    return 0


def _free_moment(workspace: Workspace, topic: str, day: int) -> str:
    """A moment about noon at which nothing is written down for a topic yet, so that a second entry of a day is kept."""
    noon, minutes_ = noon_of(day), workspace.state().minutes
    moments = (f"{noon[:-4]}{thousandth:03}Z" for thousandth in range(1_000))
    return next((moment for moment in moments if entry(topic, moment) not in minutes_), noon)


def _pause(args: Namespace) -> int:
    with opened() as workspace:
        if args.first:
            first = day_text(day_of(args.first))
            if not args.off and not args.last:
                raise UsageError("say the first and the last day of the pause")
            last = None if args.off else day_text(day_of(args.last))
            if last and last < first:
                raise UsageError("the last day of a pause is not before its first")
            workspace.record(SetPause(first, last))
        pauses = known_pauses(workspace.state())
    if args.json:
        data({"pauses": [{"first": first, "last": last} for first, last in pauses]})
        return 0
    for first, last in pauses:
        line(f"{first} to {last}")
    if not pauses:
        line("no pauses")
    return 0


def _pace(args: Namespace) -> int:
    settings = my_settings()
    with opened() as workspace:
        state = workspace.state()
        progress = workspace.progress(workspace.roadmap(chosen_roadmap(workspace, args.roadmap, state)), state)
        record = read_record(workspace, state)
    measured = pace(record, progress, args.hours_per_week)
    wanted = args.forecast or settings.forecast or bool(args.hours_per_week)
    if args.json:
        data(_object(record, progress, measured, settings.rest_days, wanted))
        return 0
    _show_days(record)
    _show_burn_up(record, progress)
    line()
    line(describe_streak(record.streak(rest_days(settings.rest_days)), settings.rest_days))
    for text_line in wrapped(STREAK_RULE, 2):
        line(paint(text_line, "dim"))
    weeks = len(measured.weeks)
    if weeks:
        line(f"{measured.per_week:.1f} h a week in {progress.roadmap.title}, over {weeks} whole weeks")
    if wanted:
        what_if = f"with {args.hours_per_week:g} h a week: " if args.hours_per_week else ""
        line(what_if + _forecast_words(measured, record.today))
        if progress.total.months_left:
            line(f"beside the hours, topics here take {progress.total.months_left:g} months of calendar time")
    return 0


def _forecast_words(measured: Pace, today: int) -> str:
    ends = (measured.forecast.low, measured.forecast.high) if measured.forecast else ()
    low, high = [short_day(today + 7 * weeks, today) for weeks in ends] or ("", "")
    return describe_forecast(measured.forecast, len(measured.weeks), measured.hours_left, low, high)


def _end(measured: Pace, today: int, which: str) -> str | None:
    return day_text(today + 7 * getattr(measured.forecast, which)) if measured.forecast else None


def _show_days(record: Record) -> None:
    topics = record.topics_by_day()
    rows = [
        [short_day(day, record.today), f"{topics[day]} done" if topics[day] else "", _spent(record.minutes.get(day, 0))]
        for day in range(record.today, record.today - _DAYS_SHOWN, -1)
        if day in record.active
    ]
    for text in columns(rows):
        line(text)
    if not rows:
        line(f"nothing in the last {_DAYS_SHOWN} days")
    line()
    for name, days in zip(("Mon", "", "Wed", "", "Fri", "", "Sun"), year(topics, record.today), strict=True):
        line(f"{name:<4}{heat_line(days, ascii_only=not unicode())}".rstrip())


def _spent(value: float) -> str:
    return f"{value:g} minutes" if value else ""


def _show_burn_up(record: Record, progress: Progress) -> None:
    points = burn_up(progress, record.days, record.today)
    if not points:
        return
    line(f"\n{paint(progress.roadmap.title, 'bold')}, week by week")
    rows = [
        [short_day(point.day, record.today), bar(point.total, 20), percent(point.total)]
        for point in points[-_DAYS_SHOWN:]
    ]
    for text in columns(rows):
        line(text)


def _object(record: Record, progress: Progress, measured: Pace, rest: str, wanted: bool) -> dict[str, Any]:
    topics = record.topics_by_day()
    streak = record.streak(rest_days(rest))
    forecast = measured.forecast if wanted else None
    return {
        "roadmap": progress.roadmap.id,
        "title": progress.roadmap.title,
        "days": [
            {"day": day_text(day), "topics": topics[day], "minutes": record.minutes.get(day, 0)}
            for day in sorted(record.active)
        ],
        "burn_up": [
            {
                "day": day_text(point.day),
                "done": point.total.done,
                "counted": point.total.counted,
                "percent": point.total.percent,
                "ready_percent": point.ready.percent if point.ready else None,
            }
            for point in burn_up(progress, record.days, record.today)
        ],
        "streak": {
            "days": streak.days,
            "since": day_text(streak.since) if streak.since else None,
            "rest_days": rest,
            "rule": STREAK_RULE,
        },
        "hours_in_past_weeks": list(measured.weeks),
        "left": tally_object(progress.total),
        "forecast": {
            "earliest": _end(measured, record.today, "low"),
            "middle": _end(measured, record.today, "middle"),
            "latest": _end(measured, record.today, "high"),
            "rests_on_weeks": forecast.rests_on,
        }
        if forecast
        else None,
    }
