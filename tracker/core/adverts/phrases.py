"""Finding many phrases in a text at once: whole words, in any spelling of their hyphens, plurals and -ise or -ize."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:\+\+\d*|#)?")
_JOINT = re.compile(r"[ \u00a0]*[-–‑/.&'’_+]?[ \u00a0]*|:(?=$)")
"""What may stand between two words of one phrase: "CI/CD", "CI / CD", "scikit-learn", "Node.js"."""
_CAPITALS_END = 4  # a word of at most so many letters is no plural, unless it is written in capitals: "LLMs"
_LIST_SIGNS = frozenset(",;/|()")
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


def widest(matches: Iterable[Match]) -> list[Match]:
    """Matches that do not overlap, the longest first."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: match.first - match.end):
        if all(match.end <= other.first or other.end <= match.first for other in kept):
            kept.append(match)
    return kept


class _Phrase(NamedTuple):
    name: str
    parts: tuple[str, ...]
    exact: tuple[str, ...]
    """The parts that have to be written so; empty for those whose capitals do not matter."""


class Phrases:
    """Phrases by their names, ready to be found.

    Capitals do not matter, since lists in adverts are written in small letters or in capitals; only of a phrase that
    would be an ordinary word without one ("Spark", `ordinary`) they do, where it does not stand alone in a list. A `*`
    stands for up to four words of the same sentence.
    """

    def __init__(self, named: Mapping[str, Iterable[str]], ordinary: Collection[str] = ()) -> None:
        self._ordinary = frozenset(ordinary)
        self._by_start: dict[str, dict[str, list[_Phrase]]] = {}
        for name, phrases in named.items():
            for phrase in phrases:
                self._add(name, phrase)

    def _add(self, name: str, phrase: str) -> None:
        parts: list[str] = []
        exact: list[str] = []
        for piece in phrase.split():
            written = [_ANY] if piece == _ANY else [word[0] for word in _WORD.finditer(piece)]
            parts += [part if part == _ANY else _key(part) for part in written]
            alone = len(phrase.split()) == 1 and len(written) == 1
            exact += [part if self._is_exact(part, alone=alone) else "" for part in written]
        if not parts or parts[0] == _ANY or parts[-1] == _ANY:
            raise ValueError(f'"{phrase}" is no phrase: it begins and ends with a word')
        entry = _Phrase(name, tuple(parts), tuple(exact))
        second = parts[1] if len(parts) > 1 else ""
        self._by_start.setdefault(parts[0], {}).setdefault(second, []).append(entry)

    def _is_exact(self, part: str, *, alone: bool) -> bool:
        """Whether a word of a phrase counts only as it is written."""
        has_capital, short = part != part.casefold(), 2
        if part.casefold() in self._ordinary:
            return alone or (has_capital and len(part) <= short)
        return has_capital and len(part) == 1

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """Every place of every phrase, in the order of the text; the longest of each name at a word."""
        for number, word in enumerate(words):
            starts = self._by_start.get(word.key)
            if starts is None:
                continue
            following = words[number + 1].key if number + 1 < len(words) else ""
            longest: dict[str, int] = {}
            for second in ("", _ANY, following):
                for phrase in starts.get(second, ()):
                    end = _end(phrase, text, words, number)
                    if end > longest.get(phrase.name, 0):
                        longest[phrase.name] = end
            for name, end in longest.items():
                yield Match(name, number, end)


def covers_all(phrases: Phrases, line: str) -> bool:
    """Whether one phrase is all that stands in a line."""
    words = words_of(line)
    return any(match.end - match.first == len(words) for match in phrases.find(line, words))


def _end(phrase: _Phrase, text: str, words: Sequence[Word], first: int) -> int:
    """The number of the word after the phrase that begins with a word; 0 where it is another phrase."""
    here, free = first, False
    for part, exact in zip(phrase.parts, phrase.exact, strict=True):
        if part == _ANY:
            free = True
            continue
        stop = min(len(words), here + _MOST_BETWEEN + 1) if free else min(len(words), here + 1)
        for number in range(here, stop):
            if words[number].key == part and (
                not exact or _is_written(words[number].text, exact) or _stands_alone(text, words, number)
            ):
                break
        else:
            return 0
        if not free and here > first and not _JOINT.fullmatch(text[words[here - 1].end : words[here].start]):
            return 0
        here, free = number + 1, False
    return here


def _is_written(word: str, exact: str) -> bool:
    """Whether a word is written with the capitals of a phrase, or all in capitals as in a heading.

    A phrase in small letters is one of which only the first letter matters.
    """
    if exact.islower():
        return word[0].isupper()
    return word in {exact, f"{exact}s"} or (len(word) > _CAPITALS_END - 1 and word == exact.upper())


def _stands_alone(text: str, words: Sequence[Word], number: int) -> bool:
    """Whether a word is a whole member of a list, where small letters are no other word: "python, spark, go"."""
    before = text[words[number - 1].end : words[number].start] if number else ","
    after = text[words[number].end : words[number + 1].start] if number + 1 < len(words) else ","
    return not _LIST_SIGNS.isdisjoint(before) and not _LIST_SIGNS.isdisjoint(after)
