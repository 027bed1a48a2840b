"""How the command line writes: bars, aligned columns, and colour where it is wanted.

All text is written here, and a terminal obeys nothing in it except the colours of `paint`. `paint` puts a marker into
the text that holds a random number of this process, so that no file can contain one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from tracker.core.json_text import dumps
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.model import Mark
from tracker.core.text import inert, plain, time_left

_GLYPHS = {Mark.TODO: "○", Mark.DOING: "◐", Mark.DONE: "✓", Mark.SKIPPED: "–"}
_ASCII_GLYPHS = {Mark.TODO: "[ ]", Mark.DOING: "[~]", Mark.DONE: "[x]", Mark.SKIPPED: "[-]"}
_WIDEST_TITLE = 48
_OWN_SIGNS = dict.fromkeys(map(ord, "○◐✓–█░·→"), "x")
_COLOURS = {"dim": "2", "bold": "1", "green": "32", "yellow": "33"}
_INK = f"\x1b{os.urandom(8).hex()}:"
_PAINTED = re.compile(rf"{_INK}(\d+)m")


def data(value: Any) -> None:
    """One JSON value on stdout."""
    print(dumps(value, ascii_only=not unicode()))


def line(text: str = "") -> None:
    """One line of text on stdout, or several where it holds line breaks."""
    _write(text, "\n", sys.stdout)


def talk(text: str, end: str = "\n") -> None:
    """A message on stderr, so that stdout holds data only."""
    _write(text, end, sys.stderr)


def _write(text: str, end: str, stream: TextIO) -> None:
    clean, *painted = _PAINTED.split(text)
    clean = inert(clean)
    for code, words in zip(painted[::2], painted[1::2], strict=True):
        clean += f"\x1b[{code}m{inert(words)}"
    encoding = stream.encoding or "ascii"
    print(clean.encode(encoding, "replace").decode(encoding), end=end, file=stream, flush=not end)


def unicode() -> bool:
    """True where stdout can show more than ASCII."""
    return "utf" in (sys.stdout.encoding or "").lower()


def paint(text: str, colour: str) -> str:
    """`text` in a colour, where stdout is a terminal and the environment does not forbid colours."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"{_INK}{_COLOURS[colour]}m{text}{_INK}0m" if wanted else text


def glyph(mark: Mark) -> str:
    """The sign of a mark. Each mark has a sign of its own, so that colour is not needed."""
    return (_GLYPHS if unicode() else _ASCII_GLYPHS)[mark]


def bar(tally: Tally, width: int = 16) -> str:
    """A bar of `width` columns. It is full only at 100 %, and empty only at 0."""
    full, empty = ("█", "░") if unicode() else ("#", ".")
    percent = tally.percent or 0
    rounded = max(int(bool(percent)), round(width * percent / 100))
    filled = width if tally.counted and not tally.left else min(width - 1, rounded)
    return paint(full * filled, "green") + paint(empty * (width - filled), "dim")


def percent(tally: Tally) -> str:
    """The percentage in five columns."""
    return "    -" if tally.percent is None else f"{tally.percent:>3} %"


def numbers(tally: Tally) -> str:
    """The numbers of a tally in words: `3 of 8 topics · 12 h left · 1 doing`."""
    skipped = f" · {tally.skipped} skipped" if tally.skipped else ""
    doing = f" · {tally.doing} doing" if tally.doing else ""
    left = time_left(tally.hours_left, tally.months_left)
    return f"{tally.done:,} of {tally.counted:,} topics · {left} left{doing}{skipped}"


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows as lines with aligned columns; the last cell of a line is not padded."""
    every = [list(row) for row in rows]
    if not every:
        return []
    widths = [max(width_of(row[n]) for row in every) for n in range(len(every[0]) - 1)]
    lines = []
    for row in every:
        cells = [cell + " " * (wide - width_of(cell)) for cell, wide in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return lines


def clip(title: str) -> str:
    """`title`, cut to the width that a table has for it."""
    if width_of(title) <= _WIDEST_TITLE:
        return title
    shorter = title[:_WIDEST_TITLE]
    while width_of(shorter) > _WIDEST_TITLE - 3:
        shorter = shorter[:-1]
    return f"{shorter}..."


def cut(text: str, widest: int) -> str:
    """`text` in one line, cut to `widest` columns."""
    shown = plain(text)
    if width_of(shown) <= widest:
        return shown
    while shown and width_of(shown) > widest - 3:
        shown = shown[:-1]
    return f"{shown.rstrip()}..."


def width_of(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    shown = inert(_PAINTED.sub("", text))
    if shown.translate(_OWN_SIGNS).isascii():
        return len(shown)
    from wcwidth import wcswidth  # costs a quarter of a `status`; most titles are ASCII

    return max(0, wcswidth(shown))
