"""How the command line writes: bars, aligned columns, and colour where it is wanted.

All text is written here, and a terminal obeys nothing in it except the colours of `paint`. `paint` puts a marker into
the text that holds a random number of this process, so that no file can contain one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from tracker.core.effort import time_left
from tracker.core.json_text import dumps
from tracker.core.text import inert, plain

if TYPE_CHECKING:
    from tracker.core.progress.tally import Tally
    from tracker.core.roadmap.model import Mark

_GLYPHS = {"todo": "○", "doing": "◐", "done": "✓", "skipped": "–"}
_ASCII_GLYPHS = {"todo": "[ ]", "doing": "[~]", "done": "[x]", "skipped": "[-]"}
_WIDEST_TITLE = 48
_USUAL_WIDTH = 80
_NARROWEST = 12
"""Columns below which a cell is not cut: less of a title says nothing."""
_OWN_SIGNS = dict.fromkeys(map(ord, "○◐✓–█░·→"), "x")
_FIRST_NOT_ONE_WIDE = "\u0300"  # of what `inert` leaves, all before it takes one column
_COLOURS = {"dim": "2", "bold": "1", "green": "32", "yellow": "33"}
_manner = {"plain": False, "no_input": False}
_INK = f"\x1b{os.urandom(8).hex()}:"
_PAINTED = rf"{_INK}(\d+)m"  # a pattern for `re`, to be compiled only where something is painted


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
    clean, *painted = _split(text)
    clean = inert(clean)
    for code, words in zip(painted[::2], painted[1::2], strict=True):
        clean += f"\x1b[{code}m{inert(words)}"
    encoding = stream.encoding or "ascii"
    print(clean.encode(encoding, "replace").decode(encoding), end=end, file=stream, flush=not end)


def _split(text: str) -> list[str]:
    """The parts of a text between the marks of `paint`, and at every second place the colour that begins there."""
    return re.split(_PAINTED, text) if _INK in text else [text]


def terminal_width() -> int:
    """The columns of the terminal: those that COLUMNS names, else what the terminal says, else 80."""
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and int(named):
        return int(named)
    return width_of_terminal() or _USUAL_WIDTH


def unicode() -> bool:
    """True where stdout can show more than ASCII."""
    return "utf" in (sys.stdout.encoding or "").lower()


def paint(text: str, colour: str) -> str:
    """`text` in a colour, where stdout is a terminal and the environment does not forbid colours."""
    wanted = (
        not _manner["plain"]
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
    return f"{_INK}{_COLOURS[colour]}m{text}{_INK}0m" if wanted else text


def use_manner(*, plain: bool, no_input: bool) -> None:
    """Write words instead of signs and bars from now on (`--plain`), and ask nothing (`--no-input`)."""
    _manner.update(plain=plain, no_input=no_input)


def asks() -> bool:
    """Whether the user may be asked."""
    return not _manner["no_input"]


def is_plain() -> bool:
    """Whether words are written instead of signs and bars; a terminal that is `dumb` gets them anyway."""
    return _manner["plain"] or os.environ.get("TERM") == "dumb"


def glyph(mark: Mark) -> str:
    """The sign of a mark, or its word. Each mark has a sign of its own, so that colour is not needed."""
    if is_plain():
        return f"{mark.value}:"
    return (_GLYPHS if unicode() else _ASCII_GLYPHS)[mark.value]


def bar(tally: Tally, width: int = 16) -> str:
    """A bar of `width` columns. It is full only at 100 %, and empty only at 0."""
    if is_plain():
        return ""
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
    """Rows as lines with aligned columns; the last cell of a line is not padded.

    On a terminal they fit its width: the column of the widest cell is cut. Plain text has no columns.
    """
    every = [list(row) for row in rows]
    if not every:
        return []
    if is_plain():
        return [", ".join(cell.strip() for cell in row if cell.strip()) for row in every]
    _narrow(every)
    padded = [_padded([row[n] for row in every]) for n in range(len(every[0]) - 1)]
    last = (row[-1] for row in every)
    return ["  ".join(cells).rstrip() for cells in zip(*padded, last, strict=True)]


def _padded(cells: list[str]) -> list[str]:
    """Cells that are as wide as the widest of them."""
    widths = [*map(width_of, cells)]
    most = max(widths)
    return [cell + " " * (most - width) for cell, width in zip(cells, widths, strict=True)]


def width_of_terminal() -> int | None:
    """The columns of the terminal; None where stdout is none, and nothing has to fit."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):  # a file, a pipe, or what stands for one
        return None


def wrapped(text: str, indent: int) -> list[str]:
    """`text` as indented lines that fit the terminal; one line where there is none."""
    room = width_of_terminal()
    if room is None:
        return [" " * indent + text]
    from textwrap import wrap  # 1 ms, 2 % of a `status`

    return [" " * indent + part for part in wrap(text, max(20, min(room, 100) - indent))]


def fits(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of equally many cells fit the terminal as columns; without one there is no limit."""
    room = width_of_terminal()
    return room is None or not rows or sum(_widths(rows)) + 2 * (len(rows[0]) - 1) <= room


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    count = max(map(len, rows))
    return [max((width_of(row[n]) for row in rows if n < len(row)), default=0) for n in range(count)]


def _narrow(rows: list[list[str]]) -> None:
    """Cut the widest column, as often as it takes, until the rows fit the terminal. Painted cells stay whole."""
    room = width_of_terminal()
    while room is not None:
        widths = _widths(rows)
        over = sum(widths) + 2 * (len(widths) - 1) - room
        widest = widths.index(max(widths))
        if over <= 0 or widths[widest] <= _NARROWEST:
            return
        most = max(_NARROWEST, widths[widest] - over)
        for row in rows:
            if widest < len(row):
                row[widest] = _cut(row[widest], most)


def _cut(cell: str, most: int) -> str:
    if width_of(cell) <= most:
        return cell
    start, *painted = _split(cell)
    if painted:  # a cell in one colour: its code, its text, and the end
        return f"{_INK}{painted[0]}m{_cut(painted[1], most)}{_INK}0m" if not start else cell
    shorter = cell[:most]
    while width_of(shorter) > most - 3:
        shorter = shorter[:-1]
    return f"{shorter.rstrip()}..."


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
    if text.isascii() and text.isprintable():
        return len(text)
    shown = inert("".join(_split(text)[::2]))
    if max(shown.translate(_OWN_SIGNS), default="") < _FIRST_NOT_ONE_WIDE:
        return len(shown)
    from wcwidth import wcswidth  # 18 ms; most titles are in Latin letters

    return max(0, wcswidth(shown))
