"""What this terminal can show, and what gives way when it cannot: colours, signs, or the app itself."""

from __future__ import annotations

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
from tracker.tui.themes import DARK, LIGHT

PATIENCE = 0.2
"""Seconds until the app begins without an answer. An answer that comes later is taken when it comes."""

RESTORED = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""What takes back everything that the app asks of a terminal."""

LARGEST = 1000
"""Columns and lines beyond which COLUMNS and LINES are not believed: such a screen would take minutes to draw."""

_SILENT = {"", "linux", "eterm", "eterm-color"}
"""Values of TERM for terminals that do not say their background, and would keep the person waiting."""

_BACKGROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_WHO = re.compile(rb"\x1b\[\?[\d;]*c")
_UNCOLOURED, _GREY, _ASCII_ONLY, _INERT = Uncoloured(), Monochrome(), AsciiOnly(), Inert()


class Answered(Message):
    """The terminal has answered a question (OSC), after the app had begun."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__()


class HungUp(Message):
    """The terminal is gone."""


class Terminal(NamedTuple):
    """What a terminal can show; by itself, all of it on a dark ground.

    `colours`: more than 16, and wanted. `unicode`: letters and lines beyond ASCII. `signs`: our marks among them.
    """

    light: bool = False
    colours: bool = True
    unicode: bool = True
    signs: bool = True

    def theme(self, wanted: str) -> str:
        """The theme to begin with: without colours it is the terminal's own, which are readable there."""
        if not self.colours:
            return "ansi-light" if self.light else "ansi-dark"
        return wanted if wanted != AUTO else (LIGHT if self.light else DARK).name

    def glyphs(self, wanted: str) -> str:
        """The set of signs."""
        return wanted if wanted != AUTO else "unicode" if self.signs else "ascii"

    def filters(self, filters: Sequence[LineFilter], *, ansi: bool, no_color: bool) -> list[LineFilter]:
        """The filters for everything drawn, from those that Textual has.

        Textual picks the one for NO_COLOR once, before an app has its theme; if that is one of the terminal's own
        colours, the filter turns every default colour to black, text and background alike. Here it follows the theme.
        """
        found = [_INERT, *(one for one in filters if not isinstance(one, (Monochrome, NoColor)))]
        if no_color:
            found.append(_UNCOLOURED if ansi else _GREY)
        return found if self.unicode else [*found, _ASCII_ONLY]


BEST = Terminal()
"""The terminal that an app takes for granted when nobody has looked."""


def look(theme: str) -> Terminal:
    """Look at the terminal of this process, for a person who wants `theme`.

    Raises `UsageError` where nothing could be drawn: on a terminal that is called dumb, no cursor can be moved.
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
    # Not the preferred encoding: in the C locale Python itself goes over to UTF-8, the terminal does not.
    unicode = sys.platform == "win32" or "utf" in locale.getencoding().lower()
    return Terminal(light, colours and not plain, unicode, unicode and term != "linux")


def no_color() -> bool:
    """Whether the person wants no colour; as no-color.org has it, an empty value says nothing."""
    return bool(os.environ.get("NO_COLOR"))


def _is_light(term: str) -> bool:
    """Whether the background is light: what the terminal says, or COLORFGBG, or else not."""
    said = None if term in _SILENT else _asked()
    return _was_set_light(os.environ) if said is None else said


def _was_set_light(environment: Mapping[str, str]) -> bool:
    """Whether COLORFGBG, which some terminals set, ends in a light colour."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}


def _asked() -> bool | None:
    """Whether the terminal says, when asked, that its background is light. None when it does not say."""
    if sys.platform == "win32" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    import termios
    import tty

    into, out = sys.stdin.fileno(), sys.stdout.fileno()
    before = termios.tcgetattr(into)
    tty.setcbreak(into, termios.TCSANOW)
    answer = _ask(into, out)
    _before_asking[into] = before
    if _WHO.search(answer):
        give_back_echo(into)
    return read_light(answer)


_before_asking: dict[int, list[Any]] = {}
"""How terminals were before they were asked, by the number of the file."""


def give_back_echo(into: int) -> None:
    """Let a terminal be as it was before it was asked: until the app takes it, a late answer would be echoed."""
    if into in _before_asking:
        import termios

        termios.tcsetattr(into, termios.TCSANOW, _before_asking.pop(into))


def modes() -> tuple[int, list[Any]] | None:
    """The number of the terminal's file and how it is set now; None where there is nothing to restore."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return None
    import termios

    return sys.stdin.fileno(), termios.tcgetattr(sys.stdin.fileno())


def restore(into: int, before: list[Any]) -> None:
    """Take back by force what the app, or an editor that it ended, has asked of the terminal."""
    import termios

    with suppress(OSError, termios.error):
        if os.tcgetpgrp(into) == os.getpgrp():  # else a shell has the terminal, and has restored it
            termios.tcsetattr(into, termios.TCSANOW, before)
            os.write(sys.__stderr__.fileno() if sys.__stderr__ else into, RESTORED.encode())


def believe_size() -> None:
    """Leave out COLUMNS and LINES where no terminal can be that large, and let the terminal say."""
    for name in ("COLUMNS", "LINES"):
        said = os.environ.get(name, "")
        if said.isdecimal() and int(said) > LARGEST:
            del os.environ[name]


def _ask(into: int, out: int) -> bytes:
    """What the terminal answers to "which background?". It is asked who it is too, as every terminal answers that."""
    answer, end = b"", time.monotonic() + PATIENCE
    if select.select([into], [], [], 0)[0]:  # the person types already, and that is for the app to read
        return answer
    os.write(out, b"\x1b]11;?\x1b\\\x1b[c")
    while not _WHO.search(answer) and select.select([into], [], [], max(0.0, end - time.monotonic()))[0]:
        answer += os.read(into, 1024)
    return answer


def read_light(answer: bytes) -> bool | None:
    """Whether an answer names a background nearer to white than to black; None when it names none."""
    found = _BACKGROUND.search(answer)
    if not found:
        return None
    shares = [int(part, 16) / (16 ** len(part) - 1) for part in found.groups()]
    return Color(*(round(255 * share) for share in shares)).brightness > 0.5  # noqa: PLR2004  # half way to white
