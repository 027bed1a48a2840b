"""The roadmap that a command is about: the one that is named, else the target."""

from __future__ import annotations

from tracker.core.errors import NotFoundError
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap

HELP = "a role, skill or roadmap of your own; without it, the target"


def chosen_roadmap(workspace: Workspace, name: str | None, state: State) -> str:
    """The id of a roadmap. Raises `NotFoundError`, also where none is named and there is no target."""
    if name:
        return find_roadmap(workspace, name)
    if not state.target:
        raise NotFoundError("there is no target yet; pick a role: tracker roles, then tracker target ROLE")
    return state.target


def in_view(workspace: Workspace, state: State, beside: str) -> list[Progress]:
    """Progress in the target and the watched roadmaps, without the one that they are shown beside."""
    known = workspace.roadmap_names()
    others = [id_ for id_ in (state.target, *sorted(state.watched)) if id_ in known and id_ != beside]
    return [workspace.progress(workspace.roadmap(id_), state) for id_ in others]
