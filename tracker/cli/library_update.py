"""A word on stderr when newer bundled roadmaps wait to be used."""

from __future__ import annotations

import sys

from tracker.cli.output import talk
from tracker.workspace import Workspace


def say_library_update(workspace: Workspace) -> None:
    """Tell a person (and no script) what the newer roadmaps would change, and how to get them."""
    news = workspace.library_update()
    if news and sys.stderr.isatty():
        points = "; ".join(news.lines) or "texts and links only"
        talk(f"newer roadmaps are installed ({points}). Your ticks stay. Use them with: tracker update")
