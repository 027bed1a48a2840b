"""Text from files and people, made safe to show: it is text, never markup and never a command to a terminal."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f"  # control characters, escape among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks that reorder the line they stand in
    "\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]+"  # line separators, byte order marks, lone surrogates
)
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"  # of Scotland: letters as tags
_HIDDEN = (
    f"({_FLAG})|"
    "[\u00ad\u2060-\u2065\ufff0-\ufff8"  # soft hyphen, joiner of words, signs of mathematics that are not shown
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # formats of shorthand and of music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"  # tags: whole sentences can be written in them, and none is seen
)
"""What Unicode shows as nothing (Default_Ignorable_Code_Point), without what scripts and emoji are written with: the
joiners, the space of no width between Thai words and in Org files, fillers, and selectors of variants."""
_UNWRITTEN = "[\u034f\u17b4\u17b5\u180b-\u180f\u200b-\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
"""Joiners and selectors of variants: they say how letters look, not which they are."""
_UNSAFE_IN_FILE = f"(?![\n\t]){_UNSAFE[:-1]}"
# All these are texts that `re` compiles when they are needed first, a sixth of `import sqlite3`. What is printable as
# Python sees it has none of `_UNSAFE` and `_HIDDEN` in it.


def plain(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey or that nobody would see."""
    return text.strip() if text.isprintable() else re.sub(_UNSAFE, " ", _shown(text)).strip()


def plain_lines(text: str) -> str:
    """`text` with its line breaks kept and everything else that `plain` takes out taken out."""
    return "\n".join(re.sub(_UNSAFE, " ", line.expandtabs(4)).rstrip() for line in _shown(text).splitlines())


def inert(text: str) -> str:
    """`text` with its line breaks, tabs and length, and a space for every other sign that `plain` takes out."""
    return text if text.isprintable() else re.sub(_UNSAFE_IN_FILE, " ", _shown(text, " "))


def _shown(text: str, instead: str = "") -> str:
    """`text` with something else for every sign that is not shown."""
    return text if text.isascii() or text.isprintable() else re.sub(_HIDDEN, lambda match: match[1] or instead, text)


def folded(text: str) -> str:
    """`text` as it is compared: in one case, and each letter with its accents as one sign (Unicode's form NFC)."""
    return text.casefold() if text.isascii() else composed(composed(text).casefold())


def composed(text: str) -> str:
    """`text` with each letter and its accents as one sign, as far as Unicode has one (its form NFC)."""
    return unicodedata.normalize("NFC", text)


def slug(text: str) -> str:
    """`text` as a short id: lower case, letters and digits joined by hyphens. Letters keep the signs written on them.

    Wide and narrow forms of a letter are the letter, so that an id can be typed.
    """
    if text.isascii():
        return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
    letters: list[str] = []
    for sign in folded(unicodedata.normalize("NFKC", re.sub(_UNWRITTEN, "", text))):
        kept = sign.isalnum() or (is_mark(sign) and bool(letters) and letters[-1] != "-")
        letters.append(sign if kept else "-")
    return re.sub("-+", "-", "".join(letters)).strip("-")


def is_mark(sign: str) -> bool:
    """Whether `sign` is written on the letter before it: an accent, a vowel of Hindi, a point of Hebrew."""
    return unicodedata.category(sign) in {"Mn", "Mc"} and not re.fullmatch(_UNWRITTEN, sign)


def plural(count: int, word: str) -> str:
    """`1 topic`, `2 topics`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
