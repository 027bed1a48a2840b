"""The real program in a real pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from tracker.core.journal.commands import Watch
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

PATIENCE = 20.0
"""Seconds until something that should appear counts as missing."""


class Terminal:
    """A terminal of 80 by 24 with the program in it."""

    def __init__(self, home: Path, *words: str, columns: int = 80, lines: int = 24, **environment: str) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        names = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
        env = {**names, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TRACKER_HOME": str(home), **environment}
        command = ["-m", "tracker", *words]
        self.child = pexpect.spawn(sys.executable, command, env=env, dimensions=(lines, columns), timeout=PATIENCE)
        self.screen.write_process_input = self.child.send  # type: ignore[method-assign, assignment]  # the way pyte offers

    def press(self, *keys: str) -> None:
        """Send keys, each as a terminal sends it."""
        names = {
            "enter": "\r",
            "escape": "\x1b",
            "up": "\x1b[A",
            "down": "\x1b[B",
            "space": " ",
            "ctrl+c": "\x03",
            "ctrl+e": "\x05",
            "ctrl+l": "\x0c",
            "ctrl+s": "\x13",
            "ctrl+z": "\x1a",
        }
        for key in keys:
            self.child.send(names.get(key, key))

    def click(self, text: str, times: int = 1) -> None:
        """Click on the first place where `text` stands, as a terminal reports it (SGR 1006)."""
        row = next(n for n, line in enumerate(self.screen.display) if text in line)
        column = self.screen.display[row].index(text)
        for _ in range(times):
            self.child.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal larger or smaller."""
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def shows(self, text: str, patience: float = PATIENCE) -> bool:
        """Whether `text` appears on the screen before patience runs out."""
        return self.until(lambda: any(text in line for line in self.screen.display), patience)

    def until(self, fits: Callable[[], bool], patience: float = PATIENCE) -> bool:
        """Read what the program writes until `fits`, or until patience runs out."""
        end = time.monotonic() + patience
        while not fits():
            if time.monotonic() > end:
                print(self.text())
                return False
            self._read()
        return True

    def _read(self) -> None:
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=0.1)  # type: ignore[assignment]  # bytes: no encoding
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            time.sleep(0.01)  # the program has left; what is asked for may still be computed by the caller
            return
        self.raw += data
        self.stream.feed(data)

    def leaves(self) -> int | None:
        """Wait for the program to end; its exit code."""
        self.until(lambda: not self.child.isalive())
        self._read()
        self.child.close()
        return self.child.exitstatus

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the bundled roadmaps are loaded already; copied, never used itself."""
    home = tmp_path_factory.mktemp("loaded")
    Workspace(Paths(home / "data", home / "config", home / "cache", library_folder())).close()
    return home


@pytest.fixture
def fresh(loaded: Path, tmp_path: Path) -> Path:
    """A home in which nothing was done yet."""
    return Path(shutil.copytree(loaded, tmp_path / "begun"))


@pytest.fixture
def begun(fresh: Path) -> Path:
    """A home of somebody who is past the first run and keeps SQL in view."""
    with Workspace(Paths(fresh / "data", fresh / "config", fresh / "cache", library_folder())) as workspace:
        workspace.record(Watch("sql", True))
    return fresh


@pytest.fixture
def terminal(fresh: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program on the test's home, as often as a test wants; what still runs at the end is ended."""
    started: list[Terminal] = []

    def start(*words: str, **options: object) -> Terminal:
        started.append(Terminal(fresh, *words, **options))  # type: ignore[arg-type]  # passed on as they are
        return started[-1]

    yield start
    for app in started:
        app.child.close(force=True)
