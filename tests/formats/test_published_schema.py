"""The JSON Schemas beside the roadmap files: made from the model, named by every file, and as strict as the reader."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from tests.conftest import SMALL_LIBRARY
from tracker.formats.library_files.model import RoleFile, SkillFile, schema
from tracker.formats.library_files.reader import FindingsError, read_skill
from tracker.workspace.paths import library_folder

BUNDLED = library_folder()
SCHEMAS = {"skills": "skill.schema.json", "roles": "role.schema.json"}


def validator(kind: str) -> Validator:
    published = json.loads((BUNDLED / SCHEMAS[kind]).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(published)


@pytest.mark.parametrize(("kind", "model"), [("skills", SkillFile), ("roles", RoleFile)])
def test_the_published_schema_is_the_one_of_the_model(kind: str, model: type[SkillFile | RoleFile]) -> None:
    assert (BUNDLED / SCHEMAS[kind]).read_text(encoding="utf-8") == schema(model)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_bundled_file_names_its_schema_in_its_first_line(kind: str) -> None:
    files = sorted((BUNDLED / kind).glob("*.toml"))
    assert len(files) >= 8
    wrong = [path.name for path in files if first_line(path) != f"#:schema ../{SCHEMAS[kind]}"]
    assert wrong == []
    assert {(path.parent / first_line(path).removeprefix("#:schema ")).resolve() for path in files} == {
        (BUNDLED / SCHEMAS[kind]).resolve()
    }


def first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n", 1)[0]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_bundled_file_fits_its_schema(kind: str) -> None:
    check = validator(kind)
    wrong = {
        path.name: [error.message for error in check.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))]
        for path in (BUNDLED / kind).glob("*.toml")
    }
    assert {name: errors for name, errors in wrong.items() if errors} == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hours = 0.5", 'hours = "0.5"'),
        ("hours = 0.5", "hours = true"),
        ("hours = 0.5", "hours = 0"),
        ("project = true", 'project = "yes"'),
        ("project = true", "project = 1"),
        ("project = true", "projekt = true"),
        ('title = "Knots"', 'title = " "'),
        ('title = "Knots"', 'title = ""'),
        ('"Tie, join and end a line"', f'"{"x" * 101}"'),
        ("https://example.org/splice", "ftp://example.org/splice"),
        ("https://example.org/splice", "https://example.org/a b"),
        ('kind = "video"', 'kind = "film"'),
        ('level = "advanced"', 'level = "Advanced"'),
        ('id = "knots/splice"', 'id = "knots/Splice"'),
        ('id = "knots/splice"', 'id = "splice"'),
        ('"ropework", ', "7, "),
    ],
)
def test_an_editor_and_the_program_refuse_the_same(old: str, new: str) -> None:
    text = (SMALL_LIBRARY / "skills" / "knots.toml").read_text(encoding="utf-8")
    check = validator("skills")
    assert check.is_valid(tomllib.loads(text))
    read_skill(text)
    assert text.count(old) == 1
    spoiled = text.replace(old, new)
    assert not check.is_valid(tomllib.loads(spoiled))
    with pytest.raises(FindingsError):
        read_skill(spoiled)
