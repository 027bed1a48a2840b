"""The JSON Schema of the settings: made from the model and the app's keys, and as strict as the reader."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tracker.settings import Settings
from tracker.settings.read import read_settings
from tracker.settings.schema import THEMES, schema
from tracker.tui.keymap import bindings, known, theme_names

GOOD = 'theme = "nord"\nglyphs = "ascii"\nmouse = false\n[keys]\n"tree.tick" = "space,x"\n'


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """The schema as `tracker settings --schema` prints it."""
    printed: dict[str, Any] = json.loads(schema(bindings()))
    Draft202012Validator.check_schema(printed)
    return printed


def test_the_themes_that_an_editor_offers_are_there() -> None:
    assert set(THEMES) <= {"auto", *theme_names()}


def test_the_schema_names_every_setting_and_its_default(published: dict[str, Any]) -> None:
    properties = published["properties"]
    defaults = {name: table.get("default", {}) for name, table in properties.items()}
    assert defaults == {**Settings()._asdict(), "sync": Settings().sync._asdict()}


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
def test_an_editor_and_the_program_refuse_the_same(
    old: str, new: str, published: dict[str, Any], tmp_path: Path
) -> None:
    check = Draft202012Validator(published)
    file = tmp_path / "settings.toml"
    assert GOOD.count(old) == 1
    spoiled = GOOD.replace(old, new)
    assert [check.is_valid(tomllib.loads(text)) for text in (GOOD, spoiled)] == [True, False]
    faults = []
    for text in (GOOD, spoiled):
        file.write_text(text, encoding="utf-8")
        faults.append(len(read_settings(file, known).faults))
    assert faults == [0, 1]
