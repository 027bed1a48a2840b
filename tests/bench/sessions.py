"""What is done in the app while it is measured: a start, then keys, each with what its repaint shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.homes import TRACKER
from tests.bench.terminal import Watch

_FLOOR = str(Path(__file__).with_name("floor.py"))
_HEADLINE = re.compile(r"%  ([\d,]+ of [\d,]+) topics")
_CARD = re.compile(r"│\s+(\S.*)")


class Keys(NamedTuple):
    """A row of the table: keys that are pressed one after the other, each measured alone.

    `watch` is what changes on the screen; `back` are keys that are pressed after each of them and not measured.
    """

    row: str
    keys: Sequence[str]
    watch: Watch
    back: Sequence[str] = ()


class Session(NamedTuple):
    """A start of a script of Python and what follows. `steps` are measured keys, and other keys on the way to them."""

    row: str
    script: Sequence[str]
    first: Watch
    steps: tuple[Keys | str, ...] = ()


def _shows(text: str) -> Watch:
    return lambda lines: "shown" if any(text in line for line in lines) else ""


def _home(lines: Sequence[str]) -> str:
    """What is next, the target with its percentage, and the list with percentages."""
    text = "\n".join(lines)
    return "shown" if all(words in text for words in (" next ", "Ready to apply", "Nearest roles", " % ")) else ""


def _top(lines: Sequence[str]) -> str:
    return lines[0]


def _headline(lines: Sequence[str]) -> str:
    numbers = _HEADLINE.search(lines[0])
    return numbers[1] if numbers else ""


def _card(lines: Sequence[str]) -> str:
    return next((title[1] for line in lines[3:] if (title := _CARD.search(line))), "")


def _matches(lines: Sequence[str]) -> str:
    return next((line for line in lines if " match" in line), "")


_PALETTE = Keys("palette", "\x10\x10\x10", _shows("Search for commands"), ("\x1b",))


def study(size: str, letters: str, to_row: str, to_topic: str) -> tuple[Keys | str, ...]:
    """A roadmap that is opened from home, and its keys."""
    return (
        *to_row,
        Keys(f"study from home{size}", "\r\r\r", _shows("e Note"), ("b",)),
        "\r",
        *to_topic,
        Keys(f"tick{size}", " " * 6, _headline),
        Keys(f"cursor{size}", "jjjj", _card),
        Keys(f"filter{size}", "fff", _shows("Open topics"), ("\x1b",)),
        Keys(f"why{size}", "%%%", _shows(": why "), ("\x1b",)),
        "/",
        Keys(f"search{size}", letters, _matches),
    )


APP = Session("bare app", (_FLOOR,), _top)
TREE = Session("bare tree", (_FLOOR, "tree"), _top, (Keys("bare toggle", " " * 8, _top),))
ROLE = Session("start", (TRACKER,), _home, (_PALETTE, *study("", "data", "", "ljlj")))
OWN = {
    boxes: Session(f"start, own {boxes:,}", (TRACKER,), _home, study(f", own {boxes:,}", "12", "jjjjjj", "lj"))
    for boxes in (1_000, 10_000)
}
START = Session("start", (TRACKER,), _home)
"""A start and nothing else."""
