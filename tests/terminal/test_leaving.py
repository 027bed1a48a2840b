"""However the app ends: the terminal is as it was, and what was done is on disk or named with its file."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.terminal.conftest import PATIENCE, Terminal
from tests.terminal.test_program import command, has_stopped

Start = Callable[..., Terminal]

MODES = ("?1049", "?1000", "?1003", "?1006", "?2004", "?1004")
"""What the app switches on in a terminal, and what has to be off when it has ended."""

_LOCAL = 3  # in what the system says of a terminal, the modes that have the echo among them

SCREENS = {
    "home": ([], "Pick a role"),
    "search": (["/", "x", "y"], "no match"),
    "palette": ([":"], "Search for commands"),
    "keys": (["?"], "type to filter"),
    "import": (["I"], "Import a roadmap"),
    "export": (["X"], "Export"),
    "history": (["H"], "What you did"),
    "study": (["enter"], "e Note"),
    "why": (["enter", "%"], "why 0 %?"),
    "note": (["enter", "down", "e"], "Esc saves"),
    "level": (["enter", "ctrl+l"], "mark a level"),
}
"""Screens, the keys that lead there from the first one, and words that stand on them."""


@pytest.fixture(autouse=True)
def _nothing_to_ask(fresh: Path) -> None:
    (fresh / "config").mkdir(exist_ok=True)
    (fresh / "config" / "settings.toml").write_text('theme = "tracker-dark"\n', encoding="utf-8")


def modes_of(app: Terminal) -> list[object]:
    """How the terminal is set: echo, lines, signals."""
    return termios.tcgetattr(app.child.child_fd)


def switched_on(app: Terminal) -> list[str]:
    """The modes that were switched on last and not off again; the cursor counts when it is hidden."""
    modes = [mode for mode in MODES if app.raw.rfind(f"{mode}h".encode()) > app.raw.rfind(f"{mode}l".encode())]
    return modes + ["cursor"] * (app.raw.rfind(b"?25l") > app.raw.rfind(b"?25h"))


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Another program writes to the store for that long."""
    other = sqlite3.connect(home / "data" / "tracker.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def kept_files(home: Path) -> list[Path]:
    return sorted((home / "data").glob("unwritten-*"))


def at_study(terminal: Start, home: Path, **environment: str) -> Terminal:
    """The app in the tree of Docker, on its first topic."""
    command(home, "target", "ai-engineer")
    app = terminal(**environment)
    assert app.shows("AI Engineer")
    app.press(":")
    assert app.shows("Search for commands")
    app.press(*"Run a container")
    assert app.shows("Docker")
    app.press("enter")
    assert app.shows("e Note")
    return app


@contextmanager
def its_terminal(app: Terminal) -> Iterator[int]:
    """The app's own side of its terminal."""
    handle = os.open(f"/proc/{app.child.pid}/fd/2", os.O_RDWR | os.O_NOCTTY)
    try:
        yield handle
    finally:
        os.close(handle)


def test_a_terminal_that_a_key_has_stopped_keeps_nobody_from_leaving(terminal: Start, begun: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    with its_terminal(app) as handle:
        termios.tcflow(handle, termios.TCOOFF)
        app.press("q")
        assert app.leaves() == 0
    assert switched_on(app) == []
    assert begun.is_dir()


@pytest.mark.parametrize("way", ["q", "SIGTERM"])
def test_a_terminal_that_takes_nothing_keeps_nobody_from_leaving(way: str, terminal: Start, begun: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    with its_terminal(app) as handle:
        before = termios.tcgetattr(handle)
        os.set_blocking(handle, False)  # of this opening only
        with suppress(BlockingIOError):
            while True:
                os.write(handle, bytes(4096))
        if way == "q":
            app.press("q")
        else:
            app.child.kill(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while app.child.isalive():  # nothing may be read from it
            assert time.monotonic() < end
            time.sleep(0.01)
        assert app.child.exitstatus == (0 if way == "q" else 143)
        assert termios.tcgetattr(handle) != before
    app.leaves()
    assert switched_on(app) == []
    assert begun.is_dir()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", SCREENS)
def test_a_signal_restores_the_terminal_at_every_screen(
    name: str, number: signal.Signals, terminal: Start, begun: Path
) -> None:
    keys, words = SCREENS[name]
    if number is signal.SIGHUP and name not in ("home", "study", "note"):
        pytest.skip("what differs between the two signals is not the screen")
    app = terminal()
    before = modes_of(app)
    assert app.shows("Pick a role")
    for key in keys:
        app.press(key)
        assert app.shows({"enter": "e Note", "/": "/ Search"}.get(key, ""))
    assert app.shows(words)
    app.child.kill(number)
    assert app.leaves() == 128 + number
    assert switched_on(app) == []
    assert modes_of(app) == before if not app.child.closed else True
    assert begun.is_dir()


def test_a_signal_writes_what_waits(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    app.press("space")
    assert app.shows(": done")
    app.child.kill(signal.SIGTERM)
    assert app.leaves() == 128 + signal.SIGTERM
    assert "1 of 40" in command(begun, "status", "docker")
    assert kept_files(begun) == []


def test_a_signal_while_an_editor_is_open(terminal: Start, begun: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nstty raw -echo\nprintf "\\033[?1049h\\033[?25l editing"\nexec sleep 60\n')
    editor.chmod(0o755)
    app = at_study(terminal, begun, EDITOR=str(editor))
    app.press("e")
    assert app.shows("Esc saves")
    app.press("ctrl+e")
    assert app.shows("editing")
    app.child.kill(signal.SIGTERM)
    assert app.leaves() == 128 + signal.SIGTERM
    assert switched_on(app) == []


def test_a_signal_to_a_suspended_app(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    app.press("space")
    assert app.shows(": done")
    app.press("ctrl+z")
    assert app.until(lambda: has_stopped(app))
    app.child.kill(signal.SIGTERM)
    app.child.kill(signal.SIGCONT)
    assert app.leaves() == 128 + signal.SIGTERM
    assert switched_on(app) == []
    assert "1 of 40" in command(begun, "status", "docker")


def test_a_stop_that_no_program_notices_is_gone_on_from(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    for _ in range(2):
        app.child.kill(signal.SIGSTOP)
        assert app.until(lambda: has_stopped(app))
        app.raw = b""
        app.child.kill(signal.SIGCONT)
        assert app.until(lambda: b"?1049h" in app.raw)
    app.press("space")
    assert app.shows(": done")
    with its_terminal(app) as handle:
        app.press("ctrl+q")
        assert app.until(lambda: not app.child.isalive())
        assert termios.tcgetattr(handle)[_LOCAL] & termios.ECHO
    assert app.leaves() == 0
    assert switched_on(app) == []


def test_a_second_signal_ends_it_at_once(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    with held(begun):
        app.press("space")
        assert app.shows("writing")
        app.child.kill(signal.SIGTERM)
        app.child.kill(signal.SIGTERM)
        assert app.leaves() == 128 + signal.SIGTERM
        assert switched_on(app) == []
    assert len(kept_files(begun)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_a_signal_leaves_unwritten_is_kept_in_a_file_that_does_it(
    number: signal.Signals, terminal: Start, begun: Path, tmp_path: Path
) -> None:
    app = at_study(terminal, begun)
    with held(begun):
        app.press("space")
        assert app.shows("writing")
        app.child.kill(number)
        assert app.leaves() == 128 + number
    assert switched_on(app) == []
    [kept] = kept_files(begun)
    assert b"1 change could not be written" in app.raw
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "tracker tick docker/run-container" in kept.read_text(encoding="utf-8")
    status = subprocess.run(
        [sys.executable, "-m", "tracker", "status", "docker"],
        env=environment(begun),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "0 of 40" in status.stdout
    assert str(kept) in status.stderr
    again = terminal()
    assert again.shows("could not be written")
    again.press("q")
    assert again.leaves() == 0
    shim = tmp_path / "bin" / "tracker"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    shim.chmod(0o755)
    env = environment(begun)
    subprocess.run(
        ["sh", str(kept)], env={**env, "PATH": f"{shim.parent}:{env['PATH']}"}, check=True, capture_output=True
    )
    assert "1 of 40" in command(begun, "status", "docker")
    assert not kept.exists()


def test_leaving_asks_while_something_is_not_written_and_leaves_by_itself_when_it_is(
    terminal: Start, begun: Path
) -> None:
    app = at_study(terminal, begun)
    with held(begun):
        app.press("space")
        assert app.shows("writing")
        app.press("q")
        assert app.shows("Not written yet")
    assert app.leaves() == 0
    assert "1 of 40" in command(begun, "status", "docker")


def test_leaving_without_waiting_keeps_a_file_and_says_so_in_the_exit_code(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    with held(begun):
        app.press("space", "j", "space")
        assert app.shows("writing")
        app.press("q")
        assert app.shows("2 changes are not on disk yet")
        app.press("l")
        assert app.leaves() == 5
    [kept] = kept_files(begun)
    assert kept.read_text(encoding="utf-8").count("tracker tick docker/") == 2
    assert str(kept).encode() in app.raw.replace(b"\r\n", b"")


def test_staying_goes_on_and_everything_is_written_in_the_end(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    with held(begun):
        app.press("space")
        assert app.shows("writing")
        app.press("q")
        assert app.shows("Not written yet")
        app.press("escape")
        assert app.until(lambda: "Not written yet" not in app.text())
        app.press("j", "space")
    assert app.until(lambda: "writing" not in app.text() and "not written" not in app.text())
    assert "2 of 40" in command(begun, "status", "docker")


def test_a_crash_writes_what_waits(terminal: Start, begun: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from tracker.tui.screens.study import StudyScreen\n"
        "def broken(self): raise RuntimeError('made to crash')\n"
        "StudyScreen.action_watch = broken\n"
    )
    app = at_study(terminal, begun, PYTHONPATH=str(tmp_path))
    app.press("space", "j", "space", "w")
    assert app.leaves() == 1
    assert switched_on(app) == []
    assert b"nothing that you ticked is lost" in app.raw
    assert "2 of 40" in command(begun, "status", "docker")
    assert kept_files(begun) == []


def test_a_crash_while_the_store_is_held_names_what_it_keeps(terminal: Start, begun: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from tracker.tui.screens.study import StudyScreen\n"
        "def broken(self): raise RuntimeError('made to crash')\n"
        "StudyScreen.action_watch = broken\n"
    )
    app = at_study(terminal, begun, PYTHONPATH=str(tmp_path))
    with held(begun):
        app.press("space", "j", "space")
        assert app.shows("writing")
        app.press("w")
        assert app.leaves() == 1
    assert switched_on(app) == []
    assert b"2 changes could not be written" in app.raw
    assert b"nothing that you ticked is lost" not in app.raw
    assert len(kept_files(begun)) == 1


def test_a_terminal_that_is_closed_loses_nothing(terminal: Start, begun: Path) -> None:
    app = at_study(terminal, begun)
    app.press("space")
    assert app.shows(": done")
    app.child.ptyproc.fileobj.close()  # type: ignore[attr-defined]  # pexpect has no types; as a terminal window does: SIGHUP, and nobody reads any more
    end = time.monotonic() + PATIENCE
    while app.child.isalive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not app.child.isalive()
    assert "1 of 40" in command(begun, "status", "docker")
    assert kept_files(begun) == []
