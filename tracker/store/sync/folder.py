"""A folder that something else carries from device to device: Syncthing, Dropbox, Git, NFS, a stick.

Each store writes into a folder of its own inside it, only new files, each renamed into place when it is whole. So two
devices never write the same file, and it does not matter in which order files arrive, twice, late or torn.

`position` has `read`, the files whose records are in the store; `own`, those that this store wrote, with the number of
their records; and `gone`, those of its own that a later file stands in for and that are to be deleted.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from tracker.core.errors import RoadmapFileError, UsageError
from tracker.store.durable import sync_file, sync_folder
from tracker.store.sync.segment import (
    MOST_RECORDS,
    Segment,
    fields_of,
    hash_of,
    joined,
    line_of,
    pack,
    records_of,
    unpack,
)
from tracker.store.sync.target import Parcel, Position, Record, UnreachableError

REACHED_SECONDS = 5.0
"""How long a folder may take to list itself: a network that is gone can hold a program for minutes."""
JOINED = 8
"""So many segments of one size become one, so that n of them are at most 8 times the logarithm of n to that base."""
_EVENTS, _ROADMAP = "events", "roadmap"
_WRITER = re.compile(r"[a-z2-9]{10}")
_NAME = re.compile(r"[0-9a-f]{32}\.(events|roadmap)(\.age)?")
_LARGEST = 2**27  # bytes of a file; 20,000 records are a hundredth of it


class Seal(Protocol):
    """Makes what is written unreadable for others."""

    ending: str

    def close(self, data: bytes) -> bytes:
        """Encrypt."""
        ...

    def open(self, writer: str, data: bytes) -> bytes:
        """Decrypt what `writer` wrote. Raises `RoadmapFileError`."""
        ...

    def keep(self) -> None:
        """Remember what makes the next sync quick. Raises `UsageError`."""
        ...


class Folder:
    """The files of all devices in a folder, as one of them sees and writes them."""

    def __init__(self, path: Path, writer: str, device: str, program: str, seal: Seal | None = None) -> None:
        """`writer` is the name of this store's own folder.

        Raises `UnreachableError`, and `UsageError` where others encrypt and this store would not.
        """
        self.name, self.remarks = str(path), list[str]()
        self._path, self._own, self._writer = path, path / writer, writer
        self._device, self._program, self._seal = device, program, seal
        self._listed = self._list()
        if seal is None and any(name.endswith(".age") for name in self._listed):
            raise UsageError(f"what is in {path} is encrypted; tracker sync --encrypt asks for the passphrase")

    def goes_on(self, position: Position) -> bool:
        """Whether every file of its own is still there; else all of the journal is written once more."""
        return all(name in self._listed for name in position.get("own", {}))

    def receive(self, position: Position) -> Iterator[Parcel]:
        """The files that were not read yet, roadmaps before the events that name them."""
        read, waiting = set(position.get("read", ())), 0
        for name in sorted(self._listed - read, key=lambda name: (f".{_ROADMAP}" not in name, name)):
            try:
                data = self._content(name)
                if data is None:
                    waiting += 1
                    continue
                segment = unpack(self._opened(name, data))
                known = bool(segment.replaces) and read.issuperset(segment.replaces)
                records = [] if known else records_of(segment)
            except RoadmapFileError as error:
                self.remarks.append(f"left alone for now: {name}: {error}")
                continue
            read.add(name)
            is_roadmap = f".{_ROADMAP}" in name
            yield Parcel(name, [] if is_roadmap else records, records if is_roadmap else [], name)
        if waiting:
            self.remarks.append(f"not whole yet, and left for next time: {waiting:,} file{'s' * (waiting > 1)}")

    def received(self, position: Position, parcel: Parcel) -> Position:
        """The position with one more file read; names of files that are gone are forgotten."""
        read = [name for name in position.get("read", ()) if name in self._listed]
        return {**position, "read": [*read, parcel.mark]}

    def send(self, position: Position, events: Sequence[Record], snapshots: Sequence[Record]) -> Position:
        """Write records as files of its own."""
        for snapshot in snapshots:
            position = self._write(position, Segment(self._device, self._program, (), (line_of(snapshot),)), _ROADMAP)
        for start in range(0, len(events), MOST_RECORDS):
            part = events[start : start + MOST_RECORDS]
            segment = Segment(self._device, self._program, fields_of(part), tuple(map(line_of, part)))
            position = self._write(position, segment, _EVENTS)
        return position

    def compacted(self, position: Position) -> Position:
        """Write one file for every eight of its own of about the same size, until there are no eight."""
        while names := self._due(position.get("own", {})):
            contents = {name: self._content(name) for name in names}
            if damaged := [name for name, data in contents.items() if data is None]:
                self._give_up(damaged)
                return position
            segments = [unpack(self._opened(name, data)) for name, data in contents.items() if data]
            segment = joined(segments, names, self._device, self._program)
            position = self._write(position, segment, _EVENTS)
            own = {name: count for name, count in position["own"].items() if name not in names}
            read = [name for name in position["read"] if name not in names]
            gone = [name for name in position.get("gone", ()) if name in self._listed]  # the others are deleted
            position = {**position, "own": own, "read": read, "gone": [*gone, *names]}
        return position

    def clean(self, position: Position) -> None:
        """Delete the files that another one stands in for, and what a write that was broken off has left."""
        for name in self._listed.intersection(position.get("gone", ())):
            (self._path / name).unlink(missing_ok=True)
        for left in self._own.glob(".*.tmp"):
            left.unlink(missing_ok=True)
        if self._seal:
            self._seal.keep()

    def close(self) -> None:
        """Nothing is held."""

    def _due(self, own: dict[str, int]) -> list[str]:
        """Eight files to be joined; none where there are no eight of one size."""
        sizes = defaultdict[int, list[str]](list)
        ending = f".{_EVENTS}{self._seal.ending if self._seal else ''}"
        for name, count in own.items():
            if name.endswith(ending):
                sizes[len(oct(count))].append(name)
        for names in sizes.values():
            if len(names) >= JOINED and sum(own[name] for name in names[:JOINED]) <= MOST_RECORDS:
                return sorted(names[:JOINED])
        return []

    def _give_up(self, names: Sequence[str]) -> None:
        """Delete files of its own that something has damaged: the next sync misses them, and writes all once more."""
        for name in names:
            (self._path / name).unlink(missing_ok=True)
        self.remarks.append("a file of this device was damaged; the next sync leaves the whole journal there again")

    def _write(self, position: Position, segment: Segment, kind: str) -> Position:
        data = pack(segment)
        if self._seal:
            data, kind = self._seal.close(data), f"{kind}{self._seal.ending}"
        name = f"{self._writer}/{hash_of(data)}.{kind}"
        file, temporary = self._path / name, self._own / f".{hash_of(data)}.tmp"
        try:
            self._own.mkdir(exist_ok=True)
            temporary.write_bytes(data)
            sync_file(temporary)
            temporary.replace(file)
            sync_folder(self._own)
        except OSError as error:
            raise UnreachableError(f"nothing can be written into {self._own}: {error.strerror}") from None
        self._listed.add(name)
        own: dict[str, Any] = {**position.get("own", {}), name: len(segment.lines)}
        return {**position, "read": [*position.get("read", ()), name], "own": own}

    def _content(self, name: str) -> bytes | None:
        """The bytes of a file; None where it has not arrived as it was written, or is none: a pipe is waited for."""
        try:
            if not (self._path / name).is_file():
                return None
            with (self._path / name).open("rb") as file:
                data = file.read(_LARGEST)
        except OSError:
            return None
        return data if hash_of(data) == name.partition("/")[2][:32] else None

    def _opened(self, name: str, data: bytes) -> bytes:
        if self._seal is None or not name.endswith(".age"):
            return data
        return self._seal.open(name.partition("/")[0], data)

    def _list(self) -> set[str]:
        """The names of all files that are segments, asked for beside the program. Raises `UnreachableError`."""
        answers: list[set[str] | OSError] = []

        def look() -> None:
            try:
                answers.append(set(_names(self._path)))
            except OSError as error:
                answers.append(error)

        looking = Thread(target=look, daemon=True)
        looking.start()
        looking.join(REACHED_SECONDS)
        if not answers:
            raise UnreachableError(f"the folder {self._path} does not answer")
        if isinstance(answers[0], OSError):
            raise UnreachableError(f"the folder {self._path} cannot be read: {answers[0].strerror}")
        return answers[0]


def _names(path: Path) -> Iterator[str]:
    with os.scandir(path) as writers:
        for writer in writers:
            if _WRITER.fullmatch(writer.name) and writer.is_dir():
                with os.scandir(writer.path) as files:
                    yield from (f"{writer.name}/{file.name}" for file in files if _NAME.fullmatch(file.name))
