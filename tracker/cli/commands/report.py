"""`report` and `proof`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tracker.cli.chosen_roadmap import HELP, chosen_roadmap
from tracker.cli.naming import topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.journal.commands import SetProof
from tracker.core.progress.proof import proofs_of, with_proofs
from tracker.core.progress.report import Report
from tracker.core.progress.tally_object import tally_object
from tracker.workspace.local_days import day_text
from tracker.workspace.report import FORMATS, report_of, written

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "report":
        parser.add_argument("roadmap", nargs="?", help=HELP)
        parser.add_argument("--format", choices=FORMATS, default="markdown", help="without it, markdown")
    else:
        parser.add_argument("topic", help="an id, or words of a title or an id that fit only one topic")
        parser.add_argument("links", nargs="*", metavar="URL", help="addresses to add; without any, they are listed")
        parser.add_argument("--remove", action="store_true", help="remove these addresses; without any, all of them")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Write a report, or keep the proof of a topic."""
    return _report(args) if args.command == "report" else _proof(args)


def _report(args: Namespace) -> int:
    with opened() as workspace:
        state = workspace.state()
        report = report_of(workspace, chosen_roadmap(workspace, args.roadmap, state), state)
    if args.json:
        data(_object(report))
    else:
        sys.stdout.buffer.write(written(report, args.format).encode())
    return 0


def _proof(args: Namespace) -> int:
    with opened() as workspace:
        topic = topic_to_change(workspace, args.topic)
        before = workspace.state().proofs.get(topic, "")
        if args.remove:
            after = tuple(address for address in proofs_of(before) if args.links and address not in args.links)
        else:
            after = with_proofs(before, args.links)
        workspace.record(SetProof(topic, after))
        title = workspace.title(topic)
    if args.json:
        data({"topic": topic, "proof": list(after)})
        return 0
    line(f"{title}  {topic}")
    for address in after:
        line(f"  {address}")
    if not after:
        line("  no proof")
    return 0


def _object(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "day": day_text(report.day),
        **tally_object(report.total),
        "ready": tally_object(report.ready) if report.ready else None,
        "proven": report.proven,
        "skills": [
            {
                "title": skill.title,
                "level": skill.level,
                "done": skill.tally.done,
                "counted": skill.tally.counted,
                "topics": [
                    {
                        "id": learnt.topic.id,
                        "title": learnt.topic.title,
                        "day": day_text(learnt.day) if learnt.day else None,
                        "project": learnt.topic.project,
                        "proof": list(learnt.proofs),
                    }
                    for learnt in skill.learnt
                ],
            }
            for skill in report.skills
        ],
    }
