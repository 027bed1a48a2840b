"""`update`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.show import data, line
from tracker.workspace import Workspace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="what changes, as JSON")


def run(args: Namespace) -> int:
    """Tell what newer bundled roadmaps change, then use them."""
    with Workspace.open() as workspace:
        news = workspace.news()
        if news and not args.dry_run:
            workspace.use_news()
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
