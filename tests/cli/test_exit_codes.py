"""Exit codes are stable, and no trouble ends in a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad_stores import BAD_STORES, text_file
from tests.conftest import SMALL_LIBRARY, Run, environment
from tests.workspace.conftest import change


@pytest.mark.usefixtures("small_home")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["frobnicate"], 2, 'there is no command "frobnicate"'),
        (["tick"], 2, "the following arguments are required: TOPIC"),
        (["status", "--jsn"], 2, "unrecognized arguments: --jsn"),
        (["status", "knots", "sails"], 2, "unrecognized arguments: sails"),
        (["export", "knots", "--format", "pdf"], 2, "invalid choice: 'pdf'"),
        (["completions", "tcsh"], 2, "invalid choice: 'tcsh'"),
        ([], 2, "the app needs a terminal"),
        (["status", "nowhere"], 3, 'no roadmap is called "nowhere"'),
        (["tick", "mainsail"], 3, '"mainsail" may mean several topics'),
        (["tick", ""], 3, 'no topic is called ""'),
        (["choose", "skipper", "rowing"], 3, 'no option is called "rowing"'),
        (["check", "nowhere.toml"], 4, "1 problem"),
        (["status", "knots", "--at", ""], 2, '"" is no day'),
        (["import", "", "--yes"], 4, "an empty name is no file"),
        (["advert", ""], 4, "an empty name is no file"),
        (["restore", "", "--yes"], 1, "an empty name is no file, and no backup"),
    ],
)
def test_each_kind_of_trouble_has_its_code_and_one_sentence(words: list[str], code: int, said: str, cli: Run) -> None:
    ran = cli(*words)
    assert ran.code == code
    assert ran.stderr.startswith("tracker: ")
    assert said in ran.stderr
    if code != 4:
        assert ran.stdout == ""


@pytest.mark.parametrize("words", [["tick", "knots", "--level", "BASIC"], ["show", "knots", "--filter", "DONE"]])
def test_a_choice_that_is_none_is_told_the_others_in_words(words: list[str], cli: Run) -> None:
    ran = cli(*words)
    assert (ran.code, f"invalid choice: '{words[-1]}' (choose from" in ran.stderr) == (2, True)
    assert "<" not in ran.stderr


def test_wrong_usage_names_the_help_that_fits(cli: Run) -> None:
    assert cli("tick").stderr.splitlines()[-1] == "try: tracker tick --help"
    assert cli("frobnicate").stderr.splitlines()[-1] == "try: tracker --help"


@pytest.mark.parametrize("spoil", BAD_STORES, ids=lambda spoil: spoil.__name__)
def test_a_bad_store_is_told_in_one_line_with_code_5(spoil: Callable[[Path], None], cli: Run, small_home: Path) -> None:
    store = small_home / "data" / "tracker.db"
    spoil(store)
    before = store.read_bytes() if store.is_file() else None
    ran = cli("status", "knots")
    assert (ran.code, ran.stdout) == (5, "")
    assert ran.stderr.startswith("tracker: ")
    assert ran.stderr.count("\n") == 1
    assert BAD_STORES[spoil] in ran.stderr
    assert (store.read_bytes() if store.is_file() else None) == before


@pytest.mark.parametrize(
    "words", [["roles"], ["tick", "splice"], ["undo"], ["history"], ["update"], ["note", "splice"]]
)
def test_every_command_that_opens_the_store_tells_it(words: list[str], cli: Run, small_home: Path) -> None:
    text_file(small_home / "data" / "tracker.db")
    ran = cli(*words)
    assert (ran.code, ran.stdout) == (5, "")
    assert "is no SQLite file" in ran.stderr


def test_commands_that_need_no_store_work_without_a_good_one(cli: Run, small_home: Path) -> None:
    text_file(small_home / "data" / "tracker.db")
    assert cli("paths").code == 0
    assert cli("check", str(SMALL_LIBRARY / "skills" / "charts.toml")).code == 0
    assert cli("completions", "bash").code == 0


def test_a_broken_library_is_told_with_every_problem_and_code_4(home: Path, tmp_path: Path) -> None:
    """The installed package, with a roadmap file that somebody has spoiled."""
    installed = tmp_path / "installed"
    source = Path(__file__).parent.parent.parent / "tracker"
    shutil.copytree(source, installed / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SMALL_LIBRARY, installed / "tracker" / "roadmaps")
    change(
        installed / "tracker" / "roadmaps" / "skills" / "knots.toml", 'level = "advanced"', 'level = "\\u001b[1mtop"'
    )
    change(installed / "tracker" / "roadmaps" / "roles" / "skipper.toml", "order = 20", "ordre = 20")
    env = environment(home) | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "tracker", "roles"]
    ran = subprocess.run(command, env=env, cwd=installed, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (4, "")
    first, role, skill = ran.stderr.splitlines()
    assert first == "tracker: 2 problems in the roadmap files; nothing was loaded"
    assert role.startswith('  tracker/roadmaps/roles/skipper.toml:9: "ordre" is not a key of this table; ')
    assert skill.startswith("  tracker/roadmaps/skills/knots.toml:46: sections.topics.level: ")
    assert skill.endswith("; found '\\x1b[1mtop'")


PIPED = [["--help"], ["roles"], ["show", "skipper", "--json"], ["export", "skipper"], ["completions", "zsh"]]


@pytest.mark.usefixtures("small_home")
@pytest.mark.parametrize("words", PIPED, ids=lambda words: words[0])
def test_a_reader_that_has_left_is_no_trouble(words: list[str], home: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "tracker", *words]
    ran = subprocess.run(command, env=environment(home), stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.usefixtures("bundled_home")
def test_a_reader_that_takes_one_line_gets_one_line(home: Path) -> None:
    script = f'"{sys.executable}" -m tracker show ai-engineer --json | head -1; echo "${{PIPESTATUS[0]}}"'
    ran = subprocess.run(["bash", "-c", script], env=environment(home), capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("{\n0\n", "")


@pytest.mark.usefixtures("small_home")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [["roles"], ["--help"], ["export", "knots"]], ids=lambda words: words[0])
def test_output_that_cannot_be_written_is_told(words: list[str], home: Path) -> None:
    command = [sys.executable, "-m", "tracker", *words]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            command, env=environment(home), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ran.returncode, ran.stderr) == (1, "tracker: No space left on device\n")


@pytest.mark.usefixtures("small_home")
@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        ("status knots >&-", 0, ""),
        ("status nowhere >&- 2>&-", 3, ""),
        ("status nowhere 2>&-", 3, ""),
        ("note splice - <&-", 0, ""),
        ("note splice <&-", 0, "\n"),
    ],
)
def test_streams_that_the_caller_has_closed_are_no_trouble(redirected: str, code: int, said: str, home: Path) -> None:
    script = f'"{sys.executable}" -m tracker {redirected}'
    ran = subprocess.run(["bash", "-c", script], env=environment(home), capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, said, "")


def test_ctrl_c_ends_a_command_with_130_and_no_words(home: Path, tmp_path: Path) -> None:
    """It comes while a file is read that never ends: opening the other end of the pipe waits for the reader."""
    pipe = tmp_path / "endless.toml"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "tracker", "check", str(pipe)]
    process = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        with pipe.open("wb"):
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=60) == (b"", b"")
    finally:
        process.kill()
    assert process.returncode == 130


def test_the_version_is_told(program: Run) -> None:
    ran = program("--version")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("tracker ")
