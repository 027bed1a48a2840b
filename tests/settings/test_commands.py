"""`tracker settings` and `tracker keys`."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_layers import COMMAND, imported, packages
from tracker.settings import DEFAULTS
from tracker.settings.schema import schema
from tracker.tui.keymap import bindings


@pytest.fixture
def file(home: Path) -> Path:
    """The settings file of the person who runs the commands."""
    (home / "config").mkdir(parents=True)
    return home / "config" / "settings.toml"


def test_settings_prints_the_file_and_what_holds(cli: Run, file: Path) -> None:
    ran = cli("settings")
    assert ran.code == 0
    assert ran.stdout.splitlines()[0] == f"file           {file}  (not made yet)"
    file.write_text('theme = "nord"\n[keys]\n"tree.tick" = "x"\n', encoding="utf-8")
    lines = cli("settings").stdout.splitlines()
    assert lines[0] == f"file           {file}  (valid)"
    assert [line.split(maxsplit=1) for line in lines[1:]] == [
        ["theme", "nord"],
        ["glyphs", "auto"],
        ["mouse", "true"],
        ["old_keys", "false"],
        ["forecast", "false"],
        ["rest_days", "none"],
        ["retention", "0.9"],
        ["reviews_a_day", "10"],
        ["keys", "tree.tick  x"],
    ]


def test_settings_as_json(cli: Run, file: Path) -> None:
    file.write_text('[keys]\n"tree.tick" = "="\n', encoding="utf-8")
    assert cli("settings", "--json").json() == {
        "file": str(file),
        "exists": True,
        "valid": True,
        "problems": [],
        "settings": {
            **DEFAULTS._asdict(),
            "sync": {"target": "", "auto": False, "git": False, "encrypt": False},
            "keys": {"tree.tick": "equals_sign"},
        },
    }


@pytest.mark.parametrize("words", [["settings"], ["settings", "--check"]])
def test_problems_are_an_error_with_exit_code_2_that_names_file_line_and_hint(
    words: list[str], cli: Run, file: Path
) -> None:
    file.write_text('mouse = false\ntheme = "nrod"\n[keys]\n"tree.tikc" = "x"\n', encoding="utf-8")
    ran = cli(*words)
    assert ran.code == 2
    assert ran.stderr.startswith("tracker: 2 problems in the settings")
    assert f'{file}:2: there is no theme "nrod"; did you mean "nord"?\n' in ran.stdout
    assert f'{file}:4: no binding has the id "tree.tikc"; did you mean "tree.tick"?\n' in ran.stdout


def test_problems_as_json(cli: Run, file: Path) -> None:
    file.write_text('glyphs = "fancy"\n', encoding="utf-8")
    ran = cli("settings", "--json")
    assert (ran.code, ran.stderr) == (2, "")
    told = json.loads(ran.stdout)
    assert told["valid"] is False
    assert told["problems"] == [
        {"line": 1, "message": 'glyphs cannot be "fancy"', "hint": "one of auto, unicode, ascii"}
    ]


def test_check_says_when_there_is_nothing_to_mend(cli: Run, file: Path) -> None:
    assert cli("settings", "--check").stdout == "there is no settings file; nothing is set\n"
    file.write_text("mouse = false\n", encoding="utf-8")
    assert cli("settings", "--check").stdout == "nothing to fix\n"


def test_a_value_cannot_write_to_the_terminal(cli: Run, file: Path) -> None:
    file.write_text('theme = "\\u001b[31m\\u202e"\n', encoding="utf-8")
    ran = cli("settings")
    assert ran.code == 2
    assert ran.stdout.replace("\n", "").isprintable()
    assert "\u202e" not in ran.stdout


def test_schema_prints_the_schema(cli: Run) -> None:
    assert cli("settings", "--schema").stdout == schema(bindings())


def test_keys_prints_a_block_that_changes_nothing_when_pasted(cli: Run, file: Path) -> None:
    block = cli("keys").stdout
    file.write_text(block, encoding="utf-8")
    assert tomllib.loads(block) == {"keys": {}}
    assert str(file) in block.splitlines()[0]
    ran = cli("settings", "--check")
    assert (ran.code, ran.stdout) == (0, "nothing to fix\n")


def test_keys_prints_every_id_with_its_own_keys(cli: Run, file: Path) -> None:
    """Each line without its "# " gives an id the keys that it has by itself."""
    block = cli("keys").stdout
    bare = "\n".join(line.removeprefix("# ") for line in block.splitlines() if line.startswith(('# "', "[")))
    assert tomllib.loads(bare) == {"keys": {bound.id: ",".join(bound.keys) for bound in bindings()}}
    file.write_text(bare, encoding="utf-8")
    assert cli("settings", "--check").code == 0


def test_keys_as_json(cli: Run) -> None:
    by_id = {entry["id"]: entry for entry in cli("keys", "--json").json()}
    tick = by_id["tree.tick"]
    assert tick["keys"] == ["space"]
    assert tick["does"].startswith("Mark done")
    assert "study" in tick["screens"]


def test_the_example_of_the_manual_is_valid(cli: Run, file: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "tracker" / "docs" / "settings.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    file.write_text(example, encoding="utf-8")
    ran = cli("settings", "--check")
    assert (ran.code, ran.stdout) == (0, "nothing to fix\n")


@pytest.mark.usefixtures("file")
def test_settings_without_names_to_look_up_do_not_import_textual(home: Path) -> None:
    assert packages(imported(COMMAND, home, "settings", "--json")) & {"textual", "rich", "tomllib"} == set()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_that_must_not_be_read_is_one_sentence(cli: Run, file: Path) -> None:
    file.touch(0o000)
    ran = cli("settings", "--check")
    assert ran.code == 2
    assert f"{file}:1: cannot be read: Permission denied" in ran.stdout


def test_ids_of_version_0_1_give_their_keys_to_what_they_are_called_now(cli: Run, file: Path) -> None:
    file.write_text('[keys]\n"bring.save" = "f5"\n"news.use" = "f6"\n', encoding="utf-8")
    assert cli("settings", "--json").json()["settings"]["keys"] == {"import.save": "f5", "update.use": "f6"}
