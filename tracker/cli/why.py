"""The answer of `status --why`: what the percentage is made of."""

from __future__ import annotations

from typing import Any

from tracker.cli.output import clip, columns, line, paint, percent
from tracker.core.effort import HOURS_ASSUME
from tracker.core.progress.explain import explain
from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind


def why_object(progress: Progress) -> dict[str, Any]:
    """The explanation as a JSON object."""
    explanation = explain(progress)
    return {
        "sum": explanation.sum,
        "next_tick": explanation.next_tick,
        "counted_once": explanation.shared,
        "parts": [_summand_object(summand.title, summand.note, summand.tally) for summand in explanation.parts],
        "optional": [_summand_object(summand.title, summand.note, summand.tally) for summand in explanation.optional],
        "left_out": [{"reason": out.reason, "topics": list(out.topics)} for out in explanation.left_out],
    }


def show_why(progress: Progress) -> None:
    """Print the explanation."""
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


def _summand_object(title: str, note: str, tally: Tally) -> dict[str, Any]:
    return {"title": title, "note": note, **tally_object(tally)}
