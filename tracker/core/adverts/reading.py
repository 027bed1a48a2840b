"""Reading an advert: which skills it asks, which would be nice, what else it wants, and where it says so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.core.adverts.asking import Ask, Cues, ask_of, base_of, cues_of
from tracker.core.adverts.facts import (
    Degree,
    Years,
    degree_of,
    degree_words,
    field_words,
    general_years,
    languages_in,
    years_in,
)
from tracker.core.adverts.keywords import is_keywords
from tracker.core.adverts.layout import Part, Sentence, sentences
from tracker.core.adverts.lists import alternatives_in, level_of
from tracker.core.adverts.names import AdvertNames, fields_in, names_in
from tracker.core.adverts.phrases import Match, Word, widest, words_of
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.core.roadmap.model import Level

_RANK = {ask: rank for rank, ask in enumerate(Ask)}


_TITLE_SIGNS = re.compile(
    r"^\W*(?:job title|title|position|job|role|vacancy|stellenbezeichnung|poste|puesto)\s*:\s*|\*+|__", re.IGNORECASE
)
"""What stands around a title and is none of it: Markdown's bold type, and the name of its field."""
_STEM = 5
"""First letters by which words are compared: "engineering" and "engineers"."""
_SAYING_NOTHING = frozenset({"to", "of", "in", "and", "the", "experience", "domain", "industry", "sector"})
"""Words without which a term says the same: "healthcare experience" and "healthcare domain"."""
_LINES_AT_TOP, _SHORT_LINE = 3, 90
"""Lines below the title, and their most letters, that name the company and the place; longer ones are sentences."""


class Evidence(NamedTuple):
    """Where an advert names something: the sentence, and where the words stand in the text of the advert."""

    sentence: str
    start: int
    end: int
    ask: Ask


class Reading(NamedTuple):
    """What an advert asks. Skills go by their ids, outside terms by their names."""

    title: str
    required: tuple[str, ...]
    nice: tuple[str, ...]
    mentioned: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]
    levels: Mapping[str, Level]
    outside_kinds: Mapping[str, tuple[str, ...]]
    """Terms that no skill covers, below the kind that they belong to; a term of no kind has none below it."""
    nice_kinds: Mapping[str, tuple[str, ...]]
    """Those of them that would be nice to have."""
    years: int | None
    degree: Degree
    languages: tuple[str, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]

    @property
    def outside(self) -> tuple[str, ...]:
        """Every term that no skill covers, its kind before it, and the languages of work."""
        return (*_flat(self.outside_kinds), *self.languages)

    @property
    def outside_nice(self) -> tuple[str, ...]:
        """The terms of those that would be nice to have."""
        return _flat(self.nice_kinds)

    @property
    def asked(self) -> tuple[str, ...]:
        """All skills that are required or nice to have."""
        return self.required + self.nice


