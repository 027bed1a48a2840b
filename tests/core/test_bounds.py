"""Before a TOML parser runs: keys of more parts than any file for people are found, and nothing else is."""

from __future__ import annotations

import tomllib

import pytest

from tracker.core.bounds import boundless_line

LONG = ".".join("a" * 65)


@pytest.mark.parametrize(
    "line",
    [
        f"{LONG} = 1",
        f"[{LONG}]",
        f"[[{LONG}]]",
        f"x = {{ {LONG} = 1 }}",
        " . ".join('"a b"' for _ in range(65)) + " = 1",
        ".".join("'a'" for _ in range(65)) + " = 1",
        "\t.\t".join("a" * 65) + " = 1",
        ".".join("a" * 20_000) + " = 1",
        f'x = {{ a = "b", {LONG} = "c" }}',
    ],
)
def test_a_key_of_too_many_parts_is_found_on_its_line(line: str) -> None:
    assert boundless_line(f'title = "A"\n{line}\nb = 2') == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b.c = 1\n",
        f"[[{'.'.join(['children'] * 50)}]]\n",
        f'note = "{"Wait. " * 100}"\n',
        f'note = "{"." * 1_000}"\n',
        f"links = [{', '.join(['1.5'] * 200)}]\n",
    ],
)
def test_files_for_people_are_not_touched(text: str) -> None:
    assert boundless_line(text) == 0
    tomllib.loads(text)


def test_a_string_of_many_lines_hides_no_key() -> None:
    assert boundless_line(f'x = {{ a = """\nb""", {LONG} = "c" }}') == 2


def test_a_file_of_dots_is_found_before_its_lines_are_looked_at() -> None:
    assert boundless_line("." * 3_000_001) == 1
