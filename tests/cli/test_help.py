"""Help leads with examples that work, and every command is documented."""

from __future__ import annotations

import io
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.cli.registry import COMMANDS

NAMES = [command.name for command in COMMANDS]
ELSEWHERE = (
    "my-plan",
    "quant-developer",
    "adverts example",
    "advert -",
    "tracker import",
    "tracker own",
    "tracker link",
    "--links",
    "tracker sync",
    "tracker serve",
    "tracker share",
    "tracker group",
)
"""What names something of one's own, or needs the network, a folder or a browser, is tested elsewhere."""
EXAMPLES = [
    words
    for command in COMMANDS
    for words, _ in command.examples
    if words.startswith("tracker ") and not any(part in words for part in ELSEWHERE)
]


def test_help_leads_with_examples_and_lists_every_command(cli: Run) -> None:
    ran = cli("--help")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.index("tracker target ai-engineer") < ran.stdout.index("commands:")
    for command in COMMANDS:
        assert f"    {command.name}" in ran.stdout
        assert command.does in " ".join(ran.stdout.split())
    for code in ("0  done", "2  wrong usage", "3  no such", "4  errors in", "5  the store", "130  interrupted"):
        assert code in ran.stdout


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_every_command_leads_with_examples(name: str, cli: Run) -> None:
    ran = cli(name, "--help")
    assert (ran.code, ran.stderr) == (0, "")
    usage, does, examples, *rest = ran.stdout.split("\n\n")
    assert usage.startswith(f"usage: tracker {name}")
    assert does.endswith(".")
    assert all(line.startswith("  ") and f"tracker {name}" in line for line in examples.splitlines())
    assert rest[0].startswith(("positional arguments:", "options:"))
    assert max(len(line) for line in ran.stdout.splitlines()) <= 120


@pytest.mark.usefixtures("bundled_home")
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(
    example: str, cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_library: Path
) -> None:
    skill = (small_library / "skills" / "charts.toml").read_text(encoding="utf-8")
    (tmp_path / "my-skill.toml").write_text(skill.replace("charts", "my-skill"), encoding="utf-8")
    advert = (
        "Engineer\nWe are looking for you, and this is what you bring along:\nRequirements:\n- Docker and Go\n- SQL\n"
    )
    (tmp_path / "jobs").mkdir()
    for file in (tmp_path / "job.txt", tmp_path / "jobs" / "job.txt"):
        file.write_text(advert, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a note")))
    cli("target", "ai-engineer")
    words = shlex.split(example.partition(" | ")[0])[1:]
    ran = cli(*words)
    assert ran.code == 0, ran.stderr
