"""The program as a person meets it: keys in, a screen out, and everything there the next day."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.terminal.conftest import Terminal

Start = Callable[..., Terminal]


def command(home: Path, *words: str) -> str:
    env = {**os.environ, "TRACKER_HOME": str(home)}
    done = subprocess.run([sys.executable, "-m", "tracker", *words], env=env, capture_output=True, text=True, check=True)
    return done.stdout


def test_pick_a_role_tick_quit_and_come_back(terminal: Start) -> None:
    first = terminal()
    assert first.shows("Pick a role")
    first.press("down", "enter")
    assert first.shows("Python")
    assert "Machine Learning Engineer" in first.text()
    first.press("enter")
    assert first.shows("First programs")
    first.press("down", "enter", "down", "space")
    assert first.shows(": done")
    assert first.shows(" 1 %")
    first.press("q")
    assert first.leaves() == 0
    again = terminal()
    assert again.shows("target")
    assert again.shows(" 1 %")
    again.press("enter")
    assert again.shows("Python")
    again.press("q")
    assert again.leaves() == 0


def test_a_command_in_another_terminal_shows_in_the_app(terminal: Start, home: Path) -> None:
    command(home, "target", "ai-engineer")
    app = terminal()
    assert app.shows("0/")
    command(home, "tick", "docker/compose", "git/branches", "python/functions")
    assert app.shows("3/", patience=4)
    app.press("q")
    assert app.leaves() == 0


def test_the_terminal_is_restored_on_leaving(terminal: Start) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    app.press("q")
    assert app.leaves() == 0
    assert app.raw.rindex(b"\x1b[?1049l") > app.raw.rindex(b"\x1b[?1049h")
    assert app.raw.rindex(b"\x1b[?25h") > app.raw.rindex(b"\x1b[?25l")
    assert app.raw.rindex(b"\x1b[?1000l") > app.raw.rindex(b"\x1b[?1000h")


def test_ctrl_c_leaves_and_keeps_everything(terminal: Start, home: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    app.press("w")
    assert app.shows("watched")
    app.press("ctrl+c")
    assert app.leaves() == 0
    assert json.loads(command(home, "watch", "--json"))["watched"] == ["data-scientist"]


def test_a_killed_app_loses_no_tick(terminal: Start, home: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    app.press("w")
    assert app.shows("watched")
    while not json.loads(command(home, "watch", "--json"))["watched"]:
        assert app.child.isalive()
    app.child.kill(signal.SIGKILL)
    assert json.loads(command(home, "watch", "--json"))["watched"] == ["data-scientist"]


def test_a_store_of_somebody_else_is_one_sentence_and_exit_code_5(terminal: Start, home: Path) -> None:
    store = home / "data" / "tracker.db"
    store.write_bytes(b"not a database at all, but a text that somebody put here " * 20)
    app = terminal()
    assert app.leaves() == 5
    assert "is not a store" in app.text()
    assert "Traceback" not in app.text()


def test_the_app_needs_a_terminal(home: Path) -> None:
    env = {**os.environ, "TRACKER_HOME": str(home)}
    done = subprocess.run([sys.executable, "-m", "tracker"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
