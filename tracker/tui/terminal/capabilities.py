"""What this terminal can show, and what the app changes where it cannot: themes, signs and filters."""

import locale
import os
import re
import select
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from rich.console import Console
from textual import constants
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor
from textual.message import Message

from tracker.core.errors import UsageError
from tracker.settings import AUTO
from tracker.tui.terminal.filters import AsciiOnly, Inert, Uncoloured
from tracker.tui.terminal.output import write_leaving
from tracker.tui.themes import DARK, LIGHT

PATIENCE = 0.2
"""Seconds until the app starts without an answer. A later answer is used when it comes."""

RESTORED = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""The escape sequences that end every mode which the app has set in the terminal."""

LARGEST = 1000
"""The largest number of columns or lines: a larger COLUMNS or LINES is ignored, as drawing would take minutes."""

_SILENT = {"", "linux", "eterm", "eterm-color"}
"""Values of TERM for terminals that do not answer which background they have: the app would wait for nothing."""

_BACKGROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_WHO = re.compile(rb"\x1b\[\?[\d;]*c")
_UNCOLOURED, _GREY, _ASCII_ONLY, _INERT = Uncoloured(), Monochrome(), AsciiOnly(), Inert()


class Answered(Message):
    """The terminal has answered a query (OSC) after the app had started."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__()


class HungUp(Message):
    """The terminal was closed."""


class Terminal(NamedTuple):
    """What a terminal can show. The default is everything, on a dark background.

    `colours`: more than 16, and the user wants them. `unicode`: letters and lines beyond ASCII. `signs`: the signs of
    our marks, too.
    """

    light: bool = False
    colours: bool = True
    unicode: bool = True
    signs: bool = True

    def theme(self, wanted: str) -> str:
        """The theme to start with. Without colours it is one with the terminal's own colours, which are readable."""
        if not self.colours:
            return "ansi-light" if self.light else "ansi-dark"
        return wanted if wanted != AUTO else (LIGHT if self.light else DARK).name

    def glyphs(self, wanted: str) -> str:
        """The set of signs."""
        return wanted if wanted != AUTO else "unicode" if self.signs else "ascii"

    def filters(self, filters: Sequence[LineFilter], *, ansi: bool, no_color: bool) -> list[LineFilter]:
        """The filters for everything that is drawn. `filters` are those of Textual.

        Textual chooses its filter for NO_COLOR before an app has its theme. With a theme of the terminal's own colours
        that filter would make text and background black. Here the filter is chosen by the theme.
        """
        kept = [_INERT, *(line_filter for line_filter in filters if not isinstance(line_filter, (Monochrome, NoColor)))]
        if no_color:
            kept.append(_UNCOLOURED if ansi else _GREY)
        return kept if self.unicode else [*kept, _ASCII_ONLY]


BEST = Terminal()
"""The terminal that is assumed where none was examined."""


def look(theme: str) -> Terminal:
    """What the terminal of this process can show; `theme` is the user's setting.

    Raises `UsageError` for TERM=dumb and TERM=unknown: the cursor cannot be moved there.
    """
    term = os.environ.get("TERM", "")
    if term in ("dumb", "unknown"):
        raise UsageError(
            f"the app cannot draw on a terminal with TERM={term}; every action has a command: tracker --help"
        )
    plain = no_color()
    console = Console(color_system=constants.COLOR_SYSTEM, force_terminal=True)  # type: ignore[arg-type]  # as Textual does
    colours = console.color_system in {"256", "truecolor"}
    light = not plain and (theme == AUTO or not colours) and _is_light(term)
    # Not the preferred encoding: in the C locale Python itself changes to UTF-8, but the terminal does not.
    unicode = sys.platform == "win32" or "utf" in locale.getencoding().lower()
    return Terminal(light, colours and not plain, unicode, unicode and term != "linux")


def no_color() -> bool:
    """True where NO_COLOR is set and not empty (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def _is_light(term: str) -> bool:
    """True where the background is light: by the terminal's answer, else by COLORFGBG, else False."""
    light = None if term in _SILENT else _asked()
    return _was_set_light(os.environ) if light is None else light


def _was_set_light(environment: Mapping[str, str]) -> bool:
    """True where COLORFGBG, which some terminals set, ends in a light colour."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}


def _asked() -> bool | None:
    """The terminal's answer whether its background is light; None where it does not answer."""
    if sys.platform == "win32" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    import termios  # not on every system
    import tty

    into, out = sys.stdin.fileno(), sys.stdout.fileno()
    before = termios.tcgetattr(into)
    tty.setcbreak(into, termios.TCSANOW)
    answer = _ask(into, out)
    _before_asking[into] = before
    if _WHO.search(answer):
        restore_after_query(into)
    return read_light(answer)


_before_asking: dict[int, list[Any]] = {}
"""The modes of terminals before they were asked, by file number."""


def restore_after_query(into: int) -> None:
    """Restore the modes from before the query. Until the app sets its own, a late answer must not be echoed."""
    if into in _before_asking:
        import termios  # not on every system

        termios.tcsetattr(into, termios.TCSANOW, _before_asking.pop(into))


def modes() -> tuple[int, list[Any]] | None:
    """The terminal's file number and its present modes; None where there is nothing to restore."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return None
    import termios  # not on every system

    return sys.stdin.fileno(), termios.tcgetattr(sys.stdin.fileno())


def restore(into: int, before: list[Any]) -> None:
    """Restore the modes `before`, and end all that the app, or an editor which it ended, has set in the terminal."""
    import termios  # not on every system

    with suppress(OSError, termios.error):
        if os.tcgetpgrp(into) == os.getpgrp():  # else a shell has the terminal, and has restored it
            termios.tcsetattr(into, termios.TCSANOW, before)
            if sys.__stderr__:
                write_leaving(sys.__stderr__, RESTORED)


def believe_size() -> None:
    """Remove COLUMNS and LINES from the environment where no terminal is that large: then the terminal is asked."""
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        if size.isdecimal() and int(size) > LARGEST:
            del os.environ[name]


def _ask(into: int, out: int) -> bytes:
    """The terminal's answer to "which background?". It is also asked who it is, since every terminal answers that."""
    answer, end = b"", time.monotonic() + PATIENCE
    if select.select([into], [], [], 0)[0]:  # the user types already, and the app must read that
        return answer
    os.write(out, b"\x1b]11;?\x1b\\\x1b[c")
    while not _WHO.search(answer) and select.select([into], [], [], max(0.0, end - time.monotonic()))[0]:
        answer += os.read(into, 1024)
    return answer


def read_light(answer: bytes) -> bool | None:
    """True where an answer names a background nearer to white than to black; None where it names none."""
    colour = _BACKGROUND.search(answer)
    if not colour:
        return None
    shares = [int(digits, 16) / (16 ** len(digits) - 1) for digits in colour.groups()]
    return Color(*(round(255 * share) for share in shares)).brightness > 0.5  # noqa: PLR2004  # half way to white
