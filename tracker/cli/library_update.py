"""A message on stderr while newer bundled roadmaps are installed and not used yet."""

from __future__ import annotations

import sys

from tracker.cli.output import talk
from tracker.workspace import Workspace


def say_library_update(workspace: Workspace) -> None:
    """Say what newer roadmaps would change and how to use them; only on a terminal, not to a script."""
    pending = workspace.library_updates.pending()
    if pending and sys.stderr.isatty():
        points = "; ".join(pending.lines) or "texts and links only"
        talk(f"newer roadmaps are installed ({points}). Your ticks stay. Use them with: tracker update")
