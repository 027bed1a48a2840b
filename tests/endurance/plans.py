"""Checklists to import, and how the app comes to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.endurance.homes import run
from tests.endurance.terminal import Terminal


def write_plan(path: Path, title: str, topics: int, ticked: Callable[[int], bool] = lambda n: False) -> Path:
    """Write a checklist of so many topics, such as "Plan 0007"."""
    lines = [f"- [{'x' if ticked(n) else ' '}] {title} {n:04}\n" for n in range(topics)]
    path.write_text(f"# {title}\n\n{''.join(lines)}", encoding="utf-8")
    return path


def ids_of(home: Path, roadmap: str) -> list[str]:
    """The ids of the topics of a flat roadmap, in their order."""
    return [topic["id"] for topic in run(home, "show", roadmap, "--json").json()["children"]]


def open_plan(terminal: Terminal, topic: str = "Plan 0000") -> bool:
    """Open the plan in the app with the cursor on a topic; whether that went well."""
    if not terminal.shows("AI Engineer"):
        return False
    terminal.press(":")
    if not terminal.shows("Search for commands"):
        return False
    terminal.press(topic)
    if not terminal.shows("topic in Plan"):
        return False
    terminal.press("enter")
    return terminal.until(lambda: shown_done(terminal) is not None)


def shown_done(terminal: Terminal) -> int | None:
    """How many topics of the plan the headline shows as done; None when no headline of a roadmap stands there."""
    head, topics, _ = terminal.screen.display[0].partition(" topics")
    words = head.split()
    if not topics or words[0] != "Plan" or not words[-3].isdigit():
        return None
    return int(words[-3])
