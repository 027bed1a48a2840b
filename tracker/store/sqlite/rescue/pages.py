"""Rows straight from the pages of a SQLite file, where the pages that lead to them are gone.

The format is that of https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_PAGE = 4096
_FIRST = 100  # bytes of the file's header, before the first page's own
_LEAF = 0x0D  # a leaf of a table
_LONGEST_CHAIN = 100_000  # overflow pages of one row
_SIZES = (0, 1, 2, 3, 4, 6, 8)  # bytes of an integer, by its serial type
_FLOAT, _ZERO, _ONE, _BLOB = 7, 8, 9, 12


def scattered_rows(file: Path, columns: int) -> Iterator[tuple[int, list[object]]]:
    """Every row of a table with so many columns that a leaf page in `file` still holds, with its number."""
    content = file.read_bytes()
    for start in range(0, len(content) - _PAGE + 1, _PAGE):
        head = start + (0 if start else _FIRST)
        if content[head] != _LEAF:
            continue
        for n in range(int.from_bytes(content[head + 3 : head + 5])):
            place = head + 8 + 2 * n
            try:
                number, payload = _cell(content, start + int.from_bytes(content[place : place + 2]))
                values = _record(payload)
            except (IndexError, ValueError, struct.error):  # no cell, or a damaged one
                continue
            if len(values) == columns:
                yield number, values


def _cell(content: bytes, place: int) -> tuple[int, bytes]:
    size, place = _varint(content, place)
    number, place = _varint(content, place)
    most, least = _PAGE - 35, (_PAGE - 12) * 32 // 255 - 23
    if size <= most:
        return number, _taken(content, place, size)
    here = least + (size - least) % (_PAGE - 4)
    here = here if here <= most else least
    parts, page = [_taken(content, place, here)], int.from_bytes(_taken(content, place + here, 4))
    left = size - here
    for _ in range(_LONGEST_CHAIN):
        if left <= 0:
            break
        start = (page - 1) * _PAGE
        page = int.from_bytes(_taken(content, start, 4))
        parts.append(_taken(content, start + 4, min(left, _PAGE - 4)))
        left -= _PAGE - 4
    return number, b"".join(parts)


def _record(payload: bytes) -> list[object]:
    end, place = _varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values: list[object] = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return values


def _value(payload: bytes, place: int, kind: int) -> tuple[object, int]:
    if kind >= _BLOB:
        size = (kind - _BLOB) // 2
        taken = _taken(payload, place, size)
        return taken.decode("utf-8", "replace") if kind % 2 else taken, place + size
    if kind == _FLOAT:
        return struct.unpack(">d", _taken(payload, place, 8))[0], place + 8
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO, place
    size = _SIZES[kind]
    return int.from_bytes(_taken(payload, place, size), signed=True) if kind else None, place + size


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = content[place + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004  the last byte has no high bit
            return value, place + n + 1
    return value << 8 | content[place + 8], place + 9


def _taken(content: bytes, place: int, size: int) -> bytes:
    if not 0 <= place <= place + size <= len(content):
        raise ValueError("beyond the end")
    return content[place : place + size]
