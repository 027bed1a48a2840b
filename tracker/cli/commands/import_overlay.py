"""What `import` does with the file of a layer: what it adds and changes is laid over the roadmaps that are here."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from tracker.cli.ask import agreed, must_not_ask
from tracker.cli.commands.read_options import refuse_options
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint
from tracker.core.overlay.merge import OverlayMergePlan
from tracker.core.overlay.records import Overlay
from tracker.core.text import plural
from tracker.wording.overlay import sections
from tracker.workspace import Workspace
from tracker.workspace.incoming.overlay_import import plan, record

_MOST = 40


def run(args: Namespace, theirs: Overlay) -> int:
    """Show what the layer would add and change, then lay it: after a question, or with --yes."""
    refuse_options(args, "a layer, which goes over roadmaps that are here")
    with opened() as workspace:
        meeting = plan(workspace, theirs)
        if not args.json:
            show(meeting, workspace)
        saved = False
        if meeting.new and not args.dry_run:
            must_not_ask(args, "import")
            saved = agreed(args, f"Lay {plural(len(meeting.new), 'record')} over your roadmaps?")
        if saved:
            record(workspace, meeting)
    if args.json:
        data(as_object(meeting, saved))
    elif saved:
        line("laid over your roadmaps; tracker undo takes it off again")
    else:
        line("nothing was changed" if meeting.new else "there is nothing new in it")
    return 0 if saved or args.dry_run or not meeting.new else 1


def show(meeting: OverlayMergePlan, workspace: Workspace) -> None:
    """What is new, what stays as the person has it, and what has no place here."""
    for heading, lines in sections(meeting, workspace.title):
        line(paint(heading, "bold"))
        for text in lines[:_MOST]:
            line(f"  {text}")
        if len(lines) > _MOST:
            line(f"  and {len(lines) - _MOST:,} more (--json lists all)")


def as_object(meeting: OverlayMergePlan, saved: bool) -> dict[str, Any]:
    """What becomes of the layer, as a JSON object."""
    return {
        "format": "layer",
        "new": [{"id": id_, "title": own.title, "roadmap": own.roadmap} for id_, own in meeting.new],
        "same": meeting.same,
        "kept": list(meeting.kept),
        "lost": list(meeting.lost),
        "saved": saved,
    }
