"""The manual: complete, made from the program where it can be, and shown by the command, the app and man."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.docs import DOCS, made
from tracker.cli.registry import COMMANDS
from tracker.docs import PAGES, page
from tracker.docs.readable import readable

README = Path(__file__).parent.parent.parent / "README.md"


def test_what_is_made_is_as_the_program_is() -> None:
    """After a change: `python -m tests.docs`."""
    for name, text in made().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_shown_by_its_name_and_linked_from_the_readme(name: str, cli: Run) -> None:
    ran = cli("help", name)
    assert (ran.code, ran.stdout) == (0, page(name) + "\n")
    assert f"(tracker/docs/{name}.md)" in README.read_text(encoding="utf-8")


def test_a_page_is_text_for_people_on_a_terminal() -> None:
    text = (
        "# Title\n\nTwo lines of\n**one** `paragraph`.\n\n| key | does |\n|---|---|\n| `u` | Undo |\n\n```sh\nls\n```\n"
    )
    lines = [line for line in readable(text) if line]
    assert lines == ["TITLE", "Two lines of one paragraph.", "  u  Undo", "  ls"]


def test_every_page_has_an_entry_and_every_entry_a_page() -> None:
    assert {path.stem for path in DOCS.glob("*.md")} == set(PAGES)


def test_help_lists_the_pages_and_explains_commands(cli: Run) -> None:
    assert all(f"tracker help {name}" in cli("help").stdout for name in PAGES)
    assert cli("help", "tick").stdout == cli("tick", "--help").stdout
    ran = cli("help", "setings")
    assert ran.code == 3
    assert "settings" in ran.stderr


def test_every_command_is_in_the_manual_and_in_the_man_page() -> None:
    for command in COMMANDS:
        assert f"`tracker {command.name}`" in page("commands")
        assert f".SS tracker {command.name}" in (DOCS / "tracker.1").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 90
    assert all((README.parent / path).exists() for path in re.findall(r"\]\((?!http)([^)#]+)\)", text))


def test_the_man_page_is_read_by_man(cli: Run, tmp_path: Path) -> None:
    if not shutil.which("man"):
        pytest.skip("there is no man")
    (tmp_path / "tracker.1").write_text(cli("help", "--man").stdout, encoding="utf-8")
    shown = subprocess.run(["man", "-l", "tracker.1"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "Without a command, tracker opens the app." in shown.stdout
    assert not shown.stderr
