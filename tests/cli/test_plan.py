"""`tracker plan`: the same plan as text, Markdown, a calendar and JSON."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.conftest import Run
from tracker.workspace.local_days import short_day


@pytest.mark.usefixtures("small_home")
def test_the_plan_is_the_same_in_every_format(cli: Run) -> None:
    plan = cli("plan", "skipper", "--hours-per-week", "3", "--json").json()
    first = date.fromisoformat(plan["from"])
    assert date.fromisoformat(plan["until"]) == first + timedelta(weeks=plan["weeks"]) - timedelta(days=1)
    shown = cli("plan", "skipper", "--hours-per-week", "3")
    for step in plan["steps"]:
        assert f"  {step['title']}  " in shown.stdout
        begin = first + timedelta(weeks=step["first_week"] - 1)
        day = short_day(begin.toordinal(), first.toordinal())
        assert f"Week {step['first_week']}, from {day}\n" in shown.stdout


@pytest.mark.usefixtures("small_home")
def test_a_calendar_and_a_checklist_hold_every_topic(program: Run) -> None:
    plan = program("plan", "skipper", "--hours-per-week", "3", "--json").json()
    calendar = Calendar.from_ical(program("plan", "skipper", "--hours-per-week", "3", "--format", "icalendar").stdout)
    events = list(calendar.walk("VEVENT"))
    described = "\n".join(str(event["description"]) for event in events).splitlines()
    assert [line.partition(" (")[0].removeprefix("- ") for line in described] == [
        step["title"] for step in plan["steps"]
    ]
    assert [str(event["uid"]) for event in events] == list(dict.fromkeys(str(event["uid"]) for event in events))
    assert events[0].decoded("dtend") - events[0].decoded("dtstart") == timedelta(weeks=1)
    checklist = program("plan", "skipper", "--format", "markdown").stdout
    assert checklist.count("- [ ] ") == len(plan["steps"])


@pytest.mark.usefixtures("small_home")
def test_hours_that_are_none_and_a_roadmap_that_says_nothing_of_ready_are_refused(cli: Run) -> None:
    for hours in ("0", "nan", "many", "169"):
        assert cli("plan", "skipper", "--hours-per-week", hours).code == 2
    assert "does not say what makes you ready" in cli("plan", "knots", "--ready").stderr
    for topic in ("knots/bowline", "knots/figure-eight", "knots/sheet-bend", "knots/splice"):
        cli("tick", topic)
    assert cli("plan", "knots").stdout == "Knots: nothing is left to learn here\n"


@pytest.mark.usefixtures("small_home")
def test_topics_without_hours_are_said_to_take_no_time(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "paint.md").write_text("# Painting\n\n- [ ] Sand the hull\n- [ ] Paint the deck\n", encoding="utf-8")
    cli("import", str(tmp_path / "paint.md"), "--yes")
    assert "No time is planned for 2 topics without hours." in cli("plan", "painting").stdout
    assert "without hours" not in cli("plan", "skipper").stdout
