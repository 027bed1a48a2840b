"""`doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.output import columns, data, line, paint, talk
from tracker.core.errors import StoreError, TrackerError, UsageError
from tracker.core.text import plain, plural
from tracker.workspace.paths import Paths, find_paths
from tracker.workspace.safety.doctor import NOTE, PROBLEM, examine, is_sound
from tracker.workspace.safety.repair import rescue

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_COLOURS = {NOTE: "yellow", PROBLEM: "bold"}


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--repair", action="store_true", help="write all that can be read into a new store")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the new store; without it, a file beside the old store"
    )
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Print the findings. Returns 0 where the store is sound, 5 where it has a problem."""
    paths = find_paths()
    if args.repair:
        return _repair(args, paths)
    if args.output:
        raise UsageError("-o is for --repair only")
    findings = examine(paths)
    sound = is_sound(findings)
    if args.json:
        data({"sound": sound, "findings": [finding._asdict() for finding in findings]})
        return 0 if sound else StoreError.exit_code
    rows = []
    for finding in findings:
        state = paint(finding.state, _COLOURS[finding.state]) if finding.state in _COLOURS else ""
        rows.append([finding.about, state, plain(finding.said)])
        if finding.advice:
            rows.append(["", "", f"  {plain(finding.advice)}"])
    for text in columns(rows):
        line(text)
    line("\nthe store is sound" if sound else "\nthe store has a problem")
    return 0 if sound else StoreError.exit_code


def _repair(args: Namespace, paths: Paths) -> int:
    if args.output and args.output.exists():
        raise TrackerError(f"{args.output} is there already; name a new file")
    rescued = rescue(paths, args.output)
    if args.json:
        data({**rescued._asdict(), "file": str(rescued.file), "lost": list(rescued.lost)})
        return 0
    line(f"written: {plain(str(rescued.file))}")
    line(f"  {plural(rescued.events, 'event')} of the journal, {plural(rescued.roadmaps, 'roadmap')}")
    if rescued.missing:
        line(f"  {plural(rescued.missing, 'event')} could not be read and are missing")
    if rescued.rebuilt:
        line(f"  {plural(rescued.rebuilt, 'event')} were made again from the values that they had set")
    if rescued.altered:
        altered = plural(rescued.altered, "event")
        line(f"  {altered} have a text with damaged places, shown as \N{REPLACEMENT CHARACTER}")
    if rescued.lost:
        line(f"  roadmaps of your own that could not be read: {', '.join(map(plain, rescued.lost))}; import them again")
    if rescued.library_loaded_again:
        line("  the bundled roadmaps were loaded again")
    if not (rescued.missing or rescued.rebuilt or rescued.altered or rescued.lost):
        line("  nothing is missing")
    talk(f"the old store is as it was. To use the new one: tracker restore {rescued.file}")
    return 0
