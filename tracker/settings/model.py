"""What can be set, declared once: it validates the file and makes its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

AUTO = "auto"
"""Lets the program decide."""

KEYS = "keys"
"""The table from the id of a binding to the keys that work it."""


class Option(NamedTuple):
    """A name at the top of the file. Its type is that of the default; no choices means any text."""

    name: str
    default: str | bool
    does: str
    choices: tuple[str, ...] = ()


OPTIONS = (
    Option("theme", AUTO, "the colours, by name; auto is tracker's own, dark or light as the terminal is"),
    Option("glyphs", AUTO, "the signs; auto is ascii where the terminal has no Unicode", (AUTO, "unicode", "ascii")),
    Option("mouse", True, "false leaves the mouse to the terminal"),
    Option("old_keys", False, "true brings back the keys E, L and R of version 0.1, for one more release"),
)


class Settings(NamedTuple):
    """The values in force. `keys` maps the id of a binding to its keys, joined by commas."""

    theme: str = AUTO
    glyphs: str = AUTO
    mouse: bool = True
    keys: Mapping[str, str] = MappingProxyType({})
    old_keys: bool = False


DEFAULTS = Settings()
"""What holds when nothing is set."""


class Bound(NamedTuple):
    """An id that keys can be given to: the keys it has by itself, what they do, and the screens where they work."""

    id: str
    keys: tuple[str, ...]
    does: str
    screens: frozenset[str]


class Known(NamedTuple):
    """The names that a file may mention. The bindings are asked for when there are keys, since that takes time.

    `key` gives the one name of a single key; it raises `ValueError`, whose text is a hint, when nothing can press it.
    """

    themes: Sequence[str]
    bindings: Callable[[], Sequence[Bound]]
    key: Callable[[str], str]


class Fault(NamedTuple):
    """A problem of the file: the line counts from 1."""

    line: int
    message: str
    hint: str = ""


def settings_file(config: Path) -> Path:
    """The settings file in a person's config folder; it need not exist."""
    return config / "settings.toml"


def did_you_mean(name: str, names: Sequence[str]) -> str:
    """A hint that names what comes nearest."""
    from tracker.core.roadmap.find import nearest  # only a slip pays for it

    close = nearest(name, dict.fromkeys(names, ()), 1)
    return f'did you mean "{close[0]}"?' if close else ""
