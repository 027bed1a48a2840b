"""What cannot be read in a store is named when the app opens, and the rest is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tracker.tui.app import TrackerApp


async def test_a_value_that_is_no_text_is_named(open_app: Callable[[], TrackerApp], begun: Path) -> None:
    with closing(sqlite3.connect(begun / "data" / "tracker.db")) as connection, connection:
        connection.execute(
            "drop trigger event_is_never_replaced"
        )  # as a store of an earlier version, or damage, has it
        connection.execute(
            "insert into event (uid, at, device, act, why, field, subject, value, clock) "
            "select 'u1', at, 'other', 'u1', 'do', 'note', 'docker/compose', x'ff00', clock + 1 from event limit 1"
        )
    app = open_app()
    async with app.run_test():
        said = [str(notice.message) for notice in app._notifications]
        assert any("left out, the note of docker/compose" in text for text in said), said
        assert "sql" in app.session.state.watched
