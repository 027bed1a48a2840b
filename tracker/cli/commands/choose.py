"""`choose`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.cli.output import clip, columns, data, line, paint, percent
from tracker.core.errors import NotFoundError
from tracker.core.journal.commands import Choose
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.progress.tally_object import tally_object
from tracker.core.progress.what_if import previews
from tracker.core.roadmap.find import find
from tracker.workspace.find_by_name import find_roadmap

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


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
        roadmap = workspace.roadmap(find_roadmap(workspace, args.role, writes=bool(args.option)))
        tree = roadmap.tree
        either = {place: tree.group(place) for place in filter(tree.is_choice, tree.uneven)}
        if not either:
            raise NotFoundError(f'{roadmap.title} has no "any of" group')
        if args.option and args.auto:
            key = find(args.option, {group.id: (group.title,) for group in either.values()}, "group", writes=True)
            workspace.record(Choose(next(group.key for group in either.values() if group.id == key), None))
        elif args.option:
            nodes = [
                (group.key, tree.nodes[option]) for place, group in either.items() for option in tree.children(place)
            ]
            options = {f"{key} {option.id}": (option.id, option.title) for key, option in nodes}
            where, _, option = find(args.option, options, "option", writes=True).partition(" ")
            workspace.record(Choose(where, option))
        state = workspace.state()
        progress = workspace.progress(roadmap, state)
    if args.json:
        data([_object(progress, state, place) for place in either])
        return 0
    for place, group in either.items():
        chosen = progress.chosen[place]
        pick = tree.nodes[chosen.option].id
        how = "your choice" if chosen.pinned else "furthest along"
        line(f"{paint(group.title, 'bold')} ({group.id}), any of; {how} counts" + (" (useful)" * group.optional))
        rows = [
            [
                "  * " if preview.option == pick else "    ",
                clip(preview.title),
                preview.option,
                f"{preview.own.done}/{preview.own.counted}",
                f"{roadmap.title} {percent(preview.total).strip()}",
            ]
            for preview in previews(progress, state.choices, place)
        ]
        for text in columns(rows):
            line(text)
    return 0


def _object(progress: Progress, state: State, place: int) -> dict[str, object]:
    group, chosen = progress.tree.group(place), progress.chosen[place]
    options = [
        {
            "option": preview.option,
            "title": preview.title,
            **tally_object(preview.own),
            "roadmap_percent": preview.total.percent,
        }
        for preview in previews(progress, state.choices, place)
    ]
    head = {"group": group.id, "key": group.key, "title": group.title, "optional": group.optional}
    return {**head, "chosen": progress.tree.nodes[chosen.option].id, "pinned": chosen.pinned, "options": options}
