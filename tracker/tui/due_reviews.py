"""Which reviews are due, read again beside the event loop whenever that may have changed; only for who reviews."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from tracker.core.errors import StoreError
from tracker.settings import Settings
from tracker.tui.session import Session
from tracker.workspace.reviews import read_reviews


class DueReviews:
    """Keeps `Session.reviews` as the journal and the day have it."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session, self._settings = session, settings
        self._known: tuple[object, ...] = ()
        self._reading = asyncio.Lock()

    async def look(self) -> None:
        """Read the reviews where the state or the day is another than at the last look."""
        async with self._reading:
            session = self._session
            await session.written()
            state, today = session.state, session.workspace.today()
            now = (state.marks, state.answers, state.reviewed, today)
            if now == self._known:
                return
            in_view = [session.progress(id_) for id_ in session.beside()]
            with suppress(StoreError):  # said at the next write, where it matters
                reviews = await asyncio.to_thread(read_reviews, session.workspace, state, self._settings, in_view)
                self._known = now
                session.show_reviews(reviews)
