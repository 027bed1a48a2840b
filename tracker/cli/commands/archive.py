"""`archive`: what updates took out of an own roadmap, and the way back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.opening import opened
from tracker.cli.output import columns, data, glyph, line, paint
from tracker.core.roadmap.model import Kind
from tracker.workspace.archive import archive, restore


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what `archive` takes."""
    parser.add_argument("roadmap", help="a roadmap of your own")
    parser.add_argument("--restore", nargs="+", metavar="TOPIC", help="bring these back, as additions of yours")
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def run(args: Namespace) -> int:
    """List what updates took out of a roadmap, or bring some of it back."""
    with opened() as workspace:
        roadmap = workspace.find_roadmap(args.roadmap, Kind.OWN)
        if args.restore:
            ids = restore(workspace, roadmap, args.restore)
            titles = {id_: workspace.title(id_) for id_ in ids}
            if args.json:
                data([{"id": id_, "title": title} for id_, title in titles.items()])
            for id_, title in titles.items() if not args.json else ():
                line(f"back again: {title}  {paint(id_, 'dim')}")
            return 0
        found = archive(workspace, roadmap)
    if args.json:
        data([one._asdict() for one in found])
        return 0
    for text in columns([one.at[:10], f"{glyph(one.mark)} {one.title}", paint(one.id, "dim")] for one in found):
        line(text)
    if not found:
        line("nothing of it is archived")
    return 0
