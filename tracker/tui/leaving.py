"""How the app is left: by the user, for a signal, or by an unexpected error. What was done is written first."""

from __future__ import annotations

import os
import signal
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.app import App

from tracker.tui.base import BaseScreen
from tracker.tui.ending import last_words, say
from tracker.tui.session import Session
from tracker.tui.terminal.capabilities import restore
from tracker.tui.terminal.signals import Signals

LEAVING_SECONDS = 1.0
"""How long leaving waits for what is being written before it asks."""
SIGNAL_SECONDS = 2.0
"""How long leaving for a signal waits: whoever sends one sends another that nobody can catch some seconds later."""


class LeavingApp(App[None]):
    """An app over a session. `crash` is the report of an unexpected error, `before` the terminal as it was found."""

    session: Session
    signals: Signals
    crash: Path | None = None
    before: tuple[int, list[Any]] | None = None

    async def action_quit(self) -> None:
        """Leave when everything is written; ask when that takes longer than a moment."""
        from tracker.tui.panels.leaving import LeavingScreen  # with the other panels 11 ms of the start

        if isinstance(self.screen, LeavingScreen):
            self.screen.action_leave()
        elif any(isinstance(screen, BaseScreen) and screen.stays_open() for screen in self.screen_stack):
            return  # the screen has said why
        elif await self.session.written(LEAVING_SECONDS):
            self.exit()
        else:
            self.push_screen(LeavingScreen(self.session), lambda leaves: self.exit() if leaves else None)

    def leave_for(self, number: int) -> None:
        """Leave for a signal: what cannot be written in a moment is kept in a file."""
        self.run_worker(self._leave_soon(number), group="leave", exclusive=True)

    async def _leave_soon(self, number: int) -> None:
        self.keep_open_notes()
        await self.session.written(SIGNAL_SECONDS)
        self.exit(return_code=128 + number)

    def on_hung_up(self) -> None:
        """Leave: the terminal is gone."""
        self.leave_for(signal.SIGHUP)

    def keep_open_notes(self) -> None:
        """Keep the text of a note that is being written."""
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.keep_open_text()

    def end_at_once(self, number: int) -> None:
        """End the process as it is, with the terminal given back; from any thread."""
        self.give_back()
        say(last_words(self.session, self.session.queue.kept()))
        os._exit(128 + number)

    def give_back(self) -> None:
        """Restore the terminal by force, where the app or an editor still has it."""
        if self.before and (self.signals.suspended or getattr(self._driver, "drawing", False)):
            restore(*self.before)

    def _fatal_error(self) -> None:
        """Called by Textual, after its own clean-up began, for an error nobody expected: no traceback for the user."""
        self.crash = self.session.workspace.paths.cache / "crash.txt"
        try:
            self.crash.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.crash.write_text(traceback.format_exc(), encoding="utf-8")
        except OSError:
            self.crash = Path()
        with suppress(Exception):  # nothing that is wrong with it may keep the app from its end
            self.keep_open_notes()
        self.bell()
        self.panic()  # what there is to say is known when the queue is written
