"""While another process holds the store for writing, the app answers every key: its loop never waits for the lock."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import study
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.roadmap_tree import RoadmapTree

_LONGEST = 20.0
"""Seconds after which the store is let go, so that a loop that waits for it does not hang the tests."""
_PATIENCE = 120.0
"""Seconds that a writer of the app waits for the lock: longer than the lock is ever held."""


@contextmanager
def held(home: Path) -> Iterator[threading.Event]:
    """The store of a home is held by another connection; the event is set when that had to be ended by the clock."""
    late, end = threading.Event(), threading.Event()
    taken = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(home / "data" / "tracker.db", isolation_level=None)
        other.execute("begin immediate")
        taken.set()
        if not end.wait(_LONGEST):
            late.set()
        other.rollback()
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(_LONGEST)
    try:
        yield late
    finally:
        end.set()
        thread.join()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, and let the app answer each."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize(
    "keys",
    [
        ("j", "k", "G", "g", "j"),
        ("%", "escape", "n", "f", "f", "b"),
        ("H", "escape", "?", "escape"),
        ("y", "escape", "escape"),
        ("/", "g", "i", "t", "escape"),
        ("ctrl+p", "escape", "B", "escape"),
        ("t", "w", "u", "U"),
    ],
    ids=" ".join,
)
async def test_no_key_waits_for_a_store_that_another_process_holds(
    open_app: Callable[[], TrackerApp], begun: Path, keys: tuple[str, ...]
) -> None:
    app = open_app()
    app.workspace.wait_at_most(_PATIENCE)
    async with app.run_test() as pilot:
        screen = await study(pilot, "docker")
        screen.query_one(RoadmapTree).reveal("docker/compose")
        with held(begun) as late:
            await press(pilot, "space")
            assert app.session.state.marks["docker/compose"] is Mark.DONE
            await press(pilot, *keys)
            assert app.session.queue.waiting()
            assert not late.is_set()
        assert await app.session.written()
