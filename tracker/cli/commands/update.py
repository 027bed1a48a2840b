"""`update`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.answers import declare_answers
from tracker.cli.naming import own_roadmap
from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a roadmap of your own; the bundled ones when left out")
    parser.add_argument("file", nargs="?", metavar="FILE", help='its newer file or folder; "-" reads standard input')
    declare_answers(parser, is_update=True)
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    parser.add_argument("--yes", action="store_true", help="with FILE: use it without asking; a script needs it")
    parser.add_argument("--json", action="store_true", help="what changes, as JSON")


def run(args: Namespace) -> int:
    """Tell what newer roadmaps change, then use them."""
    if args.roadmap and not args.file:
        raise UsageError("say which file is the newer one: tracker update ROADMAP FILE")
    if args.roadmap:
        return _own(args)
    with opened() as workspace:
        pending = workspace.library_updates.pending()
        if pending and not args.dry_run:
            workspace.library_updates.use()
    lines = list(pending.lines) if pending else []
    if args.json:
        data({"newer": bool(pending), "used": bool(pending) and not args.dry_run, "changes": lines})
        return 0
    if not pending:
        line("the newest bundled roadmaps are in use")
        return 0
    for text in lines or ["texts and links only"]:
        line(text)
    line("nothing was changed" if args.dry_run else "in use now; every tick is kept, and tracker undo takes it back")
    return 0


def _own(args: Namespace) -> int:
    """Show what a newer file changes in a roadmap of the user's own, then use it."""
    from tracker.cli.incoming import import_source  # 29 ms, only for a roadmap of the user's own
    from tracker.workspace.incoming.source import read_source

    source = read_source(args.file)
    with opened() as workspace:
        return import_source(
            args, workspace, source, own_roadmap(workspace, args.roadmap, "is updated without a file: tracker update")
        )
