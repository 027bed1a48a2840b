"""`backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.ask import agreed, may_ask
from tracker.cli.opening import opened
from tracker.cli.output import columns, data, line, talk
from tracker.core.errors import TrackerError, UsageError
from tracker.core.text import plain, plural
from tracker.workspace.clock import local
from tracker.workspace.paths import Paths, find_paths
from tracker.workspace.safety.backups import default_target, kept, named, restore

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "backup":
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="the file to write; without it, one beside the store"
        )
        parser.add_argument("--yes", action="store_true", help="replace an existing file without asking")
    else:
        help_ = "a store file, or the name of a backup; without it, the newest backup"
        parser.add_argument("file", nargs="?", metavar="FILE", help=help_)
        parser.add_argument("--list", action="store_true", help="only list the backups")
        parser.add_argument("--yes", action="store_true", help="without asking; a script needs it")
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Copy the whole store, or replace the store by a copy."""
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
    backups = kept(paths)
    if args.json:
        data(
            {
                "backups": [
                    {"file": str(backup.file), "made": backup.made, "bytes": backup.size, "events": backup.events}
                    for backup in backups
                ]
            }
        )
        return 0
    if not backups:
        talk("there is no backup yet; tracker backup makes one")
    for text in columns(
        [
            local(backup.made),
            "cannot be read" if backup.events is None else plural(backup.events, "event"),
            plain(str(backup.file)),
        ]
        for backup in backups
    ):
        line(text)
    return 0


def _restore(args: Namespace, paths: Paths) -> int:
    file = named(paths, args.file)
    _must_be_asked(args, "nothing was changed")
    if not agreed(args, f"Replace the store by {plain(str(file))}? The present store is kept."):
        talk("nothing was changed")
        return 1
    restored = restore(paths, file)
    if args.json:
        before = str(restored.before) if restored.before else None
        data({"restored": str(file), "events": restored.events, "kept": before, "kept_readable": restored.readable})
        return 0
    line(f"restored: {plain(str(file))} ({plural(restored.events, 'event')})")
    if restored.before:
        how = "is kept as" if restored.readable else "could not be read and was moved to"
        line(f"  the store that was there {how} {plain(str(restored.before))}")
    return 0


def _must_be_asked(args: Namespace, why: str) -> None:
    if not args.yes and not may_ask():
        raise TrackerError(f"{why}, and there is no terminal to ask on; add --yes")
