"""`update`."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tracker.cli.commands import read_options
from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.errors import UsageError
from tracker.core.roadmap.model import Kind

if TYPE_CHECKING:
    from tracker.cli.ask import Bar
    from tracker.workspace.incoming.source import Source


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a roadmap of your own; the bundled ones when left out")
    parser.add_argument("file", nargs="?", metavar="FILE", help='its newer file or folder; "-" reads standard input')
    read_options.arguments(parser)
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
        news = workspace.library_update()
        if news and not args.dry_run:
            workspace.use_library_update()
    lines = list(news.lines) if news else []
    if args.json:
        data({"newer": bool(news), "used": bool(news) and not args.dry_run, "changes": lines})
        return 0
    if not news:
        line("the newest bundled roadmaps are in use")
        return 0
    for text in lines or ["texts and links only"]:
        line(text)
    line("nothing was changed" if args.dry_run else "in use now; every tick is kept, and tracker undo takes it back")
    return 0


def _own(args: Namespace) -> int:
    """Bring one roadmap of the person's own up to date with its file."""
    from tracker.cli.ask import Bar
    from tracker.workspace.incoming.source import read_source

    source = read_source(args.file)
    with Bar(source.size) as bar:
        return _follow(args, source, bar)


def _follow(args: Namespace, source: Source, bar: Bar) -> int:
    from tracker.cli.ask import agreed, must_not_ask
    from tracker.cli.commands.archive import as_object, show
    from tracker.workspace.incoming.roadmap_update import apply, plan, shared_with

    outline = read_options.read(args, source, bar)
    if (ways := read_options.ways(args, source, outline)) and not args.json:
        bar.clear()
        read_options.show_ways(ways)
    with opened() as workspace:
        roadmap = workspace.find_roadmap(args.roadmap, Kind.OWN)
        following = plan(workspace, roadmap, outline, bar, share=args.share)
        shared = shared_with(workspace, following, outline)
        bar.clear()
        if not args.json:
            show(following, outline)
            read_options.show_shared(shared, args.share)
            read_options.show_sheet(outline.sheet, f"tracker update {roadmap} {shlex.quote(args.file)}")
        used = False
        if not args.dry_run:
            must_not_ask(args, "update ROADMAP FILE")
            used = agreed(args, f"Use this version of {roadmap}?")
        if used:
            apply(workspace, following, bar)
            bar.clear()
        if args.json:
            data(as_object(following, outline, used) | {"shared_topics": read_options.shared_object(shared)})
        elif used:
            line("in use now; what is gone is kept in tracker archive, and tracker undo takes all of it back")
        else:
            line("nothing was changed")
    return 0 if used or args.dry_run else 1
