"""A settings file to write, and names that it may mention: few, and none of the app's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.settings.model import Bound, Known
from tracker.settings.read import Reading, read_settings

BINDINGS = (
    Bound("card.note", ("e",), "Write a note", frozenset({"study"})),
    Bound("list.open", ("enter",), "Open", frozenset({"home"})),
    Bound("rows.down", ("down", "j"), "One row down", frozenset({"home", "study"})),
    Bound("tree.doing", ("d",), "Mark doing", frozenset({"study"})),
    Bound("tree.enter", ("enter",), "Fold", frozenset({"study"})),
    Bound("tree.tick", ("space",), "Mark done", frozenset({"study"})),
)
KEYS: dict[str, str] = {
    "?": "question_mark",
    **{name: name for name in ("space", "enter", "down", "ctrl+x", *"abcdefghijxyzX")},
}


def key_name(key: str) -> str:
    if key not in KEYS:
        raise ValueError("try x")
    return KEYS[key]


def known() -> Known:
    return Known(["nord", "tracker-dark"], lambda: BINDINGS, key_name)


Read = Callable[[str], Reading]
"""Reads a text as if it stood in the settings file."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings file would be."""
    return tmp_path / "config" / "settings.toml"


@pytest.fixture
def read(file: Path) -> Read:
    """Reads a text as if it stood in the settings file."""

    def reading(text: str) -> Reading:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return read_settings(file, known)

    return reading
