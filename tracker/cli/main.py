"""Running a command line: from its words to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

from tracker.cli.output import talk, use_manner
from tracker.cli.plain_line import NotPlainError, PlainLine
from tracker.cli.registry import BY_NAME, module_of
from tracker.core.errors import NotFoundError, RoadmapFileError, TrackerError, UsageError
from tracker.core.text import plain

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace


def run(words: Sequence[str]) -> int:
    """Run one command, or open the app when there are no words. Returns the exit code."""
    _stand_in_for_closed_streams()
    try:
        code = _command(words) if words else _open_app()
        _remind(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return 0
    except KeyboardInterrupt:
        return 130
    except TrackerError as error:
        return _complain(error)
    except UnicodeEncodeError:  # the bytes of a word that are no UTF-8: a file may be called so, and nothing else
        return _complain(UsageError("the line holds bytes that are no text in UTF-8"))
    except OSError as error:
        _drop_output()
        where = f": {error.filename}" if error.filename else ""
        return _complain(TrackerError(f"{error.strerror}{where}"))
    else:
        return code


def _command(words: Sequence[str]) -> int:
    words = _in_what_manner(words[1:] if words[0] == "--" else words)
    if not words:
        return _open_app()
    if not words[0].startswith("-") and words[0] not in BY_NAME:
        raise _no_command(words[0])
    args = _plain(words) or _parsed(words)
    return int(args) if isinstance(args, int) else int(module_of(BY_NAME[args.command]).run(args))


def _plain(words: Sequence[str]) -> SimpleNamespace | None:
    """What the words say, where they are of the plain form."""
    command, said = BY_NAME.get(words[0]), PlainLine()
    try:
        if command:
            module_of(command).arguments(said, command.name)
            return said.read(command.name, words[1:])
    except NotPlainError:
        pass
    return None


def _parsed(words: Sequence[str]) -> Namespace | int:
    """What the words say; the exit code where that was help or the version, which have been printed."""
    from tracker.cli.parser import parser  # argparse: 10 ms

    try:
        return parser([name for name in words[:1] if name in BY_NAME]).parse_args(words)
    except SystemExit as end:
        return int(end.code or 0)


def _in_what_manner(words: Sequence[str]) -> list[str]:
    """The words without the options that hold for every command, which are obeyed here."""
    use_manner(plain="--plain" in words, no_input="--no-input" in words)
    return [word for word in words if word not in ("--plain", "--no-input")]


def _no_command(name: str) -> UsageError:
    from difflib import get_close_matches  # 1 ms, 2 % of a `status`; only a slip pays for it

    close = get_close_matches(name, BY_NAME, 2)
    meant = f"; did you mean {' or '.join(close)}?" if close else ""
    return UsageError(f'there is no command "{name}"{meant}\ntry: tracker --help')


def _remind(words: Sequence[str]) -> None:
    """Say where changes wait that the app could not write; the app itself says so too."""
    module = sys.modules.get("tracker.workspace.paths")
    if not words or module is None:  # the app, or a command that does not use the store
        return
    paths = module.find_paths()
    if paths.unwritten:
        from tracker.workspace.safety.unwritten import reminder  # 15 ms, only where there is something to say

        for text in reminder(paths).splitlines():
            talk(text)


def _stand_in_for_closed_streams() -> None:
    """Replace a stream that the caller has closed (it is None) by the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115  # stays open as long as the process
            setattr(sys, name, nothing)
    sys.stderr = cast("TextIO", _Talk(sys.stderr))


class _Talk:
    """Standard error without write errors: messages may be lost, but a full disk or a closed pipe fails no command."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text`; errors are ignored."""
        with suppress(OSError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush; errors are ignored."""
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _drop_output() -> None:
    """Drop output that cannot be written: the interpreter would try again at exit and print an error."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_app() -> int:
    in_browser = os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")  # as `tracker serve` starts it
    if not (in_browser or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("the app needs a terminal; for a script there are commands: tracker --help")
    from tracker.tui.opening import open_app  # Textual: 200 ms

    return open_app(in_browser=in_browser)


def _complain(error: TrackerError) -> int:
    talk(f"tracker: {error}")
    if isinstance(error, NotFoundError) and error.candidates:
        talk(f"  did you mean: {', '.join(map(plain, error.candidates))}")
    if isinstance(error, RoadmapFileError):
        for problem in error.problems:
            talk(f"  {plain(problem)}")
    return error.exit_code
