"""From the bytes of a file to its text: which coding they have, and what they are where they are no text."""

from __future__ import annotations

import re

from tracker.core.errors import RoadmapFileError

LARGEST = 100_000_000
"""Bytes; a larger file is refused before it is read."""
GUESSED = "this is not UTF-8: read as Windows-1252, the coding of Western Europe; check letters with accents"
"""The warning for a file whose coding was guessed."""
_BINARY = (
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program; save it as CSV or as text"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIPPED = (  # names of files in an archive, and what it is
    (b"xl/workbook", "an Excel workbook; save its sheet as CSV (UTF-8)"),
    (b"opendocument.spreadsheet", "a spreadsheet of LibreOffice; save it as CSV"),
    (b"word/document", "a Word document; save it as text"),
    (b"opendocument.text", "a document of LibreOffice; save it as text"),
    (b"collection.anki2", "an Anki deck; export its notes as text instead"),
    (b"content.json", "a mind map of XMind; export it as FreeMind (.mm), OPML or Markdown"),
)
_NULS = 0.3  # share of NUL bytes at every second place from which a text without a mark is UTF-16
_LOOKED_AT = 4_000  # bytes
_WESTERN = re.compile(
    "[^\x00-\x7fàâäáãåæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ–—‘’“”„‚«»‹›•·…€£§°ºª¿¡´\xa0]|[^\x00-\x7f]{3}"
)
"""What shows that a text is no Western one in Windows-1252: a rare sign, or three letters with accents in a row."""


def decoded(data: bytes) -> str:
    """The text of a file. Raises `RoadmapFileError` where it is no text, is empty, or is too large."""
    if len(data) > LARGEST:
        raise RoadmapFileError(f"this file is larger than {LARGEST // 1_000_000} MB; no roadmap is")
    if data.startswith(_ZIP):
        raise RoadmapFileError(f"this is {_zipped(data)}")
    for begin, what in _BINARY:
        if data.startswith(begin):
            raise RoadmapFileError(f"this is {what}")
    try:
        text = data.decode(_coding(data))
    except UnicodeDecodeError as error:
        western = _western(data)
        if western is None:
            line = data.count(b"\n", 0, error.start) + 1
            raise RoadmapFileError(f"this is not text in UTF-8 (line {line}): save it as UTF-8 first") from None
        text = western
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise RoadmapFileError(f"this is not a text file: it holds a NUL byte (line {line})")
    if not text.strip():
        raise RoadmapFileError("this file is empty")
    return text


def is_guessed(data: bytes) -> bool:
    """Whether the coding of a text was guessed; `data` is what `decoded` has read."""
    try:
        data.decode(_coding(data))
    except UnicodeDecodeError:
        return True
    return False


def _coding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    begin = data[:_LOOKED_AT]
    for first, coding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = begin[first::2], begin[1 - first :: 2]
        if half and half.count(0) > _NULS * len(half) and not other.count(0):
            return coding
    return "utf-8-sig"


def _western(data: bytes) -> str | None:
    """The text of a file in Windows-1252, as programs write it on many computers; None where it is surely no such."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _WESTERN.search(text) else text


def _zipped(data: bytes) -> str:
    begin = data[:_LOOKED_AT] + data[-_LOOKED_AT:]  # the list of files stands at the end
    known = (what for name, what in _ZIPPED if name in begin)
    empty = "an empty zip archive" if data.startswith(_ZIP[1]) else "a zip archive; unpack it first"
    return next(known, empty)
