"""The quick look at a file sees what the model sees, which has the last word."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.conftest import SMALL_LIBRARY
from tracker.formats.library_files.model import FILES
from tracker.formats.library_files.shape import FITS, Kind
from tracker.workspace.paths import library_folder

KNOTS = tomllib.loads((SMALL_LIBRARY / "skills" / "knots.toml").read_text(encoding="utf-8"))
DECKHAND = tomllib.loads((SMALL_LIBRARY / "roles" / "deckhand.toml").read_text(encoding="utf-8"))
KNOTS["sections"][0]["topics"][0] |= {"months": 0.25, "cost": "5 USD", "hardware": "a rope"}
DECKHAND["links"] = KNOTS["sections"][0]["topics"][0]["links"]
BUNDLED = sorted(library_folder().glob("*/*.toml"))

SCALARS = st.one_of(
    st.sampled_from(["", " ", "\x1b", "x", "knots", "Knots", "a--b", "a/b", "a/b\n", "basic", "Basic", "docs", "blog"]),
    st.sampled_from(["https://x", "http://x/\x07", "https://x y", "https://x\u202e", "ftp://x", "x" * 101, "x" * 401]),
    st.sampled_from([True, False, 0, 1, -1, 1000, 1001, 0.5, 1e300, float("nan"), float("inf")]),
    st.dates(),
    st.text(max_size=3),
)
VALUES = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=2) | st.dictionaries(st.text(), below, max_size=2)
)


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything in `value`, itself included."""
    yield here
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*here, key))


def spoiled(whole: Any, path: tuple[Any, ...], change: Any) -> Any:
    """A copy of `whole` in which the part at `path` is changed: taken out (None), extended, or replaced."""
    found = copy.deepcopy(whole)
    *way, last = path
    parent = found
    for key in way:
        parent = parent[key]
    if change is None:
        del parent[last]
    elif isinstance(change, dict) and isinstance(parent[last], dict):
        parent[last] |= change
    else:
        parent[last] = change
    return found


def accepted(kind: Kind, data: Any) -> bool:
    try:
        FILES[kind].model_validate(data)
    except ValidationError:
        return False
    return True


@given(path=st.sampled_from([path for path in places(KNOTS) if path]), change=st.none() | VALUES)
@example(path=("sections", 0, "topics", 0, "links", 0, "url"), change="https://x\n")
@example(path=("sections", 0, "topics", 0, "id"), change="a/b\n")
@example(path=("sections", 0, "topics", 0, "hours"), change=True)
@example(path=("sections", 0, "topics", 0, "months"), change=0.2)
@example(path=("sections", 0, "topics", 0, "months"), change=120)
@example(path=("sections", 0, "topics", 0, "months"), change=120.5)
@example(path=("sections", 0, "topics", 0, "cost"), change="x" * 80)
@example(path=("sections", 0, "topics", 0, "cost"), change="x" * 81)
@example(path=("sections", 0, "topics", 0, "hardware"), change="two\nlines")
def test_the_quick_look_at_a_skill_sees_what_the_model_sees(path: tuple[Any, ...], change: Any) -> None:
    data = spoiled(KNOTS, path, change)
    assert FITS["skill"](data) == accepted("skill", data)


@given(path=st.sampled_from([path for path in places(DECKHAND) if path]), change=st.none() | VALUES)
@example(path=("order",), change=True)
@example(path=("needs", 1, "any_of"), change=[])
def test_the_quick_look_at_a_role_sees_what_the_model_sees(path: tuple[Any, ...], change: Any) -> None:
    data = spoiled(DECKHAND, path, change)
    assert FITS["role"](data) == accepted("role", data)


@pytest.mark.parametrize("value", [7, "text", [], True])
def test_what_is_no_table_does_not_fit(value: Any) -> None:
    assert not FITS["skill"](value)
    assert not FITS["role"](value)


@pytest.mark.parametrize("path", BUNDLED, ids=[path.stem for path in BUNDLED])
def test_every_bundled_file_passes_the_quick_look(path: Path) -> None:
    kind: Kind = "skill" if path.parent.name == "skills" else "role"
    assert FITS[kind](tomllib.loads(path.read_text(encoding="utf-8")))
