"""A sync in a process of its own, beside an app that goes on: no tick and no frame ever waits for it.

An app that is left in the meantime does not wait for it either, and it goes on to its end alone.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from threading import Thread
from typing import Any, NamedTuple

_COMMAND = (sys.executable, "-P", "-m", "tracker", "sync", "--json")
_ALONE: Mapping[str, Any] = {"stdin": subprocess.DEVNULL, "start_new_session": True}
"""Nobody is there to be asked, and Ctrl+C in the terminal is meant for the app."""


class Came(NamedTuple):
    """What a sync did, as `sync --json` says it, or the sentence that it failed with."""

    done: Mapping[str, Any]
    problem: str


async def sync_beside() -> Came:
    """Sync with the target in the settings."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Came] = loop.create_future()

    def finish(came: Came) -> None:
        if not done.cancelled():
            done.set_result(came)

    def run() -> None:
        came = _run()
        with suppress(RuntimeError):  # the app was left, and its loop is closed
            loop.call_soon_threadsafe(finish, came)

    Thread(target=run, daemon=True).start()  # the loop's own threads are waited for at the end
    return await done


def sync_after_leaving() -> None:
    """Begin a sync that nobody waits for."""
    subprocess.Popen(_COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_ALONE)  # noqa: S603  # our words


def _run() -> Came:
    try:
        ran = subprocess.run(_COMMAND, capture_output=True, check=False, **_ALONE)  # noqa: S603  # our words
    except OSError as error:
        return Came({}, f"the sync did not begin: {error.strerror}")
    lines = ran.stderr.decode(errors="replace").strip().splitlines()
    if ran.returncode:
        return Came({}, lines[0].removeprefix("tracker: ") if lines else "the sync ended without a word")
    return Came(json.loads(ran.stdout), "")
