"""How the app is opened: the store, the settings and the terminal first, and what is left to do when it has ended."""

from __future__ import annotations

from contextlib import suppress

from tracker.core.errors import StoreError
from tracker.settings import settings_file
from tracker.settings.model import Known
from tracker.settings.read import read_settings
from tracker.tui.app import TrackerApp
from tracker.tui.ending import last_words, say
from tracker.tui.terminal.capabilities import BEST, believe_size, look, modes
from tracker.workspace import Workspace
from tracker.workspace.background_sync import sync_after_leaving


def open_app(*, in_browser: bool = False) -> int:
    """Run the app; returns the exit code. A browser shows everything, and there is no terminal to be asked."""
    believe_size()
    workspace = Workspace.open()
    try:
        reading = read_settings(settings_file(workspace.paths.config), _known)
        settings = reading.settings
        before = modes()
        terminal = BEST if in_browser else look(settings.theme)
        app = TrackerApp(workspace, settings, reading.lines(), terminal)
        app.before = before
        try:
            app.run(mouse=settings.mouse)
            code = app.return_code or 0
        except SystemExit as end:  # for a signal while the terminal was another program's
            app.give_back()
            app.keep_open_notes()
            code = int(str(end.code or 0))
        workspace = app.workspace
        rest = app.session.queue.finish()
        say(last_words(app.session, rest, app.crash))
        if settings.sync.auto and settings.sync.target:
            sync_after_leaving()
        return code or (StoreError.exit_code if rest else 0)
    finally:
        with suppress(StoreError):
            workspace.standings()  # as they are now, so that the next start need not measure
            workspace.keep_derived()
        workspace.close()


def _known() -> Known:
    from tracker.tui.keymap import known  # 2 ms, for a theme or keys of one's own

    return known()
