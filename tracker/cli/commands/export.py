"""`export`."""

from __future__ import annotations

import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from tracker.cli.ask import agreed
from tracker.cli.opening import opened
from tracker.cli.output import talk
from tracker.core.errors import TrackerError, UsageError
from tracker.core.ids import file_name
from tracker.workspace import Workspace
from tracker.workspace.export import FORMATS, everything, overlay_text, put, refuse_own_files, written
from tracker.workspace.find_by_name import find_roadmap
from tracker.workspace.paths import Paths


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, a skill, or a roadmap of your own")
    parser.add_argument(
        "--all", action="store_true", help="all roadmaps, into a folder; with --format json one backup with the journal"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--format", choices=FORMATS, default="markdown", help="without it, markdown")
    how.add_argument("--overlay", action="store_true", help="only your overlay: what you added and changed")
    how.add_argument("--layer", dest="overlay", action="store_true", help=SUPPRESS)  # its name in version 0.1
    parser.add_argument(
        "--days",
        action="store_true",
        help="in Markdown, the day on which each topic was done, as Obsidian Tasks has it",
    )
    parser.add_argument("--yes", action="store_true", help="replace existing files without asking")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the file or folder to write; without it, standard output"
    )


def run(args: Namespace) -> int:
    """Write roadmaps with the user's marks and notes."""
    if bool(args.roadmap) is args.all:
        raise UsageError("say which roadmap, or --all")
    if args.all and args.format != "json" and not args.overlay and not args.output:
        raise UsageError("all roadmaps are several files: name a folder for them with -o FOLDER")
    with opened() as workspace:
        if args.overlay:
            text = overlay_text(workspace, find_roadmap(workspace, args.roadmap) if args.roadmap else "")
        elif args.all and args.format == "json":
            text = everything(workspace)
        elif args.all:
            return _folder(workspace, args)
        else:
            roadmap = find_roadmap(workspace, args.roadmap)
            text = written(workspace, roadmap, args.format, workspace.state(), with_days=args.days)
    if args.output:
        _may_replace(args, [args.output], workspace.paths)
        put(args.output, text, private=args.all)
        talk(f"written: {args.output}")
    else:
        sys.stdout.buffer.write(text.encode())
    if not args.overlay:
        _say_what_is_left_out(args.format)
    return 0


def _say_what_is_left_out(format_: str) -> None:
    """Say what a roadmap may have and the format does not."""
    if left_out := FORMATS[format_].leaves_out:
        talk(f"{FORMATS[format_].title} leaves out {left_out}")


def _folder(workspace: Workspace, args: Namespace) -> int:
    folder, ending, state = args.output, FORMATS[args.format].ending, workspace.state()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"{folder} cannot be made: {error.strerror}") from None
    files = {roadmap: folder / f"{file_name(roadmap)}.{ending}" for roadmap in workspace.roadmap_names()}
    _may_replace(args, list(files.values()), workspace.paths)
    for roadmap, file in files.items():
        put(file, written(workspace, roadmap, args.format, state, with_days=args.days))
    talk(f"written: {len(files)} files in {folder}")
    _say_what_is_left_out(args.format)
    return 0


def _may_replace(args: Namespace, files: list[Path], paths: Paths) -> None:
    """Ask before files are replaced. Raises `UsageError` where the user does not agree.

    Raises `TrackerError` where one of them is a file of tracker's store.
    """
    for file in files:
        refuse_own_files(paths, file)
    existing = [file for file in files if os.path.isfile(file)]  # noqa: PTH113  # Path.is_file raises for a long name
    if not existing or args.yes:
        return
    what = f"{existing[0]} is" if len(existing) == 1 else f"{len(existing):,} of these files are"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"{what} there already; nothing was written. Add --yes to replace")
    if not agreed(args, f"{what} there already. Replace?"):
        raise UsageError("nothing was written")
