"""The words that the reader of adverts knows: of the library's skills, of what is outside it, and of each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tracker.core.adverts.phrases import Match, Phrases, Word

_BEFORE_LISTED = frozenset(
    {
        "in", "with", "or", "and", "of", "like", "using", "as", "und", "oder", "mit", "im", "der",
        "et", "ou", "en", "dans", "l", "d", "y", "o", "del", "con",
    }
)  # fmt: skip
_OR = frozenset({"or", "oder", "ou", "o"})
_AFTER_LISTED = frozenset(
    {
        "industry", "sector", "domain", "background", "experience", "knowledge", "environment", "field", "data",
        "umfeld", "bereich", "branche", "sektor", "industrie", "erfahrung", "kenntnisse",
    }
)  # fmt: skip
EVERY_TERM = ""
"""The name of a term whose other meanings are those of every term beside it."""


class Term(NamedTuple):
    """Something that an advert can ask for, and how adverts say it.

    `listed` are words that count only as members of a list ("Python, Go"), since they mean something else elsewhere;
    `other_meanings` are phrases in which none of the others counts. `beside_phrases` count only in an advert that asks
    for one of the skills in `beside`: "evaluation" is one of LLMs where there are LLMs.
    """

    name: str
    phrases: tuple[str, ...]
    listed: tuple[str, ...] = ()
    other_meanings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    beside_phrases: tuple[str, ...] = ()


class Terms:
    """Many terms, ready to be found in one walk over a text."""

    def __init__(self, terms: Sequence[Term], ordinary: Collection[str]) -> None:
        self._phrases = Phrases({term.name: term.phrases for term in terms}, ordinary)
        self._listed = Phrases({term.name: term.listed for term in terms}, ordinary)
        self._other = Phrases({term.name: term.other_meanings for term in terms}, ordinary)
        self._beside = Phrases({term.name: term.beside_phrases for term in terms}, ordinary)
        self.beside: Mapping[str, tuple[str, ...]] = {term.name: term.beside for term in terms if term.beside}

    def find(self, text: str, words: Sequence[Word]) -> list[Match]:
        """Every place of every term, in the order of the text."""
        matches = [*self._phrases.find(text, words), *_in_lists(self._listed.find(text, words), text, words)]
        return self._meant(matches, text, words)

    def find_beside(self, text: str, words: Sequence[Word]) -> list[Match]:
        """Every place of the phrases that count only beside other skills."""
        return self._meant(list(self._beside.find(text, words)), text, words)

    def _meant(self, matches: list[Match], text: str, words: Sequence[Word]) -> list[Match]:
        if not matches:
            return []
        other = list(self._other.find(text, words))
        hidden = {match for match in matches for mask in other if _hides(mask, match)} if other else set()
        return sorted((match for match in matches if match not in hidden), key=lambda match: match.first)


def _hides(mask: Match, match: Match) -> bool:
    return mask.name in {match.name, EVERY_TERM} and mask.first <= match.first and match.end <= mask.end


def _in_lists(matches: Iterable[Match], text: str, words: Sequence[Word]) -> Iterable[Match]:
    """Those that stand in a list, behind a comma, a bracket or a small word, or before one; or before "industry"."""
    for match in matches:
        before = text[words[match.first - 1].end : words[match.first].start] if match.first else ""
        after = text[words[match.end - 1].end : words[match.end].start] if match.end < len(words) else text[-1:]
        alone = match.first == 0 and match.end == len(words)
        small = match.first > 0 and words[match.first - 1].text.casefold() in _BEFORE_LISTED
        following = words[match.end].text.casefold() if match.end < len(words) else ""
        # "Go and see" opens a sentence as "R or Python" opens a list.
        joined = following in (_BEFORE_LISTED if match.first else _OR) and not after.strip()
        small = small or (following in _AFTER_LISTED and after in {" ", "-"})
        if set(before) & set(",/(;:&") or set(after) & set(",/);&") or alone or small or joined:
            yield match


class Language(NamedTuple):
    """How adverts in one language are put together: phrases by what they say, as the files have them."""

    name: str
    common: frozenset[str]
    """Words that a text in this language has many of."""
    ordinary: frozenset[str]
    """Words that name something in adverts only when they are written with a capital letter."""
    capital_nouns: bool
    """Whether it writes all nouns with a capital letter, so that one makes no name."""
    headings: Mapping[str, tuple[str, ...]]
    lone_headings: Mapping[str, tuple[str, ...]]
    """What is a heading only where nothing else stands in its line: "You"."""
    cues: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[str, ...]]
    degrees: Mapping[str, tuple[str, ...]]
    years: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, tuple[str, ...]]
    spoken: Mapping[str, tuple[str, ...]]
    wrong: Mapping[str, tuple[str, ...]]


def _joined(tables: Iterable[Mapping[str, tuple[str, ...]]], ordinary: Collection[str] = ()) -> Phrases:
    """The phrases of several languages by their names, ready to be found together."""
    named: dict[str, list[str]] = {}
    for table in tables:
        for name, phrases in table.items():
            named.setdefault(name, []).extend(phrases)
    return Phrases(named, ordinary)


class Vocabulary:
    """All that the reader knows. Adverts mix languages, so the phrases of all of them are looked for together.

    `concepts` has the kind of an outside term, `only_required` those that are asked only where something is
    required, and `no_names` are words in small letters that name nothing to know, with a capital letter too.
    """

    def __init__(
        self,
        skills: Sequence[Term],
        outside: Sequence[Term],
        languages: Sequence[Language],
        *,
        concepts: Mapping[str, str],
        only_required: Collection[str],
        no_names: Collection[str],
    ) -> None:
        self.languages, self.concepts = tuple(languages), concepts
        self.only_required = frozenset(only_required)
        self.no_names = frozenset(no_names)
        self._ordinary = frozenset().union(*(language.ordinary for language in self.languages))
        self.skills, self.outside = Terms(skills, self._ordinary), Terms(outside, self._ordinary)

    def language_of(self, words: Sequence[Word]) -> tuple[Language, int]:
        """The language that has the most of its common words in a text, and how many."""
        keys = Counter(word.text.casefold() for word in words)
        counts = [(language, sum(keys[word] for word in language.common)) for language in self.languages]
        return max(counts, key=lambda pair: pair[1])

    @cached_property
    def headings(self) -> Phrases:
        """What opens a section."""
        return _joined(language.headings for language in self.languages)

    @cached_property
    def lone_headings(self) -> Phrases:
        """What opens a section where it is all that stands in a line."""
        return _joined(language.lone_headings for language in self.languages)

    @cached_property
    def cues(self) -> Phrases:
        """What says that a sentence asks for something, or that it would be nice."""
        return _joined(language.cues for language in self.languages)

    @cached_property
    def levels(self) -> Phrases:
        """Words of how well something has to be known."""
        return _joined(language.levels for language in self.languages)

    @cached_property
    def degrees(self) -> Phrases:
        """Degrees, and what only looks like one."""
        return _joined((language.degrees for language in self.languages), self._ordinary)

    @cached_property
    def years(self) -> Phrases:
        """Words beside a number of years."""
        return _joined(language.years for language in self.languages)

    @cached_property
    def spoken(self) -> Phrases:
        """Human languages, and the words that ask for one."""
        return _joined(
            [*(language.languages for language in self.languages), *(lang.spoken for lang in self.languages)]
        )

    @cached_property
    def wrong(self) -> Phrases:
        """What a text has that is something else than an advert."""
        return _joined(language.wrong for language in self.languages)
