"""The answer of `status` where it has to be read from roadmaps and the journal, or is more than the numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tracker.cli.library_update import say_library_update
from tracker.cli.opening import opened
from tracker.cli.output import bar, data, line, percent
from tracker.cli.standing_shown import show_standing, standing_object
from tracker.core.errors import NotFoundError, UsageError
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.progress.standing import Standing, standing_of
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap

if TYPE_CHECKING:
    from argparse import Namespace

    from tracker.workspace.at_rest import Database


def print_status(args: Namespace, database: Database | None) -> int:
    """Print the progress in the target or another roadmap; of the store that is open already, if one is."""
    with opened(database) as workspace:
        target = workspace.target()
        if not args.roadmap and not target:
            raise NotFoundError("there is no target yet; pick a role: tracker roles, then tracker target ROLE")
        id_ = find_roadmap(workspace, args.roadmap) if args.roadmap else target
        progress = _progress(workspace, id_, args)
        standing = standing_of(progress) if progress else workspace.standing(id_)
        if args.format is not None:
            line(_formatted(args.format, workspace, standing))
            return 0
        fresh = _fresh(workspace, progress) if progress and workspace.reviewed() and args.at is None else None
        if args.json:
            data(
                _object(standing, progress if args.why else None) | ({} if fresh is None else {"fresh_percent": fresh})
            )
            return 0
        show_standing(standing)
        if not standing.total.counted:
            from tracker.cli.lost_needs import lines_on_lost_needs  # 9 ms, and only where nothing counts

            for text in lines_on_lost_needs(workspace, id_):
                line(text)
        if fresh is not None:
            line(f"{percent(standing.total).strip()} done, {fresh} % fresh")
        if progress and args.why:
            from tracker.cli.why import show_why  # 3 ms, 5 % of a `status`

            show_why(progress)
        say_library_update(workspace)
    return 0


def _progress(workspace: Workspace, id_: str, args: Namespace) -> Progress | None:
    """The whole progress, which only some answers need; None where the standing is enough."""
    if args.at is not None:
        return workspace.progress(workspace.roadmap(id_), _state_at(workspace, args.at))
    if args.why or workspace.reviewed():
        return workspace.progress(workspace.roadmap(id_), workspace.state())
    return None


def _state_at(workspace: Workspace, day: str) -> State:
    from tracker.workspace.local_days import day_of  # with the next, 1 % of a `status`
    from tracker.workspace.past_state import state_at_end_of

    return state_at_end_of(workspace, day_of(day))


def _formatted(text: str, workspace: Workspace, standing: Standing) -> str:
    """`text` with the names in braces replaced. Raises `UsageError` for an unknown name."""

    def value(match: re.Match[str]) -> str:
        name, total = match[1], standing.total
        if name == "streak":  # only who asks for it waits for the days
            return str(_streak(workspace, workspace.state()))
        values = {
            "title": standing.title,
            "percent": _or_none(total.percent),
            "ready": _or_none(standing.ready.percent if standing.ready else None),
            "bar": bar(total, 10),
            "done": str(total.done),
            "counted": str(total.counted),
            "hours": f"{total.hours_left:g}",
        }
        if name not in values:
            raise UsageError(f"{{{name}}} is nothing that a status has; it has {', '.join(values)}, streak")
        return values[name]

    return re.sub(r"\{(\w*)\}", value, text)


def _or_none(value: int | None) -> str:
    return "-" if value is None else str(value)


def _streak(workspace: Workspace, state: State) -> int:
    from tracker.cli.my_settings import my_settings  # with the record, 7 ms
    from tracker.workspace.pace import read_record, rest_days

    return read_record(workspace, state).streak(rest_days(my_settings().rest_days)).days


def _fresh(workspace: Workspace, progress: Progress) -> int | None:
    from tracker.cli.my_settings import my_settings  # with the reviews, and FSRS, 20 ms
    from tracker.core.progress.review import fresh_percent
    from tracker.workspace.reviews import read_reviews

    return fresh_percent(progress, read_reviews(workspace, workspace.state(), my_settings(), ()).memories)


def _object(standing: Standing, to_explain: Progress | None) -> dict[str, Any]:
    known = standing_object(standing)
    if not to_explain:
        return known
    from tracker.cli.why import why_object  # as in `run`

    return {**known, "why": why_object(to_explain)}
