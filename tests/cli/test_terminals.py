"""What goes to a terminal, to a pipe, and to one that shows no more than ASCII."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Run, environment

pytestmark = pytest.mark.usefixtures("small_home")

COMMANDS = [
    ["roles"],
    ["skills"],
    ["status", "skipper", "--why"],
    ["show", "skipper"],
    ["show", "sails/reef"],
    ["tick", "splice"],
    ["history"],
    ["choose", "skipper"],
    ["export", "knots"],
]


def in_a_terminal(home: Path, *words: str, **variables: str) -> str:
    """What a command writes to a terminal."""
    env = {**environment(home), "TERM": "xterm-256color", "PAGER": "cat", **variables}
    child = pexpect.spawn(sys.executable, ["-m", "tracker", *words], env=env, timeout=30, encoding="utf-8")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


@pytest.mark.parametrize("words", [["show", "skipper"], ["choose", "skipper"]], ids=lambda words: words[0])
def test_colour_is_for_terminals_that_want_it(words: list[str], home: Path, cli: Run) -> None:
    plain = in_a_terminal(home, *words, NO_COLOR="1")
    assert plain.replace("\r\n", "\n") == cli(*words).stdout
    assert "\x1b" not in plain
    assert "\x1b" not in in_a_terminal(home, *words, TERM="dumb")
    for coloured in (in_a_terminal(home, *words), in_a_terminal(home, *words, NO_COLOR="")):
        assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
        assert "\x1b[1m" in coloured


def test_newer_roadmaps_are_told_to_people_and_not_to_scripts(home: Path, cli: Run) -> None:
    assert "newer roadmaps are installed (" in in_a_terminal(home, "status", "knots")
    assert cli("status", "knots").stderr == ""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_pipe_gets_no_escape_codes(words: list[str], cli: Run) -> None:
    ran = cli(*words)
    assert ran.code == 0
    assert "\x1b" not in ran.stdout + ran.stderr


def test_colour_does_not_shift_the_columns(home: Path, cli: Run) -> None:
    cli("tick", "knots/bowline")
    shown = re.sub(r"\x1b\[\d+m", "", in_a_terminal(home, "skills")).replace("\r\n", "\n")
    assert shown.startswith(cli("skills").stdout)


@pytest.mark.parametrize(
    "words",
    [
        *COMMANDS[:-1],
        ["roles", "--json"],
        ["show", "skipper", "--json"],
        ["note", "splice"],
        ["--help"],
        ["tick", "--help"],
    ],
    ids=" ".join,
)
def test_a_terminal_that_knows_only_ascii_is_served(words: list[str], program: Run, cli: Run) -> None:
    cli("note", "splice", "Spleiß ✓ 日本")
    ran = program(*words, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii", PYTHONCOERCECLOCALE="0")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.isascii()
    assert ran.stdout.strip()


def test_marks_are_told_apart_without_colour_and_without_unicode(program: Run, cli: Run) -> None:
    cli("tick", "knots/bowline")
    cli("start", "splice")
    cli("skip", "reef")
    signs = {"knots/bowline": "[x]", "knots/splice": "[~]", "sails/reef": "[-]", "charts/read": "[ ]"}
    shown = program("show", "skipper", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii").stdout
    for topic, sign in signs.items():
        (line,) = [line for line in shown.splitlines() if topic in line]
        assert line.strip().startswith(sign)


def test_words_in_another_script_are_kept_where_the_locale_knows_only_ascii(program: Run, cli: Run) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    assert program("note", "splice", "naïve ✓ 日本", **ascii_only).code == 0
    assert cli("note", "splice").stdout == "naïve ✓ 日本\n"
    assert program("note", "reef", "-", stdin="naïve ✓".encode(), **ascii_only).code == 0
    assert cli("note", "reef").stdout == "naïve ✓\n"
