"""Running a command line: from its words to an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TextIO, cast

from tracker import __version__
from tracker.cli.output import line, talk, terminal_width, use_manner
from tracker.cli.registry import BY_NAME, COMMANDS, Subcommand
from tracker.core.errors import NotFoundError, RoadmapFileError, TrackerError, UsageError
from tracker.core.text import plain

EXIT_CODES = """\
exit codes:
  0  done                        4  errors in roadmap files
  1  other errors                5  the store cannot be used
  2  wrong usage, or settings    6  no job advert that can be read
  3  no such role, skill or topic                     130  interrupted"""


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Knows the width before argparse imports `shutil` for it, which costs nearly as much as argparse itself."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width() - 2)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are `UsageError`, so that all errors are written in the same way."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it does not return, as the one it replaces
        raise UsageError(f"{message}\ntry: {self.prog} --help")

    def _print_message(self, message: str, file: TextIO | None = None) -> None:  # type: ignore[override]  # as above
        if message:
            (talk if file is sys.stderr else line)(message.removesuffix("\n"))


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
    try:
        args = parser([name for name in words[:1] if name in BY_NAME]).parse_args(words)
    except SystemExit as end:  # help and the version have been printed
        return int(end.code or 0)
    return int(_module(BY_NAME[args.command]).run(args))


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
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  # stays open as long as the process
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


def parser(loaded: Sequence[str] = tuple(BY_NAME)) -> argparse.ArgumentParser:
    """The argument parser. It has the commands that are `loaded`, with their arguments, which cost time to load.

    Where none is, it has all of them by name alone: enough for the help and the version.
    """
    top = _Parser(
        prog="tracker",
        description="How far you are from the job you want, and what to learn next.\n\n"
        "  tracker                          open the app\n"
        "  tracker target ai-engineer       pick a role\n"
        "  tracker tick docker/compose      tick what you can do\n"
        "  tracker status                   see how far you are",
        epilog=EXIT_CODES,
        formatter_class=_HelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--no-input", action="store_true", help="ask nothing, wherever it stands in the line")
    top.add_argument("--plain", action="store_true", help="words instead of signs and bars, for screen readers")
    top.add_argument("--version", action="version", version=f"tracker {__version__}")
    commands = top.add_subparsers(dest="command", metavar="command", required=True, title="commands", prog="tracker")
    for command in [BY_NAME[name] for name in loaded] or COMMANDS:
        below = commands.add_parser(
            command.name,
            help=command.does,
            description=_description(command),
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
        )
        if loaded:
            _module(command).arguments(below, command.name)
    return top


def _description(command: Subcommand) -> str:
    width = max(len(words) for words, _ in command.examples) + 2
    examples = "\n".join(f"  {words:<{width}}{does}" for words, does in command.examples)
    return f"{command.does[0].upper()}{command.does[1:]}.\n\n{examples}"


def _module(command: Subcommand) -> ModuleType:
    return import_module(f"tracker.cli.commands.{command.module}")


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
