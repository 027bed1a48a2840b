"""`share` and `group`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.cli.output import clip, columns, data, line
from tracker.core.errors import UsageError
from tracker.core.progress.share import stuck
from tracker.core.text import plain, plural
from tracker.settings.model import SyncSettings
from tracker.workspace.find_by_name import find_roadmap
from tracker.workspace.paths import find_paths
from tracker.workspace.sharing import page_of, share, sharing
from tracker.workspace.sync_target import is_server, wanted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "share":
        parser.add_argument("role", nargs="?", default="", help="the role; without it, list what you share")
        parser.add_argument("--with", dest="group", default="", metavar="GROUP", help="the group, by its name")
        parser.add_argument(
            "--topics", action="store_true", help="also share the titles of the topics you are learning"
        )
        parser.add_argument("--off", action="store_true", help="share it no longer")
    else:
        parser.add_argument("name", metavar="GROUP", help="the group, by its name")
        parser.add_argument("--new", action="store_true", help="make the group; you are its mentor")
        parser.add_argument("--html", type=Path, metavar="FILE", help="write it as a page")
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Share progress with a group, or show what a group shares."""
    settings = wanted(find_paths())
    if not is_server(settings.target):
        raise UsageError('groups are on a server: write [sync] and target = "postgresql://…" into the settings')
    return _share(args, settings) if args.command == "share" else _group(args, settings)


def _share(args: Namespace, settings: SyncSettings) -> int:
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
        data([{**one._asdict(), "doing": dict(one.doing)} for one in shares])
        return 0
    for one in shares:
        also = f", and {plural(len(one.doing), 'topic')} you are learning" if one.topics else ""
        line(f"{one.title} with {plain(one.team)} since {one.since}: {_far(one.percent, one.done, one.counted)}{also}")
    if not shares:
        line("you share nothing")
    return 0


def _group(args: Namespace, settings: SyncSettings) -> int:
    with sharing(settings) as server:
        if args.new:
            server.make(args.name)
        shares = server.of(args.name)
    most = stuck(shares)
    if args.html:
        args.html.write_text(page_of(args.name, shares), encoding="utf-8")
        line(f"written: {plain(str(args.html))}")
    elif args.json:
        people = [{**one._asdict(), "doing": dict(one.doing)} for one in shares]
        data({"group": args.name, "shares": people, "stuck": [one._asdict() for one in most]})
    else:
        rows = [
            [plain(one.owner), clip(plain(one.title)), _far(one.percent, one.done, one.counted), plain(one.last_tick)]
            for one in shares
        ]
        if rows:
            line("\n".join(columns([["person", "role", "how far", "last tick"], *rows])))
        for one in most:
            count = plural(one.people, "person").replace("persons", "people")
            line(f"{count} learning since {plain(one.since)}: {plain(one.title)}")
        if not shares:
            line("nobody shares anything with this group yet")
    return 0


def _far(percent: int | None, done: int, counted: int) -> str:
    return f"{'-' if percent is None else percent:>3} %  {done:,} of {counted:,}"
