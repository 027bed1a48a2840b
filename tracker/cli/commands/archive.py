"""`archive`: what updates took out of an own roadmap, and the way back."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from tracker.cli.opening import opened
from tracker.cli.output import columns, cut, data, glyph, line, paint, width_of
from tracker.core.roadmap.model import Kind
from tracker.workspace.archive import Archived, archive, restore

_NARROWEST = 18  # columns for titles and groups together, however narrow the terminal is


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what `archive` takes."""
    parser.add_argument("roadmap", help="a roadmap of your own")
    parser.add_argument("--restore", nargs="+", metavar="TOPIC", help="restore these, as additions of yours")
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def run(args: Namespace) -> int:
    """List what updates removed from a roadmap, or restore some of it."""
    with opened() as workspace:
        roadmap = workspace.find_roadmap(args.roadmap, Kind.OWN)
        if args.restore:
            ids = restore(workspace, roadmap, args.restore)
            titles = {id_: workspace.title(id_) for id_ in ids}
            if args.json:
                data([{"id": id_, "title": title} for id_, title in titles.items()])
            for id_, title in titles.items() if not args.json else ():
                line(f"restored: {title}  {paint(id_, 'dim')}")
            return 0
        archived = archive(workspace, roadmap)
    if args.json:
        data([topic._asdict() for topic in archived])
        return 0
    for text in _table(archived):
        line(text)
    if not archived:
        line("nothing of it is archived")
    return 0


def _table(archived: Sequence[Archived]) -> list[str]:
    """The topics with a heading, in the width of the terminal: titles and groups are cut, ids are not."""
    if not archived:
        return []
    ids = max(width_of(topic.id) for topic in archived)
    free = max(_NARROWEST, shutil.get_terminal_size().columns - len("2026-01-01") - ids - len("x ") - 3 * len("  "))
    titles = min(max(width_of(topic.title) for topic in archived), free * 2 // 3)
    groups = max(_NARROWEST // 3, free - titles)
    rows = [["archived", "  title", "was in", "id"]]
    for topic in archived:
        title = f"{glyph(topic.mark)} {cut(topic.title, titles)}"
        rows.append([topic.at[:10], title, cut(topic.group.rpartition(" / ")[2], groups), topic.id])
    head, *lines = columns(rows)
    return [paint(head, "dim"), *lines]
