"""What comes from other devices, by a backup or a sync, and what follows from it."""

from __future__ import annotations

from tracker.core.errors import RoadmapFileError
from tracker.core.journal.backup import Backup
from tracker.core.journal.clock import FARTHEST, clock_at
from tracker.core.journal.events import Change, Event, Why
from tracker.core.roadmap.carried_entries import topics_with_entries
from tracker.core.roadmap.library_update import difference
from tracker.core.roadmap.model import Kind
from tracker.store.sqlite import merge as store
from tracker.workspace.workspace import Workspace


def refuse_distant(backup: Backup, milliseconds: int) -> None:
    """Raise `RoadmapFileError` where an event is `FARTHEST` ahead of a moment since 1970, or more."""
    limit = clock_at(milliseconds) + FARTHEST
    for number, event in enumerate(backup.events, 1):
        if event.clock > limit:
            raise RoadmapFileError(f"this backup is damaged: event {number} is dated more than 1,000 years ahead")


def merge(workspace: Workspace, backup: Backup) -> list[Event]:
    """Add what of `backup` is not here yet; of each thing the last event holds. Returns what was new."""
    new = store.merge(workspace.database, backup)
    settle(workspace)
    return new


def settle(workspace: Workspace) -> None:
    """What follows from events that came from elsewhere: they may name topics as they were called once."""
    if carried := _carried(workspace):
        workspace.journal.append(carried, workspace.stamp(), Why.LOAD)


def _carried(workspace: Workspace) -> list[Change]:
    """What stands under ids that topics of the bundled roadmaps had once, under those they have now."""
    state, cards = workspace.state(), workspace.cards()
    marked = {*state.marks, *state.notes, *topics_with_entries(state)}
    if marked.isdisjoint(former for card in cards.values() for former in card.former_ids):
        return []
    now = workspace.roadmaps(Kind.ROLE, Kind.SKILL)
    return list(difference([], now, cards, state, workspace.touched()).carried)
