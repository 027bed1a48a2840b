"""`status`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from tracker.cli.library_update import say_library_update
from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, line, numbers, paint, percent
from tracker.core.errors import NotFoundError
from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.standing import Standing
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, skill or roadmap of your own; without it, the target")
    parser.add_argument("--why", action="store_true", help="explain the percentage")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Print the progress in the target or another roadmap."""
    with opened() as workspace:
        target = workspace.target()
        if not args.roadmap and not target:
            raise NotFoundError("there is no target yet; pick a role: tracker roles, then tracker target ROLE")
        id_ = workspace.find_roadmap(args.roadmap) if args.roadmap else target
        standing = workspace.standing(id_)
        progress = workspace.progress(workspace.roadmap(id_), workspace.state()) if args.why else None
        if args.json:
            data(_object(standing) | (_why_object(progress) if progress else {}))
            return 0
        rows = [[clip(standing.title), bar(standing.total, 20), percent(standing.total), numbers(standing.total)]]
        if ready := standing.ready:
            rows.append(["ready to apply", bar(ready, 20), percent(ready), numbers(ready)])
        beside = standing.optional
        if beside.counted:
            rows.append(["useful, not counted", bar(beside, 20), percent(beside), numbers(beside)])
        for text in columns(rows):
            line(text)
        if progress:
            _explain(progress)
        say_library_update(workspace)
    return 0


def _object(standing: Standing) -> dict[str, Any]:
    return {
        "roadmap": standing.id,
        "title": standing.title,
        **tally_object(standing.total),
        "optional": tally_object(standing.optional),
        "ready": tally_object(standing.ready) if standing.ready else None,
    }


def _why_object(progress: Progress) -> dict[str, Any]:
    from tracker.core.progress.explain import explain

    explanation = explain(progress)
    why = {
        "sum": explanation.sum,
        "next_tick": explanation.next_tick,
        "counted_once": explanation.shared,
        "parts": [_summand_object(summand.title, summand.note, summand.tally) for summand in explanation.parts],
        "optional": [_summand_object(summand.title, summand.note, summand.tally) for summand in explanation.optional],
        "left_out": [{"reason": out.reason, "topics": list(out.topics)} for out in explanation.left_out],
    }
    return {"why": why}


def _summand_object(title: str, note: str, tally: Tally) -> dict[str, Any]:
    return {"title": title, "note": note, **tally_object(tally)}


def _explain(progress: Progress) -> None:
    from tracker.core.progress.explain import explain
    from tracker.wording.effort import HOURS_ASSUME

    explanation = explain(progress)
    line(f"\n{explanation.sum}")
    if explanation.next_tick:
        line(explanation.next_tick)
    if progress.roadmap.kind is not Kind.OWN:
        line(HOURS_ASSUME)
    for heading, summands in (("counted", explanation.parts), ("useful, not counted", explanation.optional)):
        if summands:
            line(f"\n{paint(heading, 'bold')}")
        rows = []
        for summand in summands:
            tally = summand.tally
            rows.append([f"  {clip(summand.title)}", percent(tally), f"{tally.done}/{tally.counted}", summand.note])
        for text in columns(rows):
            line(text)
    if explanation.shared:
        line(f"\n{explanation.shared} topics stand in more than one of these lines; each counts once.")
    if explanation.left_out:
        line(f"\n{paint('left out', 'bold')}")
    for out in explanation.left_out:
        line(f"  {len(out.topics)} {out.reason}")
