"""Keeping the theme a person picked in the app, in a file that is otherwise theirs.

One line is edited, by hand: everything else in the file stays as it is to the byte, comments, order and line ends
included, which needs no third party. What the edit made is parsed before it is kept.
"""

from __future__ import annotations

import json
import os
import re
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path

from tracker.core.errors import UsageError
from tracker.settings.model import Fault
from tracker.settings.read import parse
from tracker.settings.schema import SCHEMA_FILE

_THEME = re.compile(r"(?P<head>[ \t]*[\"']?theme[\"']?[ \t]*=[ \t]*)(?P<value>\"[^\"\r\n]*\"|'[^'\r\n]*')")
_TABLE = re.compile(r"[ \t]*\[")


def write_theme(file: Path, theme: str) -> None:
    """Make `theme` the theme in a settings file, which is made when there is none.

    Raises `UsageError` when the file is not one that can be edited, and `OSError` when it cannot be written.
    """
    try:
        before = file.read_bytes()
    except FileNotFoundError:
        before = f"#:schema {SCHEMA_FILE.as_uri()}\n".encode()
    parsed = parse(before)
    if isinstance(parsed, Fault):
        raise UsageError(f"the theme is not kept: {file}:{parsed.line}: {parsed.message}")
    if parsed[1].get("theme") == theme:
        return
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    after = mark + _with_theme(before.decode("utf-8-sig"), theme).encode()
    again = parse(after)
    if isinstance(again, Fault) or again[1] != {**parsed[1], "theme": theme}:
        raise UsageError(f'the theme is not kept; write it yourself: theme = "{theme}" at the top of {file}')
    _replace(file, after)


def _with_theme(text: str, theme: str) -> str:
    """`text` with the theme in its line, or in a new one before the first table."""
    lines = text.splitlines(keepends=True)
    top = next((n for n, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    value = json.dumps(theme, ensure_ascii=False)  # in JSON and TOML alike
    for n, line in enumerate(lines[:top]):
        if found := _THEME.match(line):
            lines[n] = found["head"] + value + line[found.end() :]
            return "".join(lines)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    above = top
    while above and lines[above - 1].lstrip().startswith("#"):
        above -= 1
    if above and top < len(lines):  # what stands right above a table is about the table
        top = above
    while top and not lines[top - 1].strip():
        top -= 1
    if top and not lines[top - 1].endswith("\n"):
        lines[top - 1] += end
    lines.insert(top, f"theme = {value}{end}")
    return "".join(lines)


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
