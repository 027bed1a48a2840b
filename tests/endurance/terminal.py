"""The real app in a real pseudo-terminal: keys in with a given timing, and what stands on its screen."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pexpect
import pyte

from tests.endurance.homes import command, environment

PATIENCE = 30.0
"""Seconds until something that should appear counts as missing."""
_PIECE = 65_536  # bytes read at a time
_SLICE = 0.05  # seconds for which a read waits before the condition is asked again
_ASKS_FOR_FRAMES, _HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"  # mode 2026: what is drawn is shown at its end
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "f1": "\x1bOP",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""Keys with a name, as a terminal sends them; any other text is sent as it is."""


class Terminal:
    """A terminal with the app in it. `raw` is every byte that it received.

    It shows whole frames only (synchronised output), as today's terminals do; `on_frame` is called with each.
    """

    def __init__(
        self, home: Path | None, words: Sequence[str], size: tuple[int, int], more: dict[str, str], emulate: bool
    ) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._emulate = emulate
        self.raw = bytearray()
        self.on_frame: Callable[[Terminal], None] | None = None
        self._waiting = b""  # of a frame that is not whole yet
        env = environment(home, **{"TERM": "xterm-256color", **more})
        program, *arguments = command(*words)
        where = tempfile.gettempdir()
        self.child = pexpect.spawn(
            program, arguments, env=env, cwd=where, dimensions=(lines, columns), timeout=PATIENCE
        )
        os.set_blocking(self.child.child_fd, False)
        self.screen.write_process_input = lambda data: self._write(data.encode())  # type: ignore[method-assign]

    @property
    def pid(self) -> int:
        """The process of the app."""
        return int(self.child.pid or 0)

    def press(self, *keys: str, gap: float = 0.0) -> None:
        """Send keys, `gap` seconds apart as a typist does; what the app writes meanwhile is read."""
        for key in keys:
            self._write(KEYS.get(key, key).encode())
            if gap:
                self.read_for(gap)

    def paste(self, text: str) -> None:
        """Paste `text` as a terminal does, in brackets."""
        self._write(f"\x1b[200~{text}\x1b[201~".encode())

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal larger or smaller."""
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def signal(self, number: int) -> None:
        """Send a signal to the app."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def has(self, words: str) -> bool:
        """Whether `words` stand on the screen now, in one line."""
        return any(words in line for line in self.screen.display)

    def shows(self, words: str, patience: float = PATIENCE) -> bool:
        """Whether `words` appear on the screen before patience runs out."""
        return self.until(lambda: self.has(words), patience)

    def until(self, fits: Callable[[], bool], patience: float = PATIENCE) -> bool:
        """Read what the app writes until `fits`, or until patience runs out, or the app has left."""
        end = time.monotonic() + patience
        while not fits():
            if time.monotonic() > end or not self._read(_SLICE):
                return fits()
        return True

    def read_for(self, seconds: float) -> None:
        """Read what the app writes for so long: the pause between two keys, never a way to wait for something."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self._read(left):
                return

    def leaves(self, patience: float = PATIENCE) -> int | None:
        """Wait for the app to end. Its exit code, the negative number of a signal, or None when it goes on."""
        self.until(lambda: False, patience)  # until there is nothing more to read
        end = time.monotonic() + max(1.0, patience / 4)
        while self.child.isalive():
            if time.monotonic() > end:
                return None
            time.sleep(0.01)  # between two looks at the process, whose terminal is closed already
        return -self.child.signalstatus if self.child.signalstatus else self.child.exitstatus

    def memory(self) -> int:
        """KiB of memory that the app holds now."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    def handles(self) -> int:
        """Open files of the app now."""
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())

    def end(self) -> None:
        """End the app and everything in its session, whatever state it is in."""
        if self.child.isalive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(pexpect.ExceptionPexpect, OSError):
            self.child.close(force=True)

    def _read(self, seconds: float) -> bool:
        """Take in what arrives within `seconds`; False when the app's end of the terminal is closed."""
        ready, _, _ = select.select([self.child.child_fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.child.child_fd, _PIECE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        asked = self.raw.count(_ASKS_FOR_FRAMES)
        self.raw += data
        if self.raw.count(_ASKS_FOR_FRAMES) > asked:
            self._write(_HAS_FRAMES)
        if self._emulate:
            self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        """Show what is whole of `data`: every finished frame, and what stands outside of any."""
        *frames, rest = (self._waiting + data).split(_FRAME_ENDS)
        for frame in frames:
            self._stream.feed(frame)
            if self.on_frame:
                self.on_frame(self)
        begun = rest.find(_FRAME_BEGINS)
        self._stream.feed(rest[:begun] if begun >= 0 else rest)
        self._waiting = rest[begun:] if begun >= 0 else b""

    def _write(self, data: bytes) -> None:
        """Send all of `data`. The app may be busy writing itself, so what it writes is read meanwhile.

        Raises `AssertionError` when the app takes nothing before patience runs out.
        """
        end = time.monotonic() + PATIENCE
        while data:
            if time.monotonic() > end:
                raise AssertionError(f"the app has read no key for {PATIENCE:.0f} s")
            try:
                data = data[os.write(self.child.child_fd, data) :]
            except BlockingIOError:
                if not self._read(_SLICE):
                    return
            except OSError:
                return  # it has left


@contextlib.contextmanager
def app(
    home: Path | None, *words: str, size: tuple[int, int] = (80, 24), emulate: bool = True, **more: str
) -> Iterator[Terminal]:
    """The app on `home` in a terminal of `size` columns and lines, with `more` in its environment; ended in any case.

    Without `emulate` the screen stays empty and only the bytes are kept, which is quicker.
    """
    terminal = Terminal(home, words, size, more, emulate)
    try:
        yield terminal
    finally:
        terminal.end()
