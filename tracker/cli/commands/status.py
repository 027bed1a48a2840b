"""`status`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from tracker.cli.library_update import say_library_update
from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, line, numbers, paint, percent
from tracker.core.errors import NotFoundError
from tracker.core.progress.measure import Progress
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role or skill; the target when left out")
    parser.add_argument("--why", action="store_true", help="take the percentage apart")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Say how far the person is."""
    with opened() as workspace:
        state = workspace.state()
        if not args.roadmap and not state.target:
            raise NotFoundError("there is no target yet; pick a role: tracker roles, then tracker target ROLE")
        id_ = workspace.find_roadmap(args.roadmap) if args.roadmap else state.target
        progress = workspace.progress(workspace.roadmap(id_), state)
        if args.json:
            data(_object(progress, args.why))
            return 0
        rows = [
            [clip(progress.roadmap.title), bar(progress.total, 20), percent(progress.total), numbers(progress.total)]
        ]
        if progress.ready:
            rows.append(["ready to apply", bar(progress.ready, 20), percent(progress.ready), numbers(progress.ready)])
        beside = progress.optional_tally()
        if beside.counted:
            rows.append(["useful, not counted", bar(beside, 20), percent(beside), numbers(beside)])
        for text in columns(rows):
            line(text)
        if args.why:
            _explain(progress)
        say_library_update(workspace)
    return 0


def _object(progress: Progress, why: bool) -> dict[str, Any]:
    roadmap = progress.roadmap
    found = {"roadmap": roadmap.id, "title": roadmap.title, **tally_object(progress.total)}
    found["optional"] = tally_object(progress.optional_tally())
    found["ready"] = tally_object(progress.ready) if progress.ready else None
    if why:
        from tracker.core.progress.explain import explain

        told = explain(progress)
        found["why"] = {
            "sum": told.sum,
            "next_tick": told.next_tick,
            "counted_once": told.shared,
            "parts": [{"title": part.title, "note": part.note, **tally_object(part.tally)} for part in told.parts],
            "optional": [
                {"title": part.title, "note": part.note, **tally_object(part.tally)} for part in told.optional
            ],
            "left_out": [{"reason": out.reason, "topics": list(out.topics)} for out in told.left_out],
        }
    return found


def _explain(progress: Progress) -> None:
    from tracker.core.progress.explain import explain
    from tracker.wording.effort import HOURS_ASSUME

    told = explain(progress)
    line(f"\n{told.sum}")
    if told.next_tick:
        line(told.next_tick)
    if progress.roadmap.kind is not Kind.OWN:
        line(HOURS_ASSUME)
    for heading, parts in (("counted", told.parts), ("useful, not counted", told.optional)):
        if parts:
            line(f"\n{paint(heading, 'bold')}")
        rows = [
            [f"  {clip(part.title)}", percent(part.tally), f"{part.tally.done}/{part.tally.counted}", part.note]
            for part in parts
        ]
        for text in columns(rows):
            line(text)
    if told.shared:
        line(f"\n{told.shared} topics stand in more than one of these parts; each counts once.")
    if told.left_out:
        line(f"\n{paint('left out', 'bold')}")
    for out in told.left_out:
        line(f"  {len(out.topics)} {out.reason}")
