"""The driver for a browser: Textual's, which leaves as at the end of a terminal when the tab or the server is gone."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress

from textual.drivers.web_driver import WebDriver

from tracker.tui.terminal.capabilities import HungUp


class BrowserDriver(WebDriver):
    """Says that the tab was closed, where Textual would end the app without asking what was being written."""

    def start_application_mode(self) -> None:
        """Start to draw. Ctrl+C in the terminal of `tracker serve` reaches the apps too."""
        super().start_application_mode()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self._app.post_message, HungUp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle what the server says; "quit" is for a tab that was closed."""
        if packet_type == "quit":
            self._app.post_message(HungUp())
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read what the tab sends, until the app ends or the server is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(HungUp())

    def write(self, data: str) -> None:
        """Draw; nobody looks any more where the server is gone."""
        with suppress(OSError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server something, as long as it is there."""
        with suppress(OSError):
            super().write_meta(data)
