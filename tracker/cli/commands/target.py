"""`target` and `watch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.naming import roadmap_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.journal.commands import SetTarget, Watch
from tracker.core.roadmap.model import Kind
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "target":
        parser.add_argument("role", nargs="?", help="the role to work toward; without it, the target is printed")
    else:
        parser.add_argument(
            "roadmap", nargs="?", help="a role, skill or roadmap of your own; without it, the watched ones"
        )
        parser.add_argument("--off", action="store_true", help="stop watching it")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: Namespace) -> int:
    """Print or set the target or the watched roadmaps."""
    with opened() as workspace:
        return _target(workspace, args) if args.command == "target" else _watch(workspace, args)


def _target(workspace: Workspace, args: Namespace) -> int:
    if args.role:
        role = roadmap_to_change(workspace, args.role, Kind.ROLE)
        workspace.record(SetTarget(role))
    target = workspace.state().target
    if args.json:
        data({"target": target or None})
    elif not target:
        line("no target yet; pick a role: tracker roles, then tracker target ROLE")
    else:
        line(f"{workspace.title(target)}  {target}")
    return 0


def _watch(workspace: Workspace, args: Namespace) -> int:
    if args.roadmap:
        watched_by_id = args.roadmap in workspace.state().watched  # perhaps a roadmap that is no longer there
        roadmap = args.roadmap if watched_by_id else roadmap_to_change(workspace, args.roadmap)
        workspace.record(Watch(roadmap, not args.off))
    watched = sorted(workspace.state().watched)
    if args.json:
        data({"watched": watched})
    elif not watched:
        line("nothing is watched; watch a roadmap: tracker watch ROADMAP")
    for id_ in watched if not args.json else ():
        line(f"{workspace.title(id_)}  {id_}")
    return 0
