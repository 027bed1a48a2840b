"""Completions for bash, zsh and fish."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.cli.registry import COMMANDS

ASK = """
source "$1"
[[ $(complete -p tracker) =~ -F\\ ([^ ]+) ]]
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
"${BASH_REMATCH[1]}" tracker "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(script: Path, *words: str) -> set[str]:
    """What bash offers for the last of these words."""
    command = ["bash", "-c", ASK, "bash", str(script), *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    return set(ran.stdout.split())


@pytest.fixture
def bash(cli: Run, tmp_path: Path) -> Path:
    """The script for bash, in a file."""
    script = tmp_path / "tracker.bash"
    script.write_text(cli("completions", "bash").stdout, encoding="utf-8")
    return script


def test_bash_completes_commands(bash: Path) -> None:
    assert completed(bash, "tracker", "sta") == {"start", "status"}
    assert completed(bash, "tracker", "") >= {command.name for command in COMMANDS}


def test_bash_completes_options_and_choices_of_a_command(bash: Path) -> None:
    assert completed(bash, "tracker", "status", "--") >= {"--json", "--why", "--help"}
    assert completed(bash, "tracker", "export", "docker", "--format", "") >= {"markdown", "json", "csv"}
    assert completed(bash, "tracker", "completions", "") >= {"bash", "zsh", "fish"}


@pytest.mark.parametrize(
    ("shell", "opening"), [("bash", "# AUTOMATICALLY GENERATED"), ("zsh", "#compdef tracker"), ("fish", "#")]
)
def test_every_shell_gets_a_script_with_every_command(shell: str, opening: str, cli: Run, tmp_path: Path) -> None:
    ran = cli("completions", shell)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.startswith(opening)
    assert [command.name for command in COMMANDS if command.name not in ran.stdout] == []
    if shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(ran.stdout, encoding="utf-8")
        subprocess.run([shell, "-n", str(script)], check=True)
