"""Reading a folder of somebody else's: only regular files inside it, no links, and no more than a roadmap can be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tracker.core.errors import RoadmapFileError

DEEPEST_FOLDER = 8
MOST_ENTRIES = 20_000  # looked at; a folder with more is not that of one roadmap
LARGEST_FOLDER = 20_000_000  # bytes read in all
_CONTENT = "content"


def read_folder(folder: Path) -> dict[str, str]:
    """The texts of the files in a folder that a roadmap is made of, by their paths in it.

    Raises `RoadmapFileError` where there are none, too many, too large ones, or such as cannot be read.
    """
    from tracker.formats.roadmap_sh.reader import files_of  # 50 ms, only for a folder

    base = folder.absolute()
    # The older numbered files are known by the name of this folder, which may be the one that the user gave.
    base = base.parent if base.name == _CONTENT else base
    try:
        return _texts(base, files_of(_names(folder, base)))
    except OSError as error:
        raise RoadmapFileError(f"{error.filename or folder} cannot be read: {error.strerror}") from None


def folder_title(folder: Path) -> str:
    """What to call the roadmap of a folder that gives itself no title."""
    path = folder.absolute()
    return path.parent.name if path.name == _CONTENT else path.name


def _names(folder: Path, base: Path) -> Iterator[str]:
    """The paths of the regular files in `folder`, from `base`; hidden ones and links are left out."""
    seen = 0
    waiting = [(folder.absolute(), 1)]
    while waiting:
        here, depth = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_ENTRIES:
                    raise RoadmapFileError(f"this folder holds more than {MOST_ENTRIES:,} files; no roadmap has")
                if entry.name.startswith("."):
                    continue
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path).relative_to(base).as_posix()
                elif entry.is_dir(follow_symlinks=False) and depth < DEEPEST_FOLDER:
                    waiting.append((Path(entry.path), depth + 1))


def _texts(base: Path, names: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    left = LARGEST_FOLDER
    for name in names:
        with (base / name).open("rb") as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise RoadmapFileError(f"this folder holds more than {LARGEST_FOLDER // 1_000_000} MB; no roadmap has")
        try:
            texts[name] = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise RoadmapFileError(f"{name} is not text in UTF-8: save it as UTF-8 first") from None
    return texts
