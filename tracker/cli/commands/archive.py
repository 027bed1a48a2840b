"""`archive`, which lists what updates removed from an imported roadmap; and how the plan of an update is shown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from tracker.cli.commands.import_file import show_warnings, warnings_object
from tracker.cli.opening import opened
from tracker.cli.output import columns, data, glyph, line, paint
from tracker.core.importing.outline import Outline
from tracker.core.importing.update import Gone, UpdatePlan
from tracker.core.roadmap.model import Kind, Mark
from tracker.wording.update import counts, sections
from tracker.workspace.incoming.roadmap_update import archive, restore

_MOST = 40


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
    rows = ([topic.at[:10], f"{glyph(topic.mark)} {topic.title}", paint(topic.id, "dim")] for topic in archived)
    for text in columns(rows):
        line(text)
    if not archived:
        line("nothing of it is archived")
    return 0


def show(following: UpdatePlan, outline: Outline) -> None:
    """Print the plan of an update: counts first, then what the user should check."""
    line(counts(following))
    for heading, lines in sections(following, glyph, "→"):
        line(f"\n{paint(heading, 'bold')}")
        for text in lines[:_MOST]:
            line(f"  {text}")
        if len(lines) > _MOST:
            line(f"  and {len(lines) - _MOST:,} more (--json lists all)")
    show_warnings(outline.warnings)


def as_object(following: UpdatePlan, outline: Outline, used: bool) -> dict[str, Any]:
    """The plan as a JSON object."""
    plan = following.plan

    def gone(gone_topics: Sequence[Gone]) -> list[dict[str, Any]]:
        return [topic._asdict() for topic in gone_topics]

    return {
        "roadmap": following.grown.roadmap.id,
        "title": following.titles[0],
        "title_after": following.titles[1],
        "same": len(plan.same),
        "renamed": [
            {
                "id": pair.old.uid,
                "title": pair.old.title,
                "title_after": pair.new.title,
                "doubtful": pair in plan.doubtful,
                "score": round(pair.score, 1),
            }
            for pair in plan.renamed
        ],
        "moved": [
            {"id": p.old.uid, "title": p.new.title, "from": list(p.old.path), "to": list(p.new.path)}
            for p in plan.moved
        ],
        "demoted": gone(following.demoted),
        "gone": gone(following.gone),
        "gone_done": sum(topic.mark is Mark.DONE for topic in (*following.demoted, *following.gone)),
        "new": [{"id": topic.uid, "title": topic.title} for topic in plan.new],
        "back": list(following.back),
        "newly_done": list(following.ticked),
        "warnings": warnings_object(outline),
        "used": used,
    }
