"""`backup` and `restore`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tracker.cli.ask import agreed
from tracker.cli.opening import opened
from tracker.cli.output import columns, data, line, talk
from tracker.core.errors import TrackerError, UsageError
from tracker.core.text import plain, plural
from tracker.workspace.paths import Paths, find_paths
from tracker.workspace.safety.backups import default_target, kept, named, restore


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "backup":
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to; beside the store if left out")
        parser.add_argument("--yes", action="store_true", help="replace a file that is there, without asking")
    else:
        help_ = "a store, or the name of a backup; the newest backup when left out"
        parser.add_argument("file", nargs="?", default="", metavar="FILE", help=help_)
        parser.add_argument("--list", action="store_true", help="only list the backups that there are")
        parser.add_argument("--yes", action="store_true", help="without asking; a script needs it")
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Copy the whole store, or put a copy in its place."""
    paths = find_paths()
    if args.command == "backup":
        return _backup(args, paths)
    return _list(args, paths) if args.list else _restore(args, paths)


def _backup(args: Namespace, paths: Paths) -> int:
    target: Path = args.file or default_target(paths)
    if target.exists():
        if target.is_dir() or not target.is_file():
            raise UsageError(f"{target} is no file; name one")
        if target.resolve().name.startswith(paths.store.name) and target.resolve().parent == paths.data.resolve():
            raise UsageError(f"{target} belongs to the store itself; name another file")
        _must_be_asked(args, f"{target} is there already")
        if not agreed(args, f"{target} is there already. Replace it?"):
            talk("nothing was written")
            return 1
    with opened() as workspace:
        workspace.save_copy(target.resolve())
    size = target.stat().st_size
    if args.json:
        data({"file": str(target), "bytes": size})
    else:
        line(f"written: {plain(str(target))} ({size // 1024:,} KiB)")
    return 0


def _list(args: Namespace, paths: Paths) -> int:
    found = kept(paths)
    if args.json:
        told = [{"file": str(one.file), "made": one.made, "bytes": one.size, "events": one.events} for one in found]
        data({"backups": told})
        return 0
    if not found:
        talk("there is no backup yet; tracker backup makes one")
    for text in columns(
        [
            f"{one.made[:16].replace('T', ' ')} UTC",
            "cannot be read" if one.events is None else plural(one.events, "event"),
            plain(str(one.file)),
        ]
        for one in found
    ):
        line(text)
    return 0


def _restore(args: Namespace, paths: Paths) -> int:
    file = named(paths, args.file)
    _must_be_asked(args, "nothing was changed")
    if not agreed(args, f"Put {plain(str(file))} in the place of the store? What is there now is kept."):
        talk("nothing was changed")
        return 1
    found = restore(paths, file)
    if args.json:
        before = str(found.before) if found.before else None
        data({"restored": str(file), "events": found.events, "kept": before, "kept_readable": found.readable})
        return 0
    line(f"restored: {plain(str(file))} ({plural(found.events, 'event')})")
    if found.before:
        how = "is kept as" if found.readable else "could not be read and was moved to"
        line(f"  the store that was there {how} {plain(str(found.before))}")
    return 0


def _must_be_asked(args: Namespace, why: str) -> None:
    if not args.yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TrackerError(f"{why}, and there is no terminal to ask on; add --yes")
