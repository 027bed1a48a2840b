"""`completions`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.output import line

SHELLS = ("bash", "zsh", "fish")


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("shell", choices=SHELLS, help="which shell")


def run(args: Namespace) -> int:
    """Print a completion script."""
    import shtab

    from tracker.cli.main import parser

    line(shtab.complete(parser(), shell=args.shell))
    return 0
