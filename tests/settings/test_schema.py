"""The JSON Schema of the settings: made from the model and the app's keys, shipped, and as strict as the reader."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tracker.settings import Settings
from tracker.settings.read import read_settings
from tracker.settings.schema import SCHEMA_FILE, THEMES, schema
from tracker.tui.keymap import bindings, known, theme_names

GOOD = 'theme = "nord"\nglyphs = "ascii"\nmouse = false\n[keys]\n"tree.tick" = "space,x"\n'


def test_the_published_schema_is_the_one_of_the_model() -> None:
    published = SCHEMA_FILE.read_text(encoding="utf-8")
    assert published == schema(bindings()), f"renew it: tracker settings --schema > {SCHEMA_FILE}"


def test_the_schema_is_a_file_of_the_installed_package() -> None:
    assert files("tracker.settings").joinpath("settings.schema.json").read_bytes() == SCHEMA_FILE.read_bytes()


def test_the_themes_that_an_editor_offers_are_there() -> None:
    assert set(THEMES) <= {"auto", *theme_names()}


def test_the_schema_names_every_setting_and_its_default() -> None:
    properties = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["properties"]
    defaults = {name: found.get("default", {}) for name, found in properties.items()}
    assert defaults == Settings()._asdict()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"nord"', "3"),
        ('"ascii"', '"fancy"'),
        ("mouse = false", 'mouse = "no"'),
        ("mouse = false", "mouse = 0"),
        ("mouse = false", "muose = false"),
        ('"tree.tick" =', '"tree.tikc" ='),
        ('"tree.tick" =', "tree.tick ="),
        ('"space,x"', "3"),
        ('"space,x"', '["space", "x"]'),
        ('"space,x"', '""'),
    ],
)
def test_an_editor_and_the_program_refuse_the_same(old: str, new: str, tmp_path: Path) -> None:
    check = Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    file = tmp_path / "settings.toml"
    assert GOOD.count(old) == 1
    spoiled = GOOD.replace(old, new)
    assert [check.is_valid(tomllib.loads(text)) for text in (GOOD, spoiled)] == [True, False]
    faults = []
    for text in (GOOD, spoiled):
        file.write_text(text, encoding="utf-8")
        faults.append(len(read_settings(file, known).faults))
    assert faults == [0, 1]
