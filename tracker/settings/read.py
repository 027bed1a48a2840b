"""The settings file on disk to values in force. Without a file, nothing is imported and nothing is parsed."""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tracker.core.bounds import boundless_line
from tracker.core.text import plain
from tracker.settings.keys import read_keys
from tracker.settings.model import (
    AUTO,
    DEFAULTS,
    KEYS,
    OPTIONS,
    SYNC,
    Fault,
    Known,
    Option,
    Settings,
    SyncSettings,
    did_you_mean,
)
from tracker.settings.old_keys import with_old_keys
from tracker.settings.sync import read_sync

LARGEST_FILE = 2**20
_BOUNDLESS = Fault(1, "not a settings file", "delete it, and tracker keys prints a beginning")
_MOST_PLACED = 500  # faults whose lines are looked for; each takes a walk over the file
_MOST_SHOWN, _LONGEST_SHOWN = 2, 200
_BY_NAME = {option.name: option for option in OPTIONS}


class Reading(NamedTuple):
    """What the file amounts to: whatever has a fault is as if it were not set."""

    file: Path
    exists: bool = False
    settings: Settings = DEFAULTS
    faults: tuple[Fault, ...] = ()

    def lines(self) -> list[str]:
        """The faults as `file:line: message; hint`, ready to show."""
        return [f"{self.file}:{line}: {message}{f'; {hint}' if hint else ''}" for line, message, hint in self.faults]


def few(faults: Sequence[str]) -> list[str]:
    """The first of the faults, each short enough to stand in front of a screen, and how to see the others."""
    shown = [plain(text) for text in faults[:_MOST_SHOWN]]
    lines = [text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..." for text in shown]
    more = len(faults) - len(lines)
    return [*lines, f"and {more:,} more: tracker settings --check"] if more else lines


def read_settings(file: Path, known: Callable[[], Known]) -> Reading:
    """The settings in a file, the defaults when there is none. Never raises: what is wrong stands in `faults`.

    `known` is asked only when the file mentions a name, since asking may import the app.
    """
    try:
        data = read_file(file)
    except FileNotFoundError:
        return Reading(file)
    except OSError as error:
        return Reading(file, True, faults=(Fault(1, f"cannot be read: {error.strerror}"),))
    parsed = parse(data)
    if isinstance(parsed, Fault):
        return Reading(file, True, faults=(parsed,))
    text, table = parsed
    settings, faults = _judge(table, text, known)
    return Reading(file, True, settings, tuple(sorted(faults)))


def sync_settings(file: Path) -> SyncSettings:
    """What the settings file says about syncing alone; the defaults where it says nothing that can be read."""
    try:
        parsed = parse(read_file(file))
    except OSError:
        return SyncSettings()
    table = {} if isinstance(parsed, Fault) else parsed[1].get("sync", {})
    return read_sync(table, 1)[0] if isinstance(table, dict) else SyncSettings()


def read_file(file: Path) -> bytes:
    """The content of a settings file; nothing of a pipe, which would be waited for. Raises `OSError`."""
    with open(file, "rb", opener=_without_waiting) as stream:
        return stream.read(LARGEST_FILE + 1)


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def parse(data: bytes) -> tuple[str, dict[str, Any]] | Fault:
    """The text of a file and its TOML, or why there is none."""
    import tomllib  # 4 ms of each start without a file

    if len(data) > LARGEST_FILE:
        return Fault(1, "too large for a settings file", "at most 1 MiB")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return _BOUNDLESS if boundless_line(text) else (text, tomllib.loads(text))
    except UnicodeDecodeError as error:
        return Fault(data[: error.start].count(b"\n") + 1, "not UTF-8 text", "save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = int(place[1]) if place else text.rstrip().count("\n") + 1
        return Fault(line, f"not TOML: {re.sub(r' .at .*', '', str(error), flags=re.DOTALL)}", 'such as theme = "nord"')
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets in brackets
        return _BOUNDLESS


def _judge(table: dict[str, Any], text: str, known: Callable[[], Known]) -> tuple[Settings, list[Fault]]:
    good: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in table.items():
        line = _line_of(text, name) if len(faults) < _MOST_PLACED else text.count("\n") + 1
        if name == KEYS and isinstance(value, dict):
            good[name], wrong = read_keys(value, text, known())
            faults += wrong
        elif name == KEYS:
            faults.append(Fault(line, "keys is a table", "write [keys] on a line of its own, ids and keys below it"))
        elif name == SYNC and isinstance(value, dict):
            good[name], wrong = read_sync(value, line)
            faults += wrong
        elif name == SYNC:
            faults.append(Fault(line, "sync is a table", 'write [sync] on a line of its own, target = "…" below it'))
        elif name not in _BY_NAME:
            faults.append(Fault(line, f'there is no setting "{name}"', f"one of {', '.join([*_BY_NAME, SYNC, KEYS])}"))
        elif fault := _value_fault(_BY_NAME[name], value, known):
            faults.append(Fault(line, *fault))
        else:
            good[name] = value
    settings = Settings(**good)
    if settings.old_keys:
        settings = settings._replace(keys=with_old_keys(settings.keys))
    return settings, faults


def _value_fault(option: Option, value: Any, known: Callable[[], Known]) -> tuple[str, str] | None:
    """What is wrong with a value, and a hint."""
    if isinstance(option.default, bool):
        return None if isinstance(value, bool) else (f"{option.name} is true or false", "without quotes")
    if isinstance(option.default, (int, float)):
        fits = type(value) in {int, type(option.default)} and option.least <= value <= option.most
        wrong = f"{option.name} is a number from {option.least:g} to {option.most:g}", f"such as {option.default:g}"
        return None if fits else wrong
    if not isinstance(value, str):
        return f"{option.name} is a text in quotes", f'such as {option.name} = "{option.default}"'
    if option.choices:
        wrong = f'{option.name} cannot be "{value}"', f"one of {', '.join(option.choices)}"
        return None if value in option.choices else wrong
    if value != AUTO and value not in (themes := known().themes):
        return f'there is no theme "{value}"', did_you_mean(value, [AUTO, *themes])
    return None


def _line_of(text: str, name: str) -> int:
    """The line that begins with `name`, in a header or not, counted from 1."""
    key = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(name)}[\"']?\s*[\]=.]")
    return next((n for n, line in enumerate(text.split("\n"), 1) if key.match(line)), 1)
