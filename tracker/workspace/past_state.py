"""What was so on a day that is over."""

from __future__ import annotations

from tracker.core.journal.events import State
from tracker.store.sqlite.record import state_at
from tracker.workspace.local_days import end_of
from tracker.workspace.workspace import Workspace


def state_at_end_of(workspace: Workspace, day: int) -> State:
    """What the journal amounted to at the end of a local day, as `core.days` counts."""
    moment = end_of(day)
    state = state_at(workspace.database, moment, {})
    skills = workspace.catalog.linked_skills(state.links)
    return state_at(workspace.database, moment, skills) if skills else state
