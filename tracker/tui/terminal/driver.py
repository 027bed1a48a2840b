"""The terminal driver: Textual's, with what it lacks for unusual and for closed terminals."""

from __future__ import annotations

import os
import selectors
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser  # Textual has no public parser for what the terminal sends
from textual.drivers.linux_driver import LinuxDriver

from tracker.tui.terminal.capabilities import RESTORED, Answered, HungUp, restore_after_query
from tracker.tui.terminal.input_filter import InputFilter
from tracker.tui.terminal.output import Output

if TYPE_CHECKING:
    from textual.app import App

_READ = 4096
_LOOK_SECONDS = 0.1
"""How often the reading thread checks whether it must end."""


class TerminalDriver(LinuxDriver):
    """Reads input through `InputFilter`, and survives the end of its terminal."""

    def __init__(self, app: App[Any], **options: Any) -> None:  # passed on as they are
        super().__init__(app, **options)
        self._file: Any = Output(sys.__stderr__)  # type: ignore[arg-type]  # there is one: the app needs a terminal
        self.drawing = False

    def start_application_mode(self) -> None:
        """Start to use the terminal."""
        restore_after_query(self.fileno)
        self._file.staying()
        self.drawing = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no types there

    def stop_application_mode(self) -> None:
        """Restore the terminal; one that takes nothing any more is waited for only a moment."""
        self._file.leaving()
        super().stop_application_mode()

    def close(self) -> None:
        """Write what still waits, which ends the use of the terminal."""
        super().close()
        self._file.end(RESTORED)
        self.drawing = False

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop, unless the app is leaving: what it has restored must stay so.

        After a stop that no program notices (SIGSTOP) the terminal is still taken, and is taken anew: a shell had it
        meanwhile. That waits for the event loop, since this may have interrupted what holds the writer's lock.
        """
        if not (self._auto_restart and self._app.is_running):
            return
        if not self.drawing:
            self.resume_application_mode()
        elif loop := self._app._loop:  # noqa: SLF001  # Textual asks for it in the same way
            loop.call_soon_threadsafe(self._take_anew)

    def _take_anew(self) -> None:
        if self._app.is_running and self.drawing:
            self.suspend_application_mode()
            self.resume_application_mode()
            self._app.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Read what the terminal sends, until the app ends or the terminal is closed."""
        parser, decode = XTermParser(), getincrementaldecoder("utf-8")("replace").decode
        filtered = InputFilter(lambda words: self.send_message(Answered(words)))
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                patience = filtered.patience
                if selector.select(_LOOK_SECONDS if patience is None else patience):
                    try:
                        data = os.read(self.fileno, _READ)
                    except OSError:
                        data = b""
                    if not data:
                        self.send_message(HungUp())
                        return
                    text = filtered.feed(decode(data))
                else:
                    text = filtered.idle()
                for message in parser.feed(text) if text else ():
                    self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
