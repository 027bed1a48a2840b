"""Lines that are read without argparse mean what they mean to argparse; all others are left to it."""

from __future__ import annotations

import contextlib
import shlex
from argparse import ArgumentParser
from itertools import product
from typing import Any

import pytest

from tracker.cli.parser import parser
from tracker.cli.plain_line import NotPlainError, PlainLine
from tracker.cli.registry import BY_NAME, COMMANDS, Subcommand, module_of
from tracker.core.errors import UsageError

WORDS = ("docker", "3", "", "--json", "--yes", "-n", "--format", "json", "-", "--")


def plain(name: str, words: tuple[str, ...]) -> dict[str, Any] | None:
    line = PlainLine()
    with contextlib.suppress(NotPlainError):
        module_of(BY_NAME[name]).arguments(line, name)
        return vars(line.read(name, words))
    return None


def full(whole: ArgumentParser, name: str, words: tuple[str, ...]) -> dict[str, Any] | None:
    try:
        said = vars(whole.parse_args([name, *words]))
    except (UsageError, SystemExit):
        return None
    return {key: value for key, value in said.items() if key not in ("plain", "no_input")}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_what_is_read_as_plain_means_the_same_to_argparse(command: Subcommand) -> None:
    name, whole = command.name, parser([command.name])
    lines = [words for length in range(3) for words in product(WORDS, repeat=length)]
    lines += [(*words, "--json", "rest") for words in product(WORDS[:5], repeat=2)]
    lines += [tuple(shlex.split(example)[2:]) for example, _ in command.examples]
    for words in lines:
        said = plain(name, words)
        assert said is None or said == full(whole, name, words), words


@pytest.mark.parametrize(
    "line",
    [
        "status",
        "status --json",
        "status docker --why",
        "tick docker/compose git/rebase --yes",
        "next -n 5 docker --json",
        "note docker/compose text",
        "undo 3",
        "show docker --depth 1",
        "roles --json",
        "check",
        "import list.md --yes",
    ],
)
def test_common_lines_are_plain(line: str) -> None:
    name, *words = line.split()
    assert plain(name, tuple(words)) is not None
