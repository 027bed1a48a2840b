"""`archive`: what updates took out of an own roadmap, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.naming import own_roadmap
from tracker.cli.opening import opened
from tracker.cli.output import columns, data, glyph, line, paint
from tracker.workspace.archive import Archived, archive, restore
from tracker.workspace.local_days import shown_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what `archive` takes."""
    parser.add_argument("roadmap", help="a roadmap of your own")
    parser.add_argument("--restore", nargs="+", metavar="TOPIC", help="restore these, as additions of yours")
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def run(args: Namespace) -> int:
    """List what updates removed from a roadmap, or restore some of it."""
    with opened() as workspace:
        roadmap = own_roadmap(workspace, args.roadmap, "has no archive: updates of it keep every tick")
        if args.restore:
            ids = restore(workspace, roadmap, args.restore)
            titles = {id_: workspace.title(id_) for id_ in ids}
            if args.json:
                data([{"id": id_, "title": title} for id_, title in titles.items()])
            for id_, title in titles.items() if not args.json else ():
                line(f"restored: {title}  {paint(id_, 'dim')}")
            return 0
        archived, today = archive(workspace, roadmap), workspace.today()
    if args.json:
        data([topic._asdict() for topic in archived])
        return 0
    for text in _table(archived, today):
        line(text)
    if not archived:
        line("nothing of it is archived")
    return 0


def _table(archived: Sequence[Archived], today: int) -> list[str]:
    """The topics below a heading, each with the group that it was in."""
    if not archived:
        return []
    rows = [["archived", "  title", "was in", "id"]]
    for topic in archived:
        group = topic.group.rpartition(" / ")[2]
        rows.append([shown_day(topic.at, today), f"{glyph(topic.mark)} {topic.title}", group, topic.id])
    head, *lines = columns(rows)
    return [paint(head, "dim"), *lines]
