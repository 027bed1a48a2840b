"""Every screen of the app: the keys that lead there, and what shows that one is there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.endurance.homes import store
from tests.endurance.terminal import Terminal

STEP = 20.0
"""Seconds until a key has to show; a screen opens within one on a quiet machine."""
_COUNT = re.compile(r"(\d+) of \d+ topics")
_NEXT_ROW = ("down", "space")


class Screen(NamedTuple):
    """A place in the app. The keys are pressed in the study of the target, or at home; `shows` appears then."""

    name: str
    keys: tuple[str, ...] = ()
    shows: str = ""
    at_home: bool = False
    new: bool = False
    """Whether it belongs to the first run, on a home without a store."""


SCREENS = (
    Screen("home", at_home=True),
    Screen("study"),
    Screen("note", ("e",), "Esc saves"),
    Screen("search", ("/",), "Search"),
    Screen("card", ("enter",)),
    Screen("selection", ("v",)),
    Screen("links", ("o",), "its address"),
    Screen("prerequisite", ("p",)),
    Screen("why", ("%",), "Esc"),
    Screen("add", ("A",), "Esc"),
    Screen("change", ("M",), "Esc"),
    Screen("title", ("T",), "Esc"),
    Screen("history", ("H",), "What you did"),
    Screen("palette", (":",), "Search for commands"),
    Screen("keys", ("?",), "Keys of this screen"),
    Screen("import", ("I",), "Import a roadmap", at_home=True),
    Screen("update", ("\x12",), at_home=True),
    Screen("export", ("X",), "Everything", at_home=True),
    Screen("reading", ("i",), at_home=True),
    Screen("home search", ("/",), "Search", at_home=True),
    Screen("first run", new=True),
    Screen("placement", ("enter",), "Step 2 of 3", new=True),
)


def go(terminal: Terminal, screen: Screen, wanted: int = 3) -> int:
    """Tick a few topics, then go to a screen. How many ticks the app showed as done.

    Raises `AssertionError` when something does not appear.
    """
    if screen.new:
        _await(terminal, "Step 1 of 3")
        _press(terminal, screen)
        return 0
    shown = tick(terminal, wanted)
    if screen.at_home:
        terminal.press("escape")
        _await(terminal, "Roadmaps and skills")
    _press(terminal, screen)
    return shown


def tick(terminal: Terminal, wanted: int) -> int:
    """From home, tick so many topics of the target in its study; how many it shows as done."""
    _await(terminal, "Quit")
    terminal.press("enter")
    _await(terminal, "e Note")
    terminal.press("0", "down", *_NEXT_ROW * wanted)
    if not terminal.until(lambda: counted(terminal) >= wanted, STEP):
        raise AssertionError(f"{counted(terminal)} of {wanted} ticks show")
    return counted(terminal)


def counted(terminal: Terminal) -> int:
    """How many topics the first line of the screen says are done."""
    count = _COUNT.search(terminal.screen.display[0])
    return int(count[1]) if count else 0


def ticks(home: Path) -> int:
    """How many topics are done in the store, by the store itself."""
    with closing(sqlite3.connect(f"file:{store(home)}?mode=ro", uri=True)) as connection:
        asked = "select count(*) from current where field = 'mark' and value = 'done'"
        return int(connection.execute(asked).fetchone()[0])


def _press(terminal: Terminal, screen: Screen) -> None:
    terminal.press(*screen.keys)
    if screen.shows:
        _await(terminal, screen.shows)


def _await(terminal: Terminal, words: str) -> None:
    if not terminal.shows(words, STEP):
        raise AssertionError(f"{words!r} does not appear; the screen ends with {terminal.text().split()[-12:]}")
