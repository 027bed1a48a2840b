"""The program as a user meets it: keys in, a screen out, and everything there the next day."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal

Start = Callable[..., Terminal]


@pytest.fixture(autouse=True)
def _nothing_to_ask(fresh: Path) -> None:
    """Set a theme, so that the program asks the terminal nothing.

    On a busy machine the answer may come after the program has stopped waiting for it, and is then taken for keys.
    """
    (fresh / "config").mkdir(exist_ok=True)
    (fresh / "config" / "settings.toml").write_text('theme = "tracker-dark"\n', encoding="utf-8")


def command(home: Path, *words: str) -> str:
    env = {**os.environ, "TRACKER_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *words], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_first_run_by_keys_then_quit_and_come_back(terminal: Start) -> None:
    first = terminal()
    assert first.shows("Step 1 of 3")
    first.press("down", "enter")
    assert first.shows("Step 2 of 3")
    assert first.shows("Python")
    first.press("enter")
    assert first.shows("Working")
    first.press("down", "space")
    assert first.until(lambda: any("Basic" in line and "100 %" in line for line in first.screen.display))
    first.press("escape")
    assert first.shows("Step 3 of 3")
    assert first.shows("Ready to apply as a junior")
    first.press("enter")
    assert first.shows("e Note")
    first.press("space")
    assert first.shows(": done")
    first.press("q")
    assert first.leaves() == 0
    again = terminal()
    assert again.shows("target")
    assert again.shows("Data Scientist")
    assert not any(" 0/" in line for line in again.screen.display[:1])
    again.press("q")
    assert again.leaves() == 0


def test_the_first_run_by_mouse_only(terminal: Start, fresh: Path) -> None:
    app = terminal()
    assert app.shows("Step 1 of 3")
    app.click("Data Scientist", times=2)
    assert app.shows("Step 2 of 3")
    assert app.shows("Command line (")
    app.click("Command line (", times=2)
    assert app.shows("Basic")
    app.click("Basic", times=2)
    assert app.shows("○ ")
    app.click("○ ")
    assert app.shows("✓ ")
    app.click("Go on")
    assert app.shows("Step 3 of 3")
    app.press("escape")
    assert app.shows("e Note")
    app.click("Quit")
    assert app.leaves() == 0
    assert json.loads(command(fresh, "status", "--json"))["done"] == 1


def test_the_first_run_can_be_skipped(terminal: Start) -> None:
    app = terminal()
    assert app.shows("Step 1 of 3")
    app.press("escape")
    assert app.shows("Pick a role")
    app.press("q")
    assert app.leaves() == 0


def test_a_resize_in_the_middle_of_work(terminal: Start, begun: Path) -> None:
    command(begun, "target", "ai-engineer")
    app = terminal()
    assert app.shows("AI Engineer")
    app.press("enter")
    assert app.shows("e Note")
    app.press("1", "g")
    app.resize(40, 12)
    assert app.until(lambda: "e Note" not in app.text() and "Command line" in app.text())
    app.resize(120, 40)
    assert app.shows("any one of these") or app.shows("up to")
    app.press("enter", "down", "enter", "down", "space")
    assert app.shows(": done")
    app.press("q")
    assert app.leaves() == 0


def test_a_note_in_the_users_own_editor(terminal: Start, begun: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "from the editor" >> "$1"\n')
    editor.chmod(0o755)
    command(begun, "target", "ai-engineer")
    app = terminal(EDITOR=str(editor))
    assert app.shows("AI Engineer")
    app.press("enter")
    assert app.shows("e Note")
    app.press(".", "e")
    assert app.shows("Esc saves")
    app.press("ctrl+e")
    assert app.shows("from the editor")
    app.press("ctrl+s")
    assert app.shows("Note saved")
    app.press("q")
    assert app.leaves() == 0
    assert "from the editor" in command(begun, "export", "ai-engineer")


def has_stopped(app: Terminal) -> bool:
    """Whether the program waits for its shell to let it go on."""
    assert app.child.pid
    return os.waitid(os.P_PID, app.child.pid, os.WSTOPPED | os.WNOHANG) is not None


@pytest.mark.parametrize(("panel", "words"), [("", "Pick a role"), ("?", "type to filter")])
def test_suspend_and_resume(panel: str, words: str, terminal: Start, begun: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    app.press(panel)
    assert app.shows(words)
    app.press("ctrl+z")
    assert app.until(lambda: has_stopped(app))  # whoever is told to go on before has stopped by then, and for good
    app.child.kill(signal.SIGCONT)
    assert app.until(lambda: app.raw.count(b"\x1b[?1049h") > 1)
    app.press("ctrl+c")
    assert app.leaves() == 0


def test_a_crash_restores_the_terminal(terminal: Start, begun: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from tracker.tui.screens.home import HomeScreen\n"
        "def broken(self): raise RuntimeError('made to crash')\n"
        "HomeScreen.action_watch = broken\n"
    )
    app = terminal(PYTHONPATH=str(tmp_path))
    assert app.shows("Pick a role")
    app.press("w")
    assert app.leaves() == 1
    assert app.raw.rindex(b"\x1b[?1049l") > app.raw.rindex(b"\x1b[?1049h")
    assert app.raw.rindex(b"\x1b[?25h") > app.raw.rindex(b"\x1b[?25l")
    assert b"Traceback" not in app.raw
    assert b"has closed; nothing that you" in app.raw
    assert "made to crash" in (begun / "cache" / "crash.txt").read_text(encoding="utf-8")


def test_a_command_in_another_terminal_shows_in_the_app(terminal: Start, begun: Path) -> None:
    command(begun, "target", "ai-engineer")
    app = terminal()
    assert app.shows("0/")
    command(begun, "tick", "docker/compose", "git/branches", "python/functions")
    assert app.shows("3/", patience=4)
    app.press("q")
    assert app.leaves() == 0


def test_the_terminal_is_restored_on_leaving(terminal: Start, begun: Path) -> None:
    assert begun.is_dir()
    app = terminal()
    assert app.shows("Pick a role")
    app.press("q")
    assert app.leaves() == 0
    assert app.raw.rindex(b"\x1b[?1049l") > app.raw.rindex(b"\x1b[?1049h")
    assert app.raw.rindex(b"\x1b[?25h") > app.raw.rindex(b"\x1b[?25l")
    assert app.raw.rindex(b"\x1b[?1000l") > app.raw.rindex(b"\x1b[?1000h")


def test_ctrl_c_leaves_and_keeps_everything(terminal: Start, begun: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    app.press("down", "w")
    assert app.shows("○ Data Analyst")
    app.press("ctrl+c")
    assert app.leaves() == 0
    assert json.loads(command(begun, "watch", "--json"))["watched"] == ["data-analyst", "sql"]


def test_a_killed_app_loses_no_tick(terminal: Start, begun: Path) -> None:
    app = terminal()
    assert app.shows("Pick a role")
    app.press("down", "w")
    assert app.shows("○ Data Analyst")
    while len(json.loads(command(begun, "watch", "--json"))["watched"]) == 1:
        assert app.child.isalive()
    app.child.kill(signal.SIGKILL)
    assert json.loads(command(begun, "watch", "--json"))["watched"] == ["data-analyst", "sql"]


def test_a_store_of_somebody_else_is_one_sentence_and_exit_code_5(terminal: Start, begun: Path) -> None:
    store = begun / "data" / "tracker.db"
    store.write_bytes(b"not a database at all, but a text that somebody put here " * 20)
    app = terminal()
    assert app.leaves() == 5
    assert "is not a store" in app.text()
    assert "Traceback" not in app.text()


def test_the_app_needs_a_terminal(begun: Path) -> None:
    env = {**os.environ, "TRACKER_HOME": str(begun)}
    done = subprocess.run([sys.executable, "-m", "tracker"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_the_app_is_drawn_again_after_it_was_suspended(terminal: Start, begun: Path) -> None:
    app = terminal()
    assert app.shows("Data Analyst")
    app.press("ctrl+z")
    assert app.until(lambda: has_stopped(app))
    app.screen.reset()
    app.child.kill(signal.SIGCONT)
    assert app.shows("Data Analyst")
    app.press("q")
    assert app.leaves() == 0


@pytest.mark.parametrize("words", [("roles",), ("status", "ai-engineer"), ("next", "ai-engineer")])
def test_tables_fit_the_terminal(words: tuple[str, ...], terminal: Start, begun: Path) -> None:
    ran = terminal(*words, columns=80, lines=50)
    ran.leaves()
    lines = ran.raw.decode().replace("\r", "").splitlines()
    shown = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]
    assert shown
    assert max(map(len, shown)) <= 80
    if words == ("roles",):
        assert any("machine-learning-engineer" in line for line in shown)


def test_a_long_roadmap_is_paged_and_not_with_no_input(terminal: Start, begun: Path) -> None:
    paged = terminal("show", "git", PAGER="head -n 3")
    paged.leaves()
    assert paged.raw.count(b"\n") <= 4
    whole = terminal("show", "git", "--no-input", PAGER="head -n 3")
    whole.leaves()
    assert whole.raw.count(b"\n") > 30
    first = terminal("show", "git", "--no-input", "--depth", "1")
    first.leaves()
    assert first.raw.count(b"\n") < 15
