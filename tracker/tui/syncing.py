"""What the app says of a sync that went on beside it. Only an app that syncs loads this module."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.core.text import plain
from tracker.wording.sync import describe_sync
from tracker.workspace.background_sync import sync_beside


class Said(NamedTuple):
    """One line about a sync; a quiet one is shown only to who has asked for the sync."""

    words: str
    is_quiet: bool = False
    is_problem: bool = False


async def synced(device: str, title: Callable[[str], str]) -> Said:
    """Sync, and say what came and went. `title` gives the title of a topic by its id."""
    came = await sync_beside()
    if came.problem:
        return Said(plain(came.problem), is_problem=True)
    done = came.done
    both = [(marked["topic"], marked["mark"], marked["device"]) for marked in done["both"]]
    words = describe_sync(done["came"], done["sent"], both, device, title)
    return Said("\n".join([words, *map(plain, done["remarks"])]), is_quiet=not (done["came"] or done["remarks"]))
