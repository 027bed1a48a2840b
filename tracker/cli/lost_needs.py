"""What a role of the user's own needs and nobody has any more, as lines of the commands that find nothing in it."""

from __future__ import annotations

from tracker.workspace.own_roles import lost_needs
from tracker.workspace.workspace import Workspace


def lines_on_lost_needs(workspace: Workspace, id_: str) -> list[str]:
    """Which skills a role misses, and what to do about it; nothing where it has all."""
    lost = lost_needs(workspace, id_)
    if not lost:
        return []
    return [
        f"missing skills that it needs: {', '.join(lost)}; import them again, or change it:",
        f"  tracker role edit {id_} --drop {','.join(lost)} --needs SKILL",
    ]
