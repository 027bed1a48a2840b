"""`keys`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.cli.output import data, line
from tracker.core.text import plain
from tracker.settings.model import Bound, Known, settings_file
from tracker.workspace.paths import find_paths

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help="as a JSON list: id, keys, what they do, on which screens")


def run(args: Namespace) -> int:
    """Print what every key of the app does by itself."""
    bindings = known().bindings()
    if args.json:
        data([{**bound._asdict(), "screens": sorted(bound.screens)} for bound in bindings])
        return 0
    for text in _block(bindings):
        line(text)
    return 0


def known() -> Known:
    """What a settings file may mention; the names are those of the app."""
    from tracker.tui.keymap import known as of_the_app  # Textual: 170 ms

    return of_the_app()


def _block(bindings: Sequence[Bound]) -> Iterator[str]:
    """A table for the settings file in which every line is a comment until somebody wants it otherwise."""
    yield f"# For {plain(str(settings_file(find_paths().config)))}: take the # off a line and change its keys."
    yield "# Several keys are joined by commas. What works on one screen needs keys of its own."
    yield "[keys]"
    width = max(len(_entry(bound)) for bound in bindings)
    for part, members in groupby(bindings, key=lambda bound: bound.id.partition(".")[0]):
        yield f"\n# {part}"
        for bound in members:
            yield f"# {_entry(bound):<{width}}  # {bound.does}"


def _entry(bound: Bound) -> str:
    return f'"{bound.id}" = "{",".join(bound.keys)}"'
