"""What an id is: of a topic, a group, a roadmap, a source of roadmaps or an event; and what a moment is.

An id may stand in a file, a command and the name of a file, so only what this program itself makes counts as one.
"""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

from tracker.core.text import composed, is_mark, slug

_PART = r"(?!\.{1,2}(?:/|\Z))[\w.:@+~-]{1,64}"
_NAME = re.compile(rf"{_PART}(?:/{_PART}){{0,63}}")
_ASCII_PART = re.compile(_PART, re.ASCII)
_MOMENT = re.compile(
    r"(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31|02-29)"
    r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z",
    re.ASCII,
)
_LEAP_DAY = "02-29"
_LONGEST_ROADMAP, _LONGEST_SAFE = 64, 40
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
_ALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))
_WORD = re.compile(r"[^\W\d_]+")
_GAPS = re.compile(r"[\W_]+")


def is_name(text: str) -> bool:
    """Whether `text` can be the id of a topic or the key of a group: parts joined by slashes, none of them dots."""
    bare = text if text.isascii() else _without_marks(text)
    return _NAME.fullmatch(bare) is not None and (bare == text or composed(text) == text) and not _is_disguised(text)


def is_part(text: str) -> bool:
    """Whether `text` can be one part of an id, or the uid of an event or a transaction."""
    return _ASCII_PART.fullmatch(text) is not None


def is_roadmap(text: str) -> bool:
    """Whether `text` can be the id of a roadmap or of a source: a short slug that every system takes as a file name."""
    shaped = 0 < len(text) <= _LONGEST_ROADMAP and text in {slug(text), _earlier_slug(text)}
    return shaped and text not in _DEVICES and not _is_disguised(text)


def _earlier_slug(text: str) -> str:
    """What `slug` made before it knew of accents that are signs of their own: stores have ids of this form."""
    return _GAPS.sub("-", text.casefold()).strip("-")


def _without_marks(text: str) -> str:
    """`text` without the signs that are written on its letters; the first letter of a part has to be one."""
    return "".join(sign for before, sign in zip(f"/{text}", text, strict=False) if before in "/-" or not is_mark(sign))


def file_name(id_: str) -> str:
    """A name for the file of a roadmap, without its ending: its id, or one made of that where it can be no name."""
    if is_roadmap(id_):
        return id_
    safe = slug(id_.encode("ascii", "ignore").decode())[:_LONGEST_SAFE].strip("-")
    return f"roadmap-{safe}-{crc32(id_.encode('utf-8', 'surrogatepass')):08x}".replace("--", "-")


def is_moment(text: str) -> bool:
    """Whether `text` is a moment in UTC as the journal has it: ISO 8601 to the millisecond, with a Z."""
    if _MOMENT.fullmatch(text) is None:
        return False
    return text[5:10] != _LEAP_DAY or _is_leap(int(text[:4]))


def is_day(text: str) -> bool:
    """Whether `text` is a day in ISO 8601."""
    return is_moment(f"{text}T00:00:00.000Z")


def _is_leap(year: int) -> bool:
    return not year % 4 and (year % 100 != 0 or not year % 400)


def _is_disguised(text: str) -> bool:
    """Whether `text` looks like another id: letters of two alphabets in one word, or variants of ASCII letters."""
    if text.isascii():
        return False
    if unicodedata.normalize("NFKC", text).isascii():
        return True
    return any(len({_alphabet(sign) for sign in word} & _ALIKE) > 1 for word in _WORD.findall(text))


def _alphabet(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
