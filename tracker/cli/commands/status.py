"""`status`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from tracker.cli.library_update import say_library_update
from tracker.cli.opening import opened
from tracker.cli.output import (
    bar,
    clip,
    columns,
    data,
    line,
    numbers,
    paint,
    percent,
    width_of,
    width_of_terminal,
)
from tracker.core.errors import NotFoundError
from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind

_GAPS = 20  # between the columns, and what a longer title takes


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, skill or roadmap of your own; without it, the target")
    parser.add_argument("--why", action="store_true", help="explain the percentage")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Print the progress in the target or another roadmap."""
    with opened() as workspace:
        state = workspace.state()
        if not args.roadmap and not state.target:
            raise NotFoundError("there is no target yet; pick a role: tracker roles, then tracker target ROLE")
        id_ = workspace.find_roadmap(args.roadmap) if args.roadmap else state.target
        progress = workspace.progress(workspace.roadmap(id_), state)
        if args.json:
            data(_object(progress, args.why))
            return 0
        tallies = [(progress.roadmap.title, progress.total)]
        if progress.ready:
            tallies.append(("ready to apply", progress.ready))
        beside = progress.optional_tally()
        if beside.counted:
            tallies.append(("useful, not counted", beside))
        _show(tallies)
        if args.why:
            _explain(progress)
        say_library_update(workspace)
    return 0


def _show(tallies: Sequence[tuple[str, Tally]]) -> None:
    """One line for each tally; in a narrow terminal its numbers stand below it."""
    rows = [[clip(title), bar(tally, 20), percent(tally), numbers(tally)] for title, tally in tallies]
    room = width_of_terminal()
    if room is None or max(sum(map(width_of, row)) for row in rows) + _GAPS <= room:
        for text in columns(rows):
            line(text)
        return
    for text, (*_, below) in zip(columns([row[:3] for row in rows]), rows, strict=True):
        line(f"{text}\n  {paint(below, 'dim')}")


def _object(progress: Progress, why: bool) -> dict[str, Any]:
    roadmap = progress.roadmap
    status = {"roadmap": roadmap.id, "title": roadmap.title, **tally_object(progress.total)}
    status["optional"] = tally_object(progress.optional_tally())
    status["ready"] = tally_object(progress.ready) if progress.ready else None
    if why:
        from tracker.core.progress.explain import explain

        explanation = explain(progress)
        status["why"] = {
            "sum": explanation.sum,
            "next_tick": explanation.next_tick,
            "counted_once": explanation.shared,
            "parts": [_summand_object(summand.title, summand.note, summand.tally) for summand in explanation.parts],
            "optional": [
                _summand_object(summand.title, summand.note, summand.tally) for summand in explanation.optional
            ],
            "left_out": [{"reason": out.reason, "topics": list(out.topics)} for out in explanation.left_out],
        }
    return status


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
