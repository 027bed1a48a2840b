"""What `import` does with progress from roadmap.sh: its marks go to the roadmaps that have its topics."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from tracker.cli.ask import agreed, must_not_ask
from tracker.cli.commands.read_options import refuse_options
from tracker.cli.opening import opened
from tracker.cli.output import data, glyph, line, paint
from tracker.core.importing.progress_file import Placed, ProgressImportPlan
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain, plural
from tracker.workspace.incoming.progress_import import plan, record

_MOST = 40


def run(args: Namespace, marks: dict[str, Mark]) -> int:
    """Show where the marks belong and which are new, then record them: after a question, or with --yes."""
    refuse_options(args, "progress from roadmap.sh, which finds its roadmap by itself")
    with opened() as workspace:
        placing = plan(workspace, marks)
        if not args.json:
            show(placing)
        saved = False
        if placing.changes and not args.dry_run:
            must_not_ask(args, "import")
            saved = agreed(args, f"Record {plural(len(placing.changes), 'mark')}?")
        if saved:
            record(workspace, placing)
    if args.json:
        data(as_object(placing, saved))
    elif saved:
        line("recorded; tracker undo takes them back")
    else:
        line("nothing was recorded" if placing.changes else "you have all of these marks already")
    return 0 if saved or args.dry_run or not placing.changes else 1


def show(placing: ProgressImportPlan) -> None:
    """The marks by roadmap, with those that are new to the person one by one."""
    for one in placing.placed:
        line(f"{paint(plain(one.title), 'bold')}  {paint(one.roadmap, 'dim')}")
        facts = (f"{count:,} {what}" for count, what in ((one.done, "done"), (one.doing, "doing")) if count)
        skipped = [f"{one.skipped:,} skipped"] * bool(one.skipped)
        line(f"  {', '.join([*facts, *skipped])}; {len(one.new):,} new to you")
        for new in one.new[:_MOST]:
            before = f"  {paint(f'was {new.was}', 'dim')}" if new.was is not Mark.TODO else ""
            line(f"  {glyph(new.mark)} {plain(new.title)}{before}")
        if len(one.new) > _MOST:
            line(f"  and {len(one.new) - _MOST:,} more (--json lists all)")
    if placing.unknown:
        ids = ", ".join(map(plain, placing.unknown[:5])) + (" …" if len(placing.unknown) > 5 else "")  # noqa: PLR2004
        line(f"{plural(len(placing.unknown), 'mark')} of topics that no roadmap of yours has: {ids}")


def as_object(placing: ProgressImportPlan, saved: bool) -> dict[str, Any]:
    """The marks and where they belong, as a JSON object."""
    return {
        "format": "progress of roadmap.sh",
        "roadmaps": [_roadmap(one) for one in placing.placed],
        "unknown": list(placing.unknown),
        "changes": len(placing.changes),
        "saved": saved,
    }


def _roadmap(one: Placed) -> dict[str, Any]:
    new = [{"id": new.id, "title": new.title, "was": new.was.value, "mark": new.mark.value} for new in one.new]
    return {**one._asdict(), "new": new}
