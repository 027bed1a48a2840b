"""What a user gives to be read: a file, a folder, or standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.text import plain
from tracker.workspace.incoming.folder import folder_title, read_folder

LARGEST_IMPORT = 256 * 2**20
LARGE_IMPORT = 2**19
"""Bytes from which on an import takes time that a user notices; before that, a bar would only flash."""
_HASH = re.compile(r" [0-9a-f]{32}(?:_all)?\Z")  # that Notion puts behind the name of each file
_LONGEST = 200  # characters of a name


class Source(NamedTuple):
    """What is to be read: the `content` of a file, or the texts of a folder by their paths in it."""

    name: str
    content: bytes = b""
    files: Mapping[str, str] | None = None

    @property
    def called(self) -> str:
        """What to call the roadmap for want of a title in it; empty for standard input."""
        if self.files is not None:
            return plain(folder_title(Path(self.name)))
        last = self.name.replace("\\", "/").rpartition("/")[2] if self.name != "-" else ""
        stem, _, whole = last.rpartition(".")
        return plain(_HASH.sub("", stem) or stem or whole)[:_LONGEST]

    @property
    def file_name(self) -> str:
        """The name by which a format is guessed; empty for standard input."""
        return "" if self.name == "-" else self.name

    @property
    def size(self) -> int:
        """About how many bytes there are to work on."""
        return len(self.content) if self.files is None else sum(map(len, self.files.values()))


def read_source(name: str) -> Source:
    """The file or folder of this name, or standard input for "-". Raises `RoadmapFileError`, for an empty name too."""
    try:
        is_folder = name not in ("", "-") and Path(name).is_dir()
    except (OSError, ValueError):
        is_folder = False
    return Source(name, files=read_folder(Path(name))) if is_folder else Source(name, read_bytes(name))


def read_bytes(name: str) -> bytes:
    """The content of a file, or of standard input for "-". Raises `RoadmapFileError`."""
    if not name:  # as an unset variable of a script; to pathlib it is the folder in which the user is
        raise RoadmapFileError("an empty name is no file")
    try:
        if name == "-":
            content = sys.stdin.buffer.read(LARGEST_IMPORT + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(LARGEST_IMPORT + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise RoadmapFileError(f"{name} cannot be read: {why}") from None
    if len(content) > LARGEST_IMPORT:
        raise RoadmapFileError(f"{name} is too large for a roadmap: at most {LARGEST_IMPORT >> 20} MiB")
    return content
