"""`group`: without the store, since a mentor of many waits for the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.output import clip, columns, data, line
from tracker.core.progress.share import far, stuck
from tracker.core.text import plain, plural
from tracker.workspace.sharing import group_server, page_of, sharing

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", metavar="GROUP", help="the group, by its name")
    parser.add_argument("--new", action="store_true", help="make the group; you are its mentor")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write it as a page")
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Make a group, or show what it shares."""
    with sharing(group_server()) as server:
        if args.new:
            server.make(args.name)
        shares = server.of(args.name)
    most = stuck(shares)
    if args.html:
        args.html.write_text(page_of(args.name, shares), encoding="utf-8")
        line(f"written: {plain(str(args.html))}")
    elif args.json:
        people = [{**share._asdict(), "doing": dict(share.doing)} for share in shares]
        data({"group": args.name, "shares": people, "stuck": [topic._asdict() for topic in most]})
    else:
        titles = {title: clip(plain(title)) for title in {share.title for share in shares}}  # few, of many people
        rows = [[plain(share.owner), titles[share.title], far(share), plain(share.last_tick)] for share in shares]
        if rows:
            line("\n".join(columns([["person", "role", "how far", "last tick"], *rows])))
        for topic in most:
            count = plural(topic.people, "person").replace("persons", "people")
            line(f"{count} learning since {plain(topic.since)}: {plain(topic.title)}")
        if not shares:
            line("nobody shares anything with this group yet")
    return 0
