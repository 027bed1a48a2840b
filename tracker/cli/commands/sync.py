"""`sync`."""

from __future__ import annotations

import signal
import sys
from getpass import getpass
from types import FrameType
from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.cli.output import columns, data, line, talk
from tracker.core.errors import UsageError
from tracker.core.text import plain, plural
from tracker.settings.model import SyncSettings
from tracker.wording.sync import describe_sync, device_title
from tracker.workspace.sync import setup, status, sync
from tracker.workspace.sync_target import wanted
from tracker.workspace.workspace import Workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_STATUS = "status"


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    help_ = "the folder or server that your devices share; without it, that in the settings; status: say how it is"
    parser.add_argument("target", nargs="*", metavar="TARGET", help=help_)
    parser.add_argument("--git", action="store_true", help="pull before, commit and push after; the folder is a clone")
    parser.add_argument("--encrypt", action="store_true", help="encrypt what is written, with a passphrase")
    parser.add_argument(
        "--setup", action="store_true", help="make or update the schema on a PostgreSQL server, as its owner"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would come and go")
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Sync once, or say how it is with the target."""
    words = list(args.target)
    only_status = bool(words) and words[0] == _STATUS
    words = words[1:] if only_status else words
    if len(words) > 1:
        raise UsageError("one target at a time")
    with opened() as workspace:
        settings = wanted(workspace.paths, *words)
        settings = settings._replace(git=settings.git or args.git, encrypt=settings.encrypt or args.encrypt)
        if args.setup:
            line(f"set up: {plain(setup(settings))}")
            return 0
        return _status(args, workspace, settings) if only_status else _sync(args, workspace, settings)


def _sync(args: Namespace, workspace: Workspace, settings: SyncSettings) -> int:
    done = sync(workspace, settings, _ask if sys.stdin.isatty() else None, dry_run=args.dry_run)
    if args.json:
        both = [{**marked._asdict(), "title": workspace.title(marked.topic)} for marked in done.both]
        data({**done._asdict(), "came": dict(done.came), "both": both, "saved": not args.dry_run})
        return 0
    if done.began_anew:
        talk("what this device had left there is gone; all of the journal is left there once more")
    line(describe_sync(done.came, done.sent, done.both, workspace.device, workspace.title))
    for remark in done.remarks:
        talk(plain(remark))
    if args.dry_run:
        talk("nothing was changed")
    return 0


def _ask() -> str:
    """The passphrase as it is typed, empty for none. Whatever ends the question, the terminal echoes again.

    A signal that ends the process at once would leave it as `getpass` has set it.
    """
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [(number, signal.signal(number, _leave)) for number in numbers]
    try:
        return getpass("passphrase of the shared folder: ")
    except EOFError:
        return ""
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _status(args: Namespace, workspace: Workspace, settings: SyncSettings) -> int:
    report = status(workspace, settings)
    if args.json:
        data(report._asdict())
        return 0
    last = f"{report.last[:16].replace('T', ' ')} UTC" if report.last else "never"
    came = ", ".join(f"{count:,} from {device_title(device)}" for device, count in sorted(report.came.items()))
    rows = [("target", plain(report.target)), ("last sync", last)]
    if report.last:
        rows.append(("it did", f"{came or 'nothing came'}, {report.sent:,} sent"))
    rows += [("waiting", f"{plural(report.waiting, 'event')} to be sent"), ("auto", str(settings.auto).lower())]
    for text in columns(rows):
        line(text)
    return 0
