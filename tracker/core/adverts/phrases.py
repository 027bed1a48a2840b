"""Finding many phrases in a text at once: whole words, in any spelling of their hyphens, plurals and -ise or -ize."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:\+\+\d*|#)?")
_JOINT = re.compile(r"[ \u00a0]*[-–‑/.&'’_+]?[ \u00a0]*")
"""What may stand between two words of one phrase: "CI/CD", "CI / CD", "scikit-learn", "Node.js"."""
_CAPITALS_END = 4  # a word of at most so many letters is no plural, unless it is written in capitals: "LLMs"
_ANY = "*"
_MOST_BETWEEN = 4
"""Words that a `*` in a phrase may stand for, measured on adverts: more than four tie things of two sentences."""


class Word(NamedTuple):
    """One word of a text: as it is written, as it is compared, and where it stands."""

    text: str
    key: str
    start: int
    end: int


class Match(NamedTuple):
    """A phrase found: whose it is, and the first word and the word after the last, by their numbers."""

    name: str
    first: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(word[0], _key(word[0]), word.start(), word.end()) for word in _WORD.finditer(text)]


@lru_cache(maxsize=2**15)  # words; adverts share most of theirs
def _key(word: str) -> str:
    """A word as it is compared: small letters, British spelling, singular."""
    key = word.casefold().replace("iz", "is").replace("lling", "ling")
    plural = len(key) > _CAPITALS_END - 1 or word[:-1].isupper()
    return key[:-1] if plural and key[-1] == "s" and key[-2:] not in {"ss", "us", "is"} and len(key) > 2 else key  # noqa: PLR2004  # "is", "as"


class _Phrase(NamedTuple):
    name: str
    parts: tuple[str, ...]
    exact: tuple[str, ...]
    """The parts that have to be written so; empty for those whose capitals do not matter."""


class Phrases:
    """Phrases by their names, ready to be found.

    A phrase is matched without regard to capitals, except for words in it that have one: "Go" is not "go". A `*` stands
    for up to four words of the same sentence.
    """

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[_Phrase]] = {}
        for name, phrases in named.items():
            for phrase in phrases:
                self._add(name, phrase)

    def _add(self, name: str, phrase: str) -> None:
        parts: list[str] = []
        exact: list[str] = []
        for piece in phrase.split():
            written = [_ANY] if piece == _ANY else [word[0] for word in _WORD.finditer(piece)]
            parts += [part if part == _ANY else _key(part) for part in written]
            exact += [part if part != part.casefold() else "" for part in written]
        if not parts or parts[0] == _ANY or parts[-1] == _ANY:
            raise ValueError(f'"{phrase}" is no phrase: it begins and ends with a word')
        found = _Phrase(name, tuple(parts), tuple(exact))
        self._by_first.setdefault(parts[0], []).append(found)

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """Every place of every phrase, in the order of the text; the longest of each name at a word."""
        for number, word in enumerate(words):
            longest: dict[str, int] = {}
            for phrase in self._by_first.get(word.key, ()):
                end = _end(phrase, text, words, number)
                if end > longest.get(phrase.name, 0):
                    longest[phrase.name] = end
            for name, end in longest.items():
                yield Match(name, number, end)


def _end(phrase: _Phrase, text: str, words: Sequence[Word], first: int) -> int:
    """The number of the word after the phrase that begins with a word; 0 where it is another phrase."""
    here, free = first, False
    for part, exact in zip(phrase.parts, phrase.exact, strict=True):
        if part == _ANY:
            free = True
            continue
        stop = min(len(words), here + _MOST_BETWEEN + 1) if free else min(len(words), here + 1)
        for number in range(here, stop):
            if words[number].key == part and (not exact or words[number].text in {exact, f"{exact}s"}):
                break
        else:
            return 0
        if not free and here > first and not _JOINT.fullmatch(text[words[here - 1].end : words[here].start]):
            return 0
        here, free = number + 1, False
    return here
