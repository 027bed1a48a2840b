"""`doctor`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tracker.cli.output import columns, data, line, paint, talk
from tracker.core.errors import StoreError, TrackerError, UsageError
from tracker.core.text import plain, plural
from tracker.workspace.paths import Paths, find_paths
from tracker.workspace.safety.doctor import NOTE, PROBLEM, examine, is_sound
from tracker.workspace.safety.repair import rescue

_COLOURS = {NOTE: "yellow", PROBLEM: "bold"}


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--repair", action="store_true", help="write what can be read of the store into a new one")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where the new store goes; beside the old one when left out"
    )
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Say what is so and what is wrong; 0 when the store is sound, 5 when it has a problem."""
    paths = find_paths()
    if args.repair:
        return _repair(args, paths)
    if args.output:
        raise UsageError("-o goes with --repair")
    findings = examine(paths)
    sound = is_sound(findings)
    if args.json:
        data({"sound": sound, "findings": [one._asdict() for one in findings]})
        return 0 if sound else StoreError.exit_code
    rows = []
    for one in findings:
        state = paint(one.state, _COLOURS[one.state]) if one.state in _COLOURS else ""
        rows.append([one.about, state, plain(one.said)])
        if one.advice:
            rows.append(["", "", f"  {plain(one.advice)}"])
    for text in columns(rows):
        line(text)
    line("\nthe store is sound" if sound else "\nthe store has a problem")
    return 0 if sound else StoreError.exit_code


def _repair(args: Namespace, paths: Paths) -> int:
    if args.output and args.output.exists():
        raise TrackerError(f"{args.output} is there already; name a new file")
    found = rescue(paths, args.output)
    if args.json:
        data({**found._asdict(), "file": str(found.file), "lost": list(found.lost)})
        return 0
    line(f"written: {plain(str(found.file))}")
    line(f"  {plural(found.events, 'event')} of the journal, {plural(found.roadmaps, 'roadmap')}")
    if found.missing:
        line(f"  {plural(found.missing, 'event')} could not be read and are missing")
    if found.rebuilt:
        line(f"  {plural(found.rebuilt, 'event')} were made again from the values that they had set")
    if found.altered:
        line(f"  {plural(found.altered, 'event')} have a text with damaged places, shown as \N{REPLACEMENT CHARACTER}")
    if found.lost:
        line(f"  roadmaps of your own that could not be read: {', '.join(map(plain, found.lost))}; import them again")
    if found.library_loaded_again:
        line("  the bundled roadmaps were loaded again")
    if not (found.missing or found.rebuilt or found.altered or found.lost):
        line("  nothing is missing")
    talk(f"the old store is as it was. To use the new one: tracker restore {found.file}")
    return 0
