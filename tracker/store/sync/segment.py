"""A segment: the file in which a device leaves records for others. It is written once and never changed.

It is gzip of lines of JSON, a header and one line for each record. Its name holds a hash of its bytes, so that a file
that has not arrived whole is told from one that has.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.journal.events import Field

FORMAT, VERSION = "tracker-segment", 1
MOST_RECORDS = 20_000
"""Records of one segment: about 6 MB of JSON, so that a long journal is never in memory as a whole."""
_MOST_BYTES = 2**27
"""Of a segment unpacked: 20,000 notes of 6 KB each, and more than the largest roadmap."""
_HASH = 32  # of 64 hexadecimal digits: 128 bits
_FIELDS = {field.value for field in Field}


class Segment(NamedTuple):
    """The records of a segment, each as a line of JSON, and the names of the segments that it stands in for."""

    device: str
    program: str
    fields: tuple[str, ...]
    lines: tuple[bytes, ...]
    replaces: tuple[str, ...] = ()


def line_of(record: Any) -> bytes:
    """A record as a line."""
    return json.dumps(record, separators=(",", ":")).encode()


def fields_of(records: Iterable[Any]) -> tuple[str, ...]:
    """The kinds of event that records set, by which a reader tells what it does not know."""
    return tuple(sorted({record["field"] for record in records}))


def pack(segment: Segment) -> bytes:
    """The bytes of the file; the same for the same segment."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "program": segment.program,
        "device": segment.device,
        "fields": segment.fields,
        "replaces": segment.replaces,
    }
    return gzip.compress(b"\n".join([line_of(head), *segment.lines]), compresslevel=6, mtime=0)


def unpack(data: bytes) -> Segment:
    """The segment in a file. Raises `RoadmapFileError` where it is none, or one that this program cannot read."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(data, _MOST_BYTES)
        if not unpacker.eof:
            raise RoadmapFileError("it is larger than a segment can be")
        head, *lines = text.split(b"\n")
        header = json.loads(head)
    except (zlib.error, ValueError, RecursionError):
        raise RoadmapFileError("it is no segment of tracker") from None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise RoadmapFileError("it is no segment of tracker")
    device, program = (header.get(key) if isinstance(header.get(key), str) else "" for key in ("device", "program"))
    fields, replaces = (_texts(header.get(key)) for key in ("fields", "replaces"))
    if header.get("version") != VERSION or not _FIELDS.issuperset(fields):
        raise RoadmapFileError(f"another version of tracker wrote it ({program}); use that version here too")
    return Segment(str(device), str(program), fields, tuple(lines), replaces)


def records_of(segment: Segment) -> list[Any]:
    """The records of a segment. Raises `RoadmapFileError` where a line is no JSON object."""
    try:
        return [json.loads(line) for line in segment.lines]
    except (ValueError, RecursionError):
        raise RoadmapFileError("a record in it is no JSON") from None


def hash_of(data: bytes) -> str:
    """The hash that stands in the name of the file."""
    return sha256(data).hexdigest()[:_HASH]


def joined(segments: Sequence[Segment], replaces: Sequence[str], device: str, program: str) -> Segment:
    """One segment with all records of several, each once."""
    lines = tuple(dict.fromkeys(line for segment in segments for line in segment.lines))
    fields = tuple(sorted({field for segment in segments for field in segment.fields}))
    return Segment(device, program, fields, lines, tuple(replaces))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
