"""`paths`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.output import columns, data, line
from tracker.workspace.paths import find_paths

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Print where tracker's files are. Creates none of them."""
    paths = find_paths()
    places = {"store": paths.store, "config": paths.config, "cache": paths.cache, "roadmaps": paths.library}
    if args.json:
        data({name: str(path) for name, path in places.items()})
        return 0
    for text in columns([name, str(path), "" if path.exists() else "(not made yet)"] for name, path in places.items()):
        line(text)
    return 0
