"""`share`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.errors import UsageError
from tracker.core.progress.share import far
from tracker.core.text import plain, plural
from tracker.workspace.find_by_name import find_roadmap
from tracker.workspace.sharing import group_server, share, sharing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("role", nargs="?", default="", help="the role; without it, list what you share")
    parser.add_argument("--with", dest="group", default="", metavar="GROUP", help="the group, by its name")
    parser.add_argument("--topics", action="store_true", help="also share the titles of the topics you are learning")
    parser.add_argument("--off", action="store_true", help="share it no longer")
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Share progress with a group, or list what is shared."""
    settings = group_server()
    if bool(args.role) is not bool(args.group):
        raise UsageError("name the role and the group: tracker share ROLE --with GROUP")
    with opened() as workspace, sharing(settings) as server:
        if args.role:
            role = find_roadmap(workspace, args.role)
            if args.off:
                ended = server.end(args.group, role)
                line(
                    f"{'no longer shared' if ended else 'not shared'}: {workspace.title(role)} with {plain(args.group)}"
                )
                return 0
            share(workspace, server, args.group, role, topics=args.topics)
        shares = server.mine()
    if args.json:
        data([{**shared._asdict(), "doing": dict(shared.doing)} for shared in shares])
        return 0
    for shared in shares:
        also = f", and {plural(len(shared.doing), 'topic')} you are learning" if shared.topics else ""
        line(f"{shared.title} with {plain(shared.team)} since {shared.since}: {far(shared)}{also}")
    if not shares:
        line("you share nothing")
    return 0
