"""Clocks that go back, leap, and change their zone: the journal's order, undo and the days stay right."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.endurance.homes import homes, run
from tests.endurance.outsider import look
from tests.endurance.plans import ids_of, write_plan
from tests.endurance.result import Result

_SLOW = 60  # seconds that a command may take from its start to its tick


class Moment(NamedTuple):
    """A moment in UTC, and the zone of the user then."""

    what: str
    at: str
    zone: str


MOMENTS = (
    Moment("an ordinary day", "2026-03-01 12:00:00", "UTC"),
    Moment("a clock that went back a year", "2025-03-01 12:00:00", "UTC"),
    Moment("a leap day", "2028-02-29 23:59:58", "Pacific/Kiritimati"),
    Moment("before spring forward", "2026-03-29 00:59:59", "Europe/Berlin"),
    Moment("after spring forward", "2026-03-29 01:00:01", "Europe/Berlin"),
    Moment("the first 02:30 of autumn", "2026-10-25 00:30:00", "Europe/Berlin"),
    Moment("the second 02:30 of autumn", "2026-10-25 01:30:00", "Europe/Berlin"),
    Moment("1970", "1970-01-02 00:00:00", "America/St_Johns"),
    Moment("the end of 32 bits", "2038-01-19 03:14:07", "Asia/Kolkata"),
    Moment("after 32 bits", "2038-01-19 03:14:09", "Asia/Kathmandu"),
    Moment("no leap day in 2100", "2100-03-01 00:00:00", "Pacific/Apia"),
    Moment("a clock that came back from 2100", "2026-05-01 23:30:00", "America/Los_Angeles"),
    Moment("a zone that there is not", "2026-05-02 00:30:00", "Nowhere/Land"),
)


def run_clocks(rounds: int, seed: int) -> Result:
    """Tick at odd moments, first in their order and then shuffled, and undo everything again."""
    result, rng = Result("clocks"), random.Random(seed)
    if not shutil.which("faketime"):
        print("clocks: only time zones are tried, because there is no faketime here (Debian's package of that name)")
    with homes() as made:
        run(made.first, "import", str(write_plan(made.first / "plan.md", "Plan", 2 * len(MOMENTS))), "--yes")
        topics = ids_of(made.first, "plan")
        for turn in range(rounds):
            moments = list(MOMENTS)
            if turn:
                rng.shuffle(moments)
            _walk_through(made.copy(), moments, topics, result)
    return result


def _walk_through(home: Path, moments: list[Moment], topics: list[str], result: Result) -> None:
    begun = len(look(home).events)
    latest = ""
    ticked = []
    for topic, moment in zip(topics, moments, strict=False):
        result.tried += 1
        if not _ran(home, moment, result, "tick", topic):
            continue
        ticked.append(topic)
        for words in (("status", "--json"), ("history",), ("show", topic)):
            _ran(home, moment, result, *words)
        if _at(moment) and moment.at > latest:  # no clock that went back is in the way
            latest = moment.at
            _day_is_right(look(home).events[-1].at, moment, result)
    _order_is_right(home, begun, ticked, result)
    for moment, topic in zip(moments[::-1], ticked[::-1], strict=False):
        result.tried += 1
        if _ran(home, moment, result, "undo") and topic in look(home).done():
            result.fail(f"undo at {moment.what} did not take back the last tick")
    if fault := look(home).fault():
        result.fail(fault)


def _ran(home: Path, moment: Moment, result: Result, *words: str) -> bool:
    """Whether a command works at that moment."""
    ran = run(home, *words, before=_at(moment), TZ=moment.zone)
    if ran.code:
        result.fail(f"{words[0]} at {moment.what}: {ran}")
    return ran.code == 0


def _day_is_right(written: str, moment: Moment, result: Result) -> None:
    if abs((_time(written) - _time(moment.at)).total_seconds()) > _SLOW:
        result.fail(f"a tick at {moment.what}, {moment.at}, was written as of {written}")


def _order_is_right(home: Path, begun: int, ticked: list[str], result: Result) -> None:
    looked = look(home)
    if [event.subject for event in looked.events[begun:]] != ticked:
        result.fail("the journal is not in the order of the ticks")
    if missing := set(ticked) - looked.done():
        result.lost += len(missing)
        result.notes.append(f"ticks are gone: {sorted(missing)}")
    if fault := looked.fault():
        result.fail(fault)
    told = [line["subject"] for line in _history(home) if line["subject"] in ticked]
    if told != ticked[::-1]:
        result.fail(f"history is not newest first: {told[:3]}")


def _history(home: Path) -> list[dict[str, str]]:
    """The marks in the journal as the program tells them, newest first."""
    ran = run(home, "history", "-n", "1000", "--json")
    return [event for event in ran.json() if event["field"] == "mark" and event["value"]] if not ran.code else []


def _at(moment: Moment) -> tuple[str, ...]:
    """What stands in front of a command so that it runs then; nothing where that cannot be had."""
    if not shutil.which("faketime"):
        return ()
    return ("env", "FAKETIME_FMT=%s", "faketime", "-f", f"@{_time(moment.at).timestamp():.0f}")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
