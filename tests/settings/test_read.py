"""What stands in the file holds; what is wrong with it is said with line and hint, and is as if it were not set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.settings.conftest import Read, known
from tracker.settings import DEFAULTS, Settings
from tracker.settings.model import Fault
from tracker.settings.old_keys import with_old_keys
from tracker.settings.read import LARGEST_FILE, read_settings


def test_no_file_means_the_defaults(file: Path) -> None:
    reading = read_settings(file, known)
    assert (reading.settings, reading.faults, reading.exists) == (DEFAULTS, (), False)


def test_an_empty_file_means_the_defaults_too(read: Read) -> None:
    reading = read("# nothing yet\n")
    assert (reading.settings, reading.faults, reading.exists) == (DEFAULTS, (), True)


def test_every_value_is_read(read: Read) -> None:
    reading = read('theme = "nord"\nglyphs = "ascii"\nmouse = false\n[keys]\n"tree.tick" = "space, x"\n')
    assert reading.faults == ()
    assert reading.settings == Settings("nord", "ascii", False, {"tree.tick": "space,x"})


def test_the_old_keys_come_back_for_who_wants_them(read: Read) -> None:
    assert read("old_keys = true\n").settings.keys == {
        "study.change": "E",
        "study.level": "L",
        "home.update": "R",
        "study.update": "R",
    }
    given = with_old_keys({"tree.tick": "L", "study.change": "x"})
    assert (given["tree.tick"], given["study.change"], given.get("study.level")) == ("L", "x", None)


def test_a_key_has_one_name_however_it_is_written(read: Read) -> None:
    assert read('[keys]\n"tree.tick" = "?"\n').settings.keys == {"tree.tick": "question_mark"}


def test_a_file_from_an_editor_of_another_system_is_read(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes('\ufefftheme = "nord"\r\nmouse = 1\r\n'.encode())
    reading = read_settings(file, known)
    assert reading.settings.theme == "nord"
    assert reading.faults == (Fault(2, "mouse is true or false", "without quotes"),)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('\ntheme = "nrod"', 2, 'there is no theme "nrod"', 'did you mean "nord"?'),
        ("theme = 3", 1, "theme is a text in quotes", 'such as theme = "auto"'),
        ('glyphs = "fancy"', 1, 'glyphs cannot be "fancy"', "one of auto, unicode, ascii"),
        ('mouse = "no"', 1, "mouse is true or false", "without quotes"),
        (
            '# a\n\n"colour" = "red"',
            3,
            'there is no setting "colour"',
            "one of theme, glyphs, mouse, old_keys, forecast, rest_days, retention, reviews_a_day, sync, keys",
        ),
        ('sync = "x"', 1, "sync is a table", 'write [sync] on a line of its own, target = "…" below it'),
        ("\n[sync]\ntarget = 3", 2, "target is a text in quotes", 'target = "~/Sync"'),
        ("[sync]\nauto = 1", 1, "auto is true or false", "without quotes"),
        ('[sync]\ntraget = "x"', 1, 'there is no setting "traget" below [sync]', 'did you mean "target"?'),
        (
            '[sync]\ntarget = "postgresql://me:secret@host/db"',
            1,
            "a password does not belong into the settings",
            "keep it in ~/.pgpass",
        ),
        ('keys = "x"', 1, "keys is a table", "write [keys] on a line of its own, ids and keys below it"),
        (
            '[keys]\n# "tree.tikc"\n"tree.tikc" = "x"',
            3,
            'no binding has the id "tree.tikc"',
            'did you mean "tree.tick"?',
        ),
        ('[keys]\n"tree.tick" = 3', 2, '"tree.tick" takes keys in quotes', 'such as "tree.tick" = "x" or "space,x"'),
        ('[keys]\n"tree.tick" = "x,spcae"', 2, '"tree.tick": "spcae" is no key', "try x"),
        ('[keys]\n"tree.tick" = ""', 2, '"tree.tick": "" is no key', "try x"),
        ('[keys]\ntree.tick = "x"', 2, "an id stands in quotes: tree.tick does not", 'write "tree.tick" = ...'),
        ('keys = {"tree.tikc" = "x"}', 1, 'no binding has the id "tree.tikc"', 'did you mean "tree.tick"?'),
        ('mouse = true\ntheme = "nord', 2, "not TOML: Illegal character", 'such as theme = "nord"'),
        ("a = " + "9" * 5000, 1, "not a settings file", "delete it, and tracker keys prints a beginning"),
        ("a = " + "[" * 5000, 1, "not a settings file", "delete it, and tracker keys prints a beginning"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_a_hint(
    text: str, line: int, message: str, hint: str, read: Read
) -> None:
    reading = read(text + "\n")
    assert reading.settings == DEFAULTS
    (fault,) = reading.faults
    assert (fault.line, fault.hint) == (line, hint)
    assert fault.message.startswith(message)
    assert reading.lines() == [f"{reading.file}:{line}: {fault.message}; {hint}"]


def test_all_problems_are_told_in_the_order_of_lines_and_the_rest_holds(read: Read) -> None:
    reading = read('mouse = 0\nglyphs = "ascii"\n[keys]\n"tree.tick" = "x"\n"no.such" = "y"\n"card.note" = "oops"\n')
    assert [fault.line for fault in reading.faults] == [1, 5, 6]
    assert reading.settings == Settings(glyphs="ascii", keys={"tree.tick": "x"})


@pytest.mark.parametrize(
    ("keys", "line", "named"),
    [
        ('"tree.tick" = "d"\n', 2, ("tree.doing", "tree.tick")),
        ('"tree.tick" = "x"\n"card.note" = "y,x"\n', 3, ("card.note", "tree.tick")),
        ('"rows.down" = "down,enter"\n', 2, ("list.open", "rows.down")),
    ],
)
def test_one_key_for_two_things_on_one_screen_names_both(
    keys: str, line: int, named: tuple[str, str], read: Read
) -> None:
    reading = read(f"[keys]\n{keys}")
    assert reading.settings.keys == {}
    fault = reading.faults[0]
    assert fault.line == line
    assert all(f'"{id_}"' in fault.message for id_ in named)
    assert fault.hint == "give one of them another key"


@pytest.mark.parametrize(
    "keys",
    [
        '"tree.tick" = "d"\n"tree.doing" = "space"',  # they change places
        '"list.open" = "x"\n"tree.tick" = "x"',  # on different screens
        '"tree.enter" = "enter,x"',  # "enter" opens on another screen, as it did before
        '"tree.tick" = "X"\n"card.note" = "x"',  # capitals are keys of their own
    ],
)
def test_no_conflict_where_no_screen_has_both(keys: str, read: Read) -> None:
    assert read(f"[keys]\n{keys}\n").faults == ()


def test_a_file_that_is_not_text_or_too_large_is_one_sentence(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'theme = "nord"\n\xff\xfe')
    assert read_settings(file, known).lines() == [f"{file}:2: not UTF-8 text; save the file as UTF-8"]
    file.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert read_settings(file, known).lines() == [f"{file}:1: too large for a settings file; at most 1 MiB"]


def test_a_folder_in_its_place_is_one_sentence(file: Path) -> None:
    file.mkdir(parents=True)
    reading = read_settings(file, known)
    assert reading.settings == DEFAULTS
    assert reading.lines() == [f"{file}:1: cannot be read: {os.strerror(21)}"]


FIRST_IMPORTS = """
import json, sys
from pathlib import Path
from tracker.settings.read import read_settings
def asked(): raise AssertionError("nothing is asked")
reading = read_settings(Path(sys.argv[1]), asked)
print(json.dumps([reading.settings.theme, sorted(sys.modules)]))
"""


@pytest.mark.parametrize(("text", "imported"), [(None, set()), ('mouse = false\ntheme = "auto"', {"tomllib"})])
def test_reading_imports_a_parser_only_for_a_file_and_asks_for_names_only_when_one_is_given(
    text: str | None, imported: set[str], file: Path, tmp_path: Path
) -> None:
    if text:
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", FIRST_IMPORTS, str(file)]
    ran = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=True)
    theme, modules = json.loads(ran.stdout)
    assert theme == "auto"
    assert set(modules) & {"tomllib", "pydantic", "textual", "difflib"} == imported