def _flat(kinds: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(term for kind, members in kinds.items() for term in (kind, *members))


class _Sight(NamedTuple):
    """One sentence with what was found in it."""

    sentence: Sentence
    cues: Cues
    base: Ask
    skills: list[Match]
    outside: list[Match]
    years: list[Years]
    degrees: list[Match]


def read_advert(text: str, vocabulary: Vocabulary) -> Reading:
    """The reading of an advert. `text` is one without signs that a terminal obeys, its lines as they were."""
    title, start = _title(text)
    words, first = words_of(text), Part.ABOUT
    if is_keywords(text, words, vocabulary):
        first = Part.REQUIRED
        if any(vocabulary.skills.find(title, words_of(title))):
            title, start = "", 0
    body = [sentence for sentence in sentences(text, vocabulary, first) if sentence.start >= start]
    names = _names(text, words, body, vocabulary)
    sights = [sight for sentence in body if (sight := _sight(sentence, names, vocabulary))]
    findings = _Found()
    for sight in sights:
        findings.add(sight, sight.skills, findings.skills)
        findings.add(sight, sight.outside, findings.outside)
    _add_beside(sights, findings, vocabulary)
    for sight in sights:
        findings.add(sight, languages_in(sight.sentence, vocabulary), findings.languages)
    skills = findings.by_ask(findings.skills)
    outside = findings.by_ask(findings.outside)
    languages = [*findings.by_ask(findings.languages)[Ask.REQUIRED], *findings.by_ask(findings.languages)[Ask.NICE]]
    alike = [set(skills[ask]) for ask in (Ask.REQUIRED, Ask.NICE)]  # what is required has no nice alternative
    asked = set().union(*alike)
    groups = [group for sight in sights for group in alternatives_in(sight.sentence, sight.cues, sight.skills)]
    return Reading(
        title,
        tuple(skills[Ask.REQUIRED]),
        tuple(skills[Ask.NICE]),
        tuple(skills[Ask.MENTIONED]),
        tuple(dict.fromkeys(group for group in groups if any(map(set(group).issubset, alike)))),
        {name: level for name, level in findings.levels(vocabulary).items() if name in asked},
        _kinds(outside[Ask.REQUIRED] + outside[Ask.NICE], vocabulary),
        _kinds(outside[Ask.NICE], vocabulary),
        general_years((s.years, bool(s.degrees)) for s in sights if s.years and _asks_years(s)),
        degree_of([(s.sentence, ask, s.cues, s.degrees) for s in sights if (ask := _degree_ask(s))]),
        tuple(languages),
        {name: tuple(evidence for evidence, *_ in places) for name, places in findings.skills.items()},
    )


def _kinds(terms: Iterable[str], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Terms by the kind that each belongs to, in their order; one that says all of its kind and more stands for it."""
    kinds: dict[str, tuple[str, ...]] = {}
    for term in terms:
        kind = vocabulary.concepts.get(term, term)
        if kind not in kinds and _says_as_much(term, kind) and not _says_as_much(kind, term):
            kind = term
        members = kinds.setdefault(kind, ())
        if not any(_says_as_much(other, term) for other in (kind, *members)):
            kinds[kind] = (*(member for member in members if not _says_as_much(term, member)), term)
    return kinds


def _says_as_much(term: str, other: str) -> bool:
    """Whether a term has all words of another one, by their stems: "reverse engineering" has "reverse engineers"."""
    return _stems(other) <= _stems(term)


def _stems(text: str) -> set[str]:
    words = words_of(text)
    return {word.key[:_STEM] for word in words if len(words) == 1 or word.key not in _SAYING_NOTHING}


def _title(text: str) -> tuple[str, int]:
    """The first line that has a word, and where the text goes on behind it. A long one is a sentence, and no title."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line) + 1
        shown = _TITLE_SIGNS.sub("", line).strip("#_ ")
        if any(map(str.isalnum, shown)):
            longest = 120
            return (shown, end) if len(shown) <= longest and end < len(text) else ("", start)
        start = end
    return "", 0


def _names(text: str, words: Sequence[Word], body: Sequence[Sentence], vocabulary: Vocabulary) -> AdvertNames:
    """What the advert as a whole says of names: the lines at its top are the company's name and the place."""
    language, _ = vocabulary.language_of(words)
    above = itertools.takewhile(lambda sentence: sentence.part is Part.ABOUT and not sentence.is_item, body)
    top = [sentence.text for sentence in itertools.islice(above, _LINES_AT_TOP) if len(sentence.text) <= _SHORT_LINE]
    return AdvertNames(text, top, vocabulary.no_names, capital_nouns=language.capital_nouns)


def _sight(sentence: Sentence, names: AdvertNames, vocabulary: Vocabulary) -> _Sight | None:
    cues = cues_of(sentence, vocabulary)
    base = base_of(sentence, cues)
    degrees = degree_words(sentence, vocabulary) if base else []
    if base is None:
        return None
    years = years_in(sentence, vocabulary)
    if base in {Ask.DUTY, Ask.MENTIONED}:  # where no heading says so, a degree and years say that this is asked
        says_degree = degrees and (sentence.is_item or cues.has("equivalent"))
        says_years = years and (sentence.is_item or (base is Ask.MENTIONED and not cues.has("company")))
        base = Ask.REQUIRED if says_degree or says_years else base
    fields = field_words(sentence, vocabulary, degrees)
    skills = [match for match in vocabulary.skills.find(sentence.text, sentence.words) if match.first not in fields]
    terms = sorted(widest(vocabulary.outside.find(sentence.text, sentence.words)), key=lambda match: match.first)
    outside = [match for match in terms if match.first not in fields and not names.is_company(sentence, match)]
    known = [*skills, *terms, *degrees, *languages_in(sentence, vocabulary), *(Match("", at, at + 1) for at in fields)]
    unknown = names_in(sentence, cues, base, terms=[*skills, *terms], known=known, advert=names)
    if base in {Ask.REQUIRED, Ask.NICE}:
        unknown += fields_in(sentence, cues, [*known, *unknown], names)
    if base in {Ask.DUTY, Ask.MENTIONED}:
        outside = [match for match in outside if match.name not in vocabulary.only_required]
    outside = sorted([*outside, *unknown], key=lambda match: match.first)
    return _Sight(sentence, cues, base, skills, outside, years, degrees)


def _asks_years(sight: _Sight) -> bool:
    word = sight.years[0].word
    return ask_of(sight.sentence, sight.cues, sight.base, Match("", word, word + 1)) is Ask.REQUIRED


def _degree_ask(sight: _Sight) -> Ask | None:
    """How much a sentence asks for the lowest degree in it; None where it asks for none."""
    if not sight.degrees or sight.base in {Ask.DUTY, Ask.MENTIONED}:
        return None
    return ask_of(sight.sentence, sight.cues, sight.base, sight.degrees[0])


def _add_beside(sights: Sequence[_Sight], findings: _Found, vocabulary: Vocabulary) -> None:
    """What counts only beside other skills, where the advert asks for one of those."""
    skills = findings.by_ask(findings.skills)
    asked = {*skills[Ask.REQUIRED], *skills[Ask.NICE]}
    meant = {name for name, others in vocabulary.skills.beside.items() if asked.intersection(others)}
    for sight in sights if meant else ():
        matches = vocabulary.skills.find_beside(sight.sentence.text, sight.sentence.words)
        findings.add(sight, [match for match in matches if match.name in meant], findings.skills)


_Place = tuple[Evidence, _Sight, Match]


class _Found:
    """Everything found so far, by name and in the order of the text."""

    def __init__(self) -> None:
        self.skills: dict[str, list[_Place]] = {}
        self.outside: dict[str, list[_Place]] = {}
        self.languages: dict[str, list[_Place]] = {}

    def add(self, sight: _Sight, matches: Iterable[Match], into: dict[str, list[_Place]]) -> None:
        """Keep where a sentence asks for something; what it says is not asked is left out."""
        sentence = sight.sentence
        for match in matches:
            ask = ask_of(sentence, sight.cues, sight.base, match)
            if ask:
                start = sentence.start + sentence.words[match.first].start
                end = sentence.start + sentence.words[match.end - 1].end
                place = (Evidence(sentence.text.strip(), start, end, ask), sight, match)
                into.setdefault(match.name, []).append(place)

    def by_ask(self, table: Mapping[str, list[_Place]]) -> dict[Ask, list[str]]:
        """The names by how much they are asked; a duty asks for what it names, unless it would only be nice."""
        names: dict[Ask, list[str]] = {ask: [] for ask in Ask}
        for name, places in table.items():
            ask = min((evidence.ask for evidence, *_ in places), key=_RANK.__getitem__)
            names[Ask.REQUIRED if ask is Ask.DUTY else ask].append(name)
        return names

    def levels(self, vocabulary: Vocabulary) -> dict[str, Level]:
        """The level of each skill, where a sentence that asks for it names one; the highest of several."""
        levels: dict[str, Level] = {}
        for name, places in self.skills.items():
            named = [
                level
                for evidence, sight, match in places
                if evidence.ask in {Ask.REQUIRED, Ask.NICE}
                and (level := level_of(sight.sentence, match, sight.years, vocabulary))
            ]
            if named:
                levels[name] = max(named, key=lambda level: level.rank)
        return levels
