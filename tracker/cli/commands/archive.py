"""What an update of an own roadmap shows before it is made, and `archive`, where what it took out is found."""

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


def show(following: UpdatePlan, outline: Outline) -> None:
    """The plan: counts first, then everything that a person should look at."""
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

    def gone(part: Sequence[Gone]) -> list[dict[str, Any]]:
        return [one._asdict() for one in part]

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
        "gone_done": sum(one.mark is Mark.DONE for one in (*following.demoted, *following.gone)),
        "new": [{"id": one.uid, "title": one.title} for one in plan.new],
        "back": list(following.back),
        "newly_done": list(following.ticked),
        "warnings": warnings_object(outline),
        "used": used,
    }
