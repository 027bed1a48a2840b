"""What a person gives to be read, a file or a folder, and how they say that it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, unticked
from tracker.core.importing.preview import Way
from tracker.core.importing.stages import ProgressCallback, Step, no_progress
from tracker.core.text import plain
from tracker.workspace.incoming.folder import folder_title, read_folder
from tracker.workspace.incoming.roadmap_import import read_bytes

_LONGEST = 200  # characters of a name


class Reading(NamedTuple):
    """How a file is to be read. What is empty is told by the file itself.

    `format` is one of those that can be read, `mode` what the topics are where nothing is marked, and `columns` which
    column of a table is what, as `core.importing.columns.Sheet.written` has it. With `unticked` it comes in as if
    nothing were done.
    """

    format: str = ""
    mode: str = ""
    columns: str = ""
    unticked: bool = False


AS_IT_IS = Reading()


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
        return plain(stem or whole)[:_LONGEST]

    @property
    def size(self) -> int:
        """About how many bytes there are to work on."""
        return len(self.content) if self.files is None else sum(map(len, self.files.values()))


def read_source(name: str) -> Source:
    """The file or folder of this name, or standard input for "-". Raises `RoadmapFileError`."""
    try:
        is_folder = name != "-" and Path(name).is_dir()
    except (OSError, ValueError):
        is_folder = False
    return Source(name, files=read_folder(Path(name))) if is_folder else Source(name, read_bytes(name))


def read_outline(source: Source, reading: Reading = AS_IT_IS, advance: ProgressCallback = no_progress) -> Outline:
    """What `source` is a roadmap of, read as the person says.

    Raises `RoadmapFileError` where it is none, and `UsageError` for columns that are not written as they have to be.
    """
    found = _folder(source.files, reading) if source.files is not None else _file(source, reading, advance)
    return unticked(found) if reading.unticked else found


def ways_of(source: Source, reading: Reading) -> tuple[Way, ...]:
    """The modes in which `source` can be read, each with what it gives. Raises `RoadmapFileError`."""
    from tracker.formats.detect import ways  # every reader there is

    return ways(source.content, _named(source), reading.format) if source.files is None else ()


def _file(source: Source, reading: Reading, advance: ProgressCallback) -> Outline:
    from tracker.formats.detect import read  # every reader there is

    said = (reading.format, reading.mode, reading.columns)
    advance(Step.READING)
    return read(source.content, _named(source), *said)


def _folder(files: Mapping[str, str], reading: Reading) -> Outline:
    from tracker.formats.roadmap_sh import reader as roadmap_sh

    if reading.mode or reading.columns or reading.format not in {"", roadmap_sh.FORMAT}:
        raise RoadmapFileError("a folder is read in one way only")
    return roadmap_sh.read_folder(files)


def _named(source: Source) -> str:
    return "" if source.name == "-" else source.name
