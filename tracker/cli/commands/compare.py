"""`compare`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, glyph, line, paint, percent
from tracker.core.effort import time_left
from tracker.core.errors import UsageError
from tracker.core.journal.events import State
from tracker.core.progress.compare import (
    MOST_SIDES,
    Comparison,
    Side,
    compare,
    coverage,
    door,
    movers,
    pivot,
)
from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind
from tracker.core.text import plural
from tracker.wording.compare import MATRIX, MOVERS, describe_door, describe_pivot, describe_way
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    help_ = f"2 to {MOST_SIDES} roles or other roadmaps; one is compared with the target; without any, all roles"
    parser.add_argument("roadmaps", nargs="*", metavar="ROLE", help=help_)
    parser.add_argument("--topics", action="store_true", help="also list every topic, with the roadmaps that count it")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Put roadmaps side by side, or all roles into a matrix."""
    with opened() as workspace:
        state = workspace.state()
        ids = list(dict.fromkeys(find_roadmap(workspace, name) for name in args.roadmaps))
        if len(ids) == 1 and state.target and state.target not in ids:
            ids.insert(0, state.target)
        if ids == [state.target]:
            title = workspace.title(ids[0])
            raise UsageError(f"{title} is your target; name another role to compare it with: tracker compare ROLE")
        if len(ids) == 1 or len(ids) > MOST_SIDES:
            raise UsageError(f"name 2 to {MOST_SIDES} different roadmaps; or pick a target, and name one")
        if not ids:
            roles = [workspace.progress(role, state) for role in workspace.roadmaps(Kind.ROLE)]
            (_print_matrix if not args.json else _matrix_data)(roles)
            return 0
        compared = compare([workspace.progress(workspace.roadmap(id_), state) for id_ in ids])
        if args.json:
            data(_object(workspace, compared, state))
        else:
            _print(workspace, compared, state, topics=args.topics)
    return 0


def _print(workspace: Workspace, compared: Comparison, state: State, *, topics: bool) -> None:
    sides = compared.sides
    titles = [clip(side.progress.roadmap.title) for side in sides]
    rows = [["", *titles]]
    rows.append(["done", *(_of(side.progress.total) for side in sides)])
    rows.append(["shared", *(_of(side.progress.tally_of(side.shared)) for side in sides)])
    rows.append(["only here", *(_of(side.progress.tally_of(side.only)) for side in sides)])
    rows.append(
        ["left", *(time_left(side.progress.total.hours_left, side.progress.total.months_left) for side in sides)]
    )
    rows.append([paint("skills", "bold"), *("" for _ in sides)])
    rows += [[f"  {clip(workspace.title(row.skill))}", *map(_of, row.tallies)] for row in compared.skills()]
    for text in columns(rows):
        line(text)
    line()
    for side in sides:
        if side.progress.roadmap.id != state.target:
            line(describe_way(side.progress))
    for start, goal in pairwise(sides):
        way = pivot(start.progress, goal.progress, state.choices)
        line(describe_pivot(way, suggest(way.after, workspace.topic, most=3)))
        line(describe_door(door(start.progress, goal.progress, state.choices), goal.progress))
    if best := movers([side.progress for side in sides]):
        line("Ticks that move most of them at once:")
    for mover in best:
        line(f"  {mover.topic.title}  {mover.topic.id}  moves {len(mover.roles)} of {len(sides)}")
    if topics:
        _print_topics(compared)


def _print_topics(compared: Comparison) -> None:
    sides = compared.sides
    line(f"\n{paint('topics', 'bold')}")
    seen = set[str]()
    rows = []
    for side in sides:
        for topic in side.progress.tree.topics():
            if topic.id in side.counted and topic.id not in seen:
                seen.add(topic.id)
                where = ", ".join(other.progress.roadmap.title for other in sides if topic.id in other.counted)
                where = "all" if topic.id in compared.common else where
                rows.append([f"  {glyph(side.progress.mark(topic.id))} {clip(topic.title)}", topic.id, where])
    for text in columns(rows):
        line(text)


def _of(tally: Tally) -> str:
    return f"{tally.done}/{tally.counted}" if tally.counted else "-"


def _print_matrix(roles: list[Progress]) -> None:
    rows = [["role", "", "known", "left"]]
    ordered = sorted(roles, key=lambda role: -(role.total.percent or 0))
    for role in ordered:
        total = role.total
        rows.append(
            [clip(role.roadmap.title), bar(total), percent(total), time_left(total.hours_left, total.months_left)]
        )
    for text in columns(rows):
        line(text)
    if nearest := nearest_roles(roles, 1):
        line(f"\nThe nearest to what you know: {nearest[0].roadmap.title}")
    if best := movers(roles):
        line(f"\n{MOVERS}:")
    for mover in best:
        line(f"  {mover.topic.title}  {mover.topic.id}  {plural(len(mover.roles), 'role')}")
    line(f"\n{MATRIX}:")
    rows = [["", *(f"{number:>3}" for number in range(1, len(ordered) + 1))]]
    for number, (role, shares) in enumerate(zip(ordered, coverage(ordered), strict=True), 1):
        rows.append([f"{number:>3} {clip(role.roadmap.title)}", *(f"{share:>3}" for share in shares)])
    for text in columns(rows):
        line(text)


def _matrix_data(roles: list[Progress]) -> None:
    ids = [role.roadmap.id for role in roles]
    data(
        {
            "roles": [
                {"roadmap": role.roadmap.id, "title": role.roadmap.title, **tally_object(role.total)} for role in roles
            ],
            "coverage": {
                id_: dict(zip(ids, shares, strict=True)) for id_, shares in zip(ids, coverage(roles), strict=True)
            },
            "nearest": [role.roadmap.id for role in nearest_roles(roles, 1)],
            "movers": _movers(roles),
        }
    )


def _movers(roles: list[Progress]) -> list[dict[str, Any]]:
    return [{"id": mover.topic.id, "title": mover.topic.title, "roles": list(mover.roles)} for mover in movers(roles)]


def _object(workspace: Workspace, compared: Comparison, state: State) -> dict[str, Any]:
    sides = compared.sides
    ways = []
    for start, goal in pairwise(sides):
        way = pivot(start.progress, goal.progress, state.choices)
        through = door(start.progress, goal.progress, state.choices)
        ways.append(
            {
                "from": start.progress.roadmap.id,
                "to": goal.progress.roadmap.id,
                "pivot": tally_object(way.after.total),
                "start_with": [suggestion.topic.id for suggestion in suggest(way.after, workspace.topic, most=3)],
                "door": {"first": tally_object(through.first_tally), "then": tally_object(through.then)},
            }
        )
    return {
        "roadmaps": [_side_object(side) for side in sides],
        "common": sorted(compared.common),
        "skills": [
            {"skill": row.skill, "tallies": [tally_object(tally) for tally in row.tallies]} for row in compared.skills()
        ],
        "ways": ways,
        "movers": _movers([side.progress for side in sides]),
    }


def _side_object(side: Side) -> dict[str, Any]:
    progress = side.progress
    return {
        "roadmap": progress.roadmap.id,
        "title": progress.roadmap.title,
        **tally_object(progress.total),
        "shared": {**tally_object(progress.tally_of(side.shared)), "topics": sorted(side.shared)},
        "only": {**tally_object(progress.tally_of(side.only)), "topics": sorted(side.only)},
    }
