"""`choose`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.opening import opened
from tracker.cli.output import clip, columns, data, line, paint, percent
from tracker.core.errors import NotFoundError
from tracker.core.journal.commands import Choose
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.progress.tally_object import tally_object
from tracker.core.progress.what_if import previews
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Group, Rule, groups


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("role", help="the role with the group")
    parser.add_argument("option", nargs="?", help="the option to choose; without it, the groups are listed")
    parser.add_argument(
        "--auto", action="store_true", help="OPTION names a group: its most advanced option counts again"
    )
    parser.add_argument("--json", action="store_true", help="the groups and their options as JSON")


def run(args: Namespace) -> int:
    """Choose an option, or list the groups and their options."""
    with opened() as workspace:
        roadmap = workspace.roadmap(workspace.find_roadmap(args.role))
        any_of_groups = [group for group in groups(roadmap.root) if group.rule is Rule.ANY]
        if not any_of_groups:
            raise NotFoundError(f'{roadmap.title} has no "any of" group')
        if args.option and args.auto:
            key = find(args.option, {g.id: (g.title,) for g in any_of_groups}, "group")
            workspace.record(Choose(next(g.key for g in any_of_groups if g.id == key), None))
        elif args.option:
            options = {f"{g.key} {o.id}": (o.id, o.title) for g in any_of_groups for o in g.children}
            key, _, option = find(args.option, options, "option").partition(" ")
            workspace.record(Choose(key, option))
        state = workspace.state()
        progress = workspace.progress(roadmap, state)
    if args.json:
        data([_object(progress, state, group) for group in any_of_groups])
        return 0
    for group in any_of_groups:
        chosen = progress.chosen[group.key]
        how = "your choice" if chosen.pinned else "furthest along"
        line(f"{paint(group.title, 'bold')} ({group.id}), any of; {how} counts" + (" (useful)" * group.optional))
        rows = [
            [
                "  * " if preview.option == chosen.option else "    ",
                clip(preview.title),
                preview.option,
                f"{preview.own.done}/{preview.own.counted}",
                f"{roadmap.title} {percent(preview.total).strip()}",
            ]
            for preview in previews(progress, state.choices, group)
        ]
        for text in columns(rows):
            line(text)
    return 0


def _object(progress: Progress, state: State, group: Group) -> dict[str, object]:
    chosen = progress.chosen[group.key]
    options = [
        {
            "option": preview.option,
            "title": preview.title,
            **tally_object(preview.own),
            "roadmap_percent": preview.total.percent,
        }
        for preview in previews(progress, state.choices, group)
    ]
    head = {"group": group.id, "key": group.key, "title": group.title, "optional": group.optional}
    return {**head, "chosen": chosen.option, "pinned": chosen.pinned, "options": options}
