"""Titles as they are compared: the same words are the same title, whatever signs and numbers stand around them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBERING = re.compile(r"(?:q(?:uestion)? ?)?\d{1,6}(?:\.\d{1,6})*[.):](?!\d) *|\d{1,6}(?:\.\d{1,6})+ +")
_TAG = re.compile(
    r" *[(\[](?:videos?|playlist|article|book|pdf|paper|course|podcast|audio|slides|paid|free|optional|reading"
    r"|\d{1,6} ?/ ?\d{1,6}|\d{1,3} ?%)[)\]]"
)
_SIGNS = re.compile(r"[*_`~\"'“”‘’]+")

_KEPT = 2**17  # titles: those of a very large roadmap, which an update asks for again and again
_PICTURES = frozenset(("So", "Sk", "Cf"))  # categories of Unicode: emoji, what colours them, what joins them


@lru_cache(maxsize=_KEPT)
def exact(title: str) -> str:
    """The title without markup, emoji and case; numbers stay."""
    text = title.casefold() if title.isascii() else unicodedata.normalize("NFKC", title).casefold()
    if not text.isascii():
        text = "".join(" " if unicodedata.category(sign) in _PICTURES else sign for sign in text)
    return " ".join(_SIGNS.sub("", text).split()).strip(" :-–—") or " ".join(title.split())


@lru_cache(maxsize=_KEPT)
def loose(title: str) -> str:
    """The title also without numbering in front of it, tags such as "(video)", and what counts below it."""
    text = exact(title)
    found = _NUMBERING.match(text)
    if found and found.end() < len(text):
        text = text[found.end() :]
    if "(" in text or "[" in text:
        text = " ".join(_TAG.sub("", text).split())
    return text.strip(" :-–—") or exact(title)
