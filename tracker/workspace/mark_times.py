"""When topics got the marks they have."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.journal.events import State
from tracker.workspace.workspace import Workspace


def mark_times(workspace: Workspace, state: State) -> Mapping[str, str]:
    """When each topic got its mark, in UTC; one with a link got it when what it is linked to did."""
    times = workspace.touched()
    return times | {topic: times[other] for topic, other in state.links.items() if other in times}
