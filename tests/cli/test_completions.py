"""Completions: the scripts load in their shells, and complete commands, options, ids and files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, environment
from tracker.cli.registry import COMMANDS


def answers(cli: Run, *words: str) -> list[str]:
    *before, current = words
    ran = cli("completions", "bash", f"--before={chr(10).join(before)}", f"--current=:{current}")
    assert ran.code == 0
    return ran.stdout.splitlines()


def test_commands_options_and_choices(cli: Run) -> None:
    assert answers(cli, "") == sorted(command.name for command in COMMANDS)
    assert answers(cli, "sta") == ["start", "status"]
    assert {"--why", "--json"} <= set(answers(cli, "status", "--"))
    assert answers(cli, "tick", "--level", "w") == ["working"]
    assert answers(cli, "completions", "f") == ["fish"]
    assert answers(cli, "nonsense", "") == []


def test_ids_of_topics_roles_and_skills(cli: Run, small_home: Path) -> None:
    assert answers(cli, "tick", "knots/sp") == ["knots/splice"]
    assert answers(cli, "tick", "knots/splice", "sails/r") == ["sails/reef"]
    assert answers(cli, "target", "") == ["deckhand", "skipper"]
    assert {"knots", "skipper"} <= set(answers(cli, "status", ""))
    assert "knots/splice" in answers(cli, "show", "knots/")
    assert "knots" in answers(cli, "export", "kn")


def test_files_are_left_to_the_shell(cli: Run, small_home: Path) -> None:
    assert answers(cli, "import", "") == [":files"]
    assert answers(cli, "export", "knots", "-o", "") == [":files"]
    assert answers(cli, "update", "plan", "") == [":files"]


@pytest.fixture
def on_path(tmp_path: Path) -> Path:
    """A folder with the command in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "tracker").write_text(f'#!/bin/sh\nexec {sys.executable} -m tracker "$@"\n', encoding="utf-8")
    (folder / "tracker").chmod(0o755)
    return folder


def test_in_bash(small_home: Path, on_path: Path, tmp_path: Path) -> None:
    (tmp_path / "plan file.md").touch()
    script = """
    source <(tracker completions bash)
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tracker; printf '%s|' "${COMPREPLY[@]}"; echo; }
    try tracker sta
    try tracker tick knots/sp
    try tracker import plan
    """
    assert _shell("bash", script, small_home, on_path, tmp_path) == ["start|status|", "knots/splice|", "plan file.md|"]


def test_in_zsh(small_home: Path, on_path: Path, tmp_path: Path) -> None:
    script = """
    autoload -Uz compinit && compinit -u -d "$PWD/dump"
    source <(tracker completions zsh)
    print -r -- $_comps[tracker]
    words=(tracker tick knots/sp) CURRENT=3
    compadd() { shift; print -r -- "$@" }
    _tracker
    """
    assert _shell("zsh", script, small_home, on_path, tmp_path) == ["_tracker", "knots/splice"]


def test_in_fish(small_home: Path, on_path: Path, tmp_path: Path) -> None:
    script = "tracker completions fish | source; complete -C 'tracker tick knots/sp'; complete -C 'tracker sta'"
    shown = _shell("fish", script, small_home, on_path, tmp_path)
    assert shown == ["knots/splice", "start", "status"]


def _shell(name: str, script: str, home: Path, on_path: Path, folder: Path) -> list[str]:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    env = environment(home, PATH=f"{on_path}:{os.environ['PATH']}")
    done = subprocess.run([name, "-c", script], capture_output=True, text=True, env=env, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
