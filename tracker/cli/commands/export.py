"""`export`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tracker.cli.opening import opened
from tracker.cli.show import talk
from tracker.core.errors import TrackerError, UsageError
from tracker.workspace import Workspace
from tracker.workspace.export import FORMATS, everything, layer_text, put, written


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, a skill, or a roadmap of your own")
    parser.add_argument(
        "--all", action="store_true", help="all roadmaps, into a folder; as JSON: one backup of everything, journal too"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--format", choices=FORMATS, default="markdown", help="markdown when left out")
    how.add_argument("--layer", action="store_true", help="only what you added and changed, to be laid elsewhere")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to; standard output when left out")


def run(args: Namespace) -> int:
    """Write roadmaps with the person's marks and notes."""
    if bool(args.roadmap) is args.all:
        raise UsageError("say which roadmap, or --all")
    if args.all and args.format != "json" and not args.layer and not args.output:
        raise UsageError("all roadmaps are as many files: say which folder they go to, with -o FOLDER")
    with opened() as workspace:
        if args.layer:
            text = layer_text(workspace, workspace.find_roadmap(args.roadmap) if args.roadmap else "")
        elif args.all and args.format == "json":
            text = everything(workspace)
        elif args.all:
            return _folder(workspace, args)
        else:
            text = written(workspace, workspace.find_roadmap(args.roadmap), args.format, workspace.state())
    if args.output:
        put(args.output, text, private=args.all)
        talk(f"written: {args.output}")
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


def _folder(workspace: Workspace, args: Namespace) -> int:
    folder, ending, state = args.output, FORMATS[args.format].ending, workspace.state()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"{folder} cannot be made: {error.strerror}") from None
    roadmaps = list(workspace.roadmap_names())
    for roadmap in roadmaps:
        put(folder / f"{roadmap}.{ending}", written(workspace, roadmap, args.format, state))
    talk(f"written: {len(roadmaps)} files in {folder}")
    return 0
