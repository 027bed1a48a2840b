"""What can be set, declared once: it validates the file and makes its JSON Schema."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tracker.core.roadmap.find import nearest

AUTO = "auto"
"""Lets the program decide."""

KEYS = "keys"
"""The table from the id of a binding to the keys that work it."""


class Option(NamedTuple):
    """A name at the top of the file. Its type is that of the default; no choices means any text.

    A number lies from `least` to `most`.
    """

    name: str
    default: str | bool | float
    does: str
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 0


NO_DAYS = "none"
REST_DAYS = (NO_DAYS, "sun", "sat,sun", "fri", "fri,sat")
"""The weekends of most countries; `core.days` has the names of the days."""

OPTIONS = (
    Option("theme", AUTO, "the colours, by name; auto is tracker's own, dark or light as the terminal is"),
    Option("glyphs", AUTO, "the signs; auto is ascii where the terminal has no Unicode", (AUTO, "unicode", "ascii")),
    Option("mouse", True, "false leaves the mouse to the terminal"),
    Option("old_keys", False, "true brings back the keys E, L and R of version 0.1, for one more release"),
    Option("forecast", False, "true shows when you may be finished, as a range, wherever your pace is shown"),
    Option("rest_days", NO_DAYS, "days of the week that are no miss of a streak", REST_DAYS),
    Option("retention", 0.9, "how likely you still know a topic when its review is due", least=0.7, most=0.97),
    Option("reviews_a_day", 10, "the most reviews that are due on one day", least=1, most=200),
)


SYNC = "sync"
"""The table that says where to sync to."""

SYNC_OPTIONS = (
    Option("target", "", "the folder or the PostgreSQL server that your devices share; empty for none"),
    Option("auto", False, "true syncs in the background when the app opens and closes"),
    Option("git", False, "true pulls and pushes the folder, which is a Git repository, with each sync"),
    Option("encrypt", False, "true encrypts what is written into the folder"),
)


class SyncSettings(NamedTuple):
    """The values of the table `[sync]`, as `SYNC_OPTIONS` describes them."""

    target: str = ""
    auto: bool = False
    git: bool = False
    encrypt: bool = False


class Settings(NamedTuple):
    """The values in force. `keys` maps the id of a binding to its keys, joined by commas."""

    theme: str = AUTO
    glyphs: str = AUTO
    mouse: bool = True
    keys: Mapping[str, str] = MappingProxyType({})
    old_keys: bool = False
    forecast: bool = False
    rest_days: str = NO_DAYS
    retention: float = 0.9
    reviews_a_day: int = 10
    sync: SyncSettings = SyncSettings()


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
    """The settings file in the user's config folder; it need not exist."""
    return config / "settings.toml"


def did_you_mean(name: str, names: Sequence[str]) -> str:
    """A hint that names what comes nearest."""
    close = nearest(name, dict.fromkeys(names, ()), 1)
    return f'did you mean "{close[0]}"?' if close else ""
