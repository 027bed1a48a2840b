"""Years of work, degrees and human languages that an advert asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.core.adverts.asking import Ask, Cues
from tracker.core.adverts.layout import Part, Sentence
from tracker.core.adverts.phrases import Match
from tracker.core.adverts.vocabulary import Vocabulary

_DEGREES = ("bachelor", "master", "phd")
_MOST_YEARS = 25
_WORDS_OF_YEARS = 5
"""Words of an item that says nothing but years, below "Requirements" or behind "Experience": "4 to 8 years"."""
_WORDS_OF_LANGUAGES = 3
"""Words of an item that says nothing but languages, where an advert says what somebody has to bring: "Spanish"."""
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one un une uno ein einem",
            "two deux dos zwei",
            "three trois tres drei",
            "four quatre cuatro vier",
            "five cinq cinco fünf",
            "six sechs seis",
            "seven sept siete sieben",
            "eight huit ocho acht",
            "nine neuf nueve neun",
            "ten dix diez zehn",
        ),
        1,
    )
    for word in words.split()
}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_COUNT = re.compile(
    rf"(?<![\w.,$€£])({_NUMBER})(?:\.\d)?\+?\s*(?:\(\s*\d+\s*\+?\s*\)\s*)?"
    rf"(?:plus|or more|or above|oder mehr|ou plus|o más)?\s*\)?\s*"
    rf"(?:(?:-|–|—|to|à|bis|a|and|y|et|und)\s*{_NUMBER}\s*\+?)?\s*(?:full|solid|good|volle)?\s*$",
    re.IGNORECASE,
)
"""A number right before the word "years", of a range the lower one: "3", "three (3)", "3-5", "two or more"."""


class Years(NamedTuple):
    """A number of years that a sentence asks, and the number of its word."""

    number: int
    word: int


class Degree(NamedTuple):
    """The lowest degree that is accepted, and what else is said of it; empty where none is asked."""

    lowest: str = ""
    required: bool = False
    or_equivalent: bool = False
    preferred: str = ""


def years_in(sentence: Sentence, vocabulary: Vocabulary) -> list[Years]:
    """The years that a sentence names as experience; of a range the lower number."""
    matches = list(vocabulary.years.find(sentence.text, sentence.words))
    years = []
    for match in matches:
        if match.name != "units":
            continue
        word = sentence.words[match.first]
        before = sentence.text[: word.start]
        count = _COUNT.search(before)
        number = _value(count[1]) if count else 0
        near = [other.name for other in matches if -6 <= other.first - match.first <= 8]  # noqa: PLR2004  # a clause
        bare = sentence.part is Part.REQUIRED and len(sentence.words) <= _WORDS_OF_YEARS
        if 0 < number <= _MOST_YEARS and ("work" in near or bare) and "not_work" not in near:
            years.append(Years(number, match.first))
    return years


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _NUMBERS[number.casefold()]


def general_years(asked: Iterable[tuple[Sequence[Years], bool]]) -> int | None:
    """The years of work that an advert asks: the most that one requirement asks, each for its lowest degree.

    With each sentence goes whether it names degrees: then its numbers belong to them, the highest to the lowest one.
    """
    counts = [max(year.number for year in years) if by_degree else years[0].number for years, by_degree in asked]
    return max(counts, default=None)


def degree_words(sentence: Sentence, vocabulary: Vocabulary) -> list[Match]:
    """The degrees that a sentence names, without what only looks like one."""
    matches = list(vocabulary.degrees.find(sentence.text, sentence.words))
    masks = [match for match in matches if match.name == "not_degrees"]
    named = [match for match in matches if match.name in _DEGREES]
    return [match for match in named if not any(mask.first <= match.first and match.end <= mask.end for mask in masks)]


def degree_of(sentences: Sequence[tuple[Sentence, Ask, Cues, list[Match]]]) -> Degree:
    """The degree that an advert asks, from the sentences that name one and how much each asks it."""
    lowest, required, preferred, equivalent = "", False, "", False
    for sentence, ask, cues, words in sentences:
        names = {match.name for match in words}
        generic = [match for match in words if sentence.words[match.first].key in {"degree", "studium", "diplôme"}]
        if len(names) > 1 and all(match in generic for match in words if match.name == "bachelor"):
            names.discard("bachelor")  # "master's degree" is one degree, not two
        low = min(names, key=_DEGREES.index)
        equivalent = equivalent or cues.has("equivalent")
        if ask is Ask.NICE:
            preferred = preferred if preferred and _DEGREES.index(preferred) >= _DEGREES.index(low) else low
        elif not lowest or (not required and _DEGREES.index(low) < _DEGREES.index(lowest)):
            lowest, required = low, True
        high = [match.name for match in words if _is_preferred(sentence, cues, match)]
        preferred = high[0] if high and ask is not Ask.NICE and high[0] != lowest else preferred
    if not lowest and preferred:
        return Degree(preferred, required=False, or_equivalent=equivalent)
    return Degree(lowest, required, equivalent, preferred if preferred != lowest else "")


def _is_preferred(sentence: Sentence, cues: Cues, match: Match) -> bool:
    nice = cues.named("nice_after")
    return any(
        match.end <= cue.first
        and ";" not in _between(sentence, match, cue)
        and "," not in _between(sentence, match, cue)
        for cue in nice
    )


def _between(sentence: Sentence, match: Match, cue: Match) -> str:
    return sentence.text[sentence.words[match.end - 1].end : sentence.words[cue.first].start]


def field_words(sentence: Sentence, vocabulary: Vocabulary, degrees: Sequence[Match]) -> range:
    """The numbers of the words that name fields of study: "degree in statistics or machine learning"."""
    if not degrees:
        return range(0)
    first = min(match.first for match in degrees)
    ends = [
        match.first
        for match in vocabulary.degrees.find(sentence.text, sentence.words)
        if match.name == "ends" and match.first > first
    ]
    return range(first, min(ends, default=len(sentence.words)))


def languages_in(sentence: Sentence, vocabulary: Vocabulary) -> list[Match]:
    """The human languages that a sentence asks for: named together with words of speaking, or all that it says."""
    matches = list(vocabulary.spoken.find(sentence.text, sentence.words))
    spoken = [match for match in matches if match.name == "words"]
    named = [match for match in matches if match.name != "words"]
    if sentence.part in {Part.REQUIRED, Part.NICE} and len(sentence.words) <= _WORDS_OF_LANGUAGES:
        return named
    if sentence.part is Part.IGNORED or not spoken:
        return []
    close = 8
    return [match for match in named if any(abs(word.first - match.first) <= close for word in spoken)]
