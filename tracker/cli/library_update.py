"""A message on stderr while newer bundled roadmaps are installed and not used yet."""

from __future__ import annotations

import sys

from tracker.cli.output import talk
from tracker.workspace import Workspace


def say_library_update(workspace: Workspace) -> None:
    """Say what newer roadmaps would change and how to use them; only on a terminal, not to a script."""
    news = workspace.library_updates.pending()
    if news and sys.stderr.isatty():
        points = "; ".join(news.lines) or "texts and links only"
        talk(f"newer roadmaps are installed ({points}). Your ticks stay. Use them with: tracker update")
