"""The whole parser of the command line: for help, for the version, and for lines that are not plain."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TextIO

from tracker import __version__
from tracker.cli.output import line, talk, terminal_width
from tracker.cli.registry import BY_NAME, COMMANDS, Subcommand, module_of
from tracker.core.errors import UsageError

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
            module_of(command).arguments(below, command.name)
    return top


def _description(command: Subcommand) -> str:
    width = max(len(words) for words, _ in command.examples) + 2
    examples = "\n".join(f"  {words:<{width}}{does}" for words, does in command.examples)
    return f"{command.does[0].upper()}{command.does[1:]}.\n\n{examples}"
