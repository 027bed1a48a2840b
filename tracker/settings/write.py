"""Keeping the theme that was picked in the app, in a file that is otherwise the user's own."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from tracker.core.errors import UsageError
from tracker.settings.model import Fault
from tracker.settings.read import parse, read_file


def write_theme(file: Path, theme: str) -> None:
    """Make `theme` the theme in a settings file, which is made when there is none. All else in it stays as it is.

    Raises `UsageError` when the file is not one that can be edited, and `OSError` when it cannot be written.
    """
    try:
        before = read_file(file)
    except FileNotFoundError:
        before = b""
    parsed = parse(before)
    if isinstance(parsed, Fault):
        raise UsageError(f"the theme is not kept: {file}:{parsed.line}: {parsed.message}")
    if parsed[1].get("theme") == theme:
        return
    after = _with_theme(before, theme)
    again = parse(after)
    if isinstance(again, Fault) or again[1] != {**parsed[1], "theme": theme}:  # no edit may cost the user a setting
        raise UsageError(f'the theme is not kept; write it yourself: theme = "{theme}" at the top of {file}')
    _replace(file, after)


def _with_theme(before: bytes, theme: str) -> bytes:
    """The file with another theme; nothing where tomlkit refuses what Python reads."""
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    try:
        document = tomlkit.parse(before.removeprefix(mark))
        document["theme"] = theme
        return mark + document.as_string().encode()
    except TOMLKitError:
        return b""


def _replace(file: Path, data: bytes) -> None:
    """Put a whole new file in the place of the old one, also where that is a link into another folder."""
    file = file.resolve()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        with suppress(FileNotFoundError):
            beside.chmod(file.stat().st_mode)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
