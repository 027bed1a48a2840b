"""Lists inside a sentence: which of their members are alternatives, and which level word or years they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.core.adverts.asking import Cues
from tracker.core.adverts.facts import Years
from tracker.core.adverts.layout import Sentence
from tracker.core.adverts.phrases import Match
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.core.roadmap.model import Level

CLOUDS = frozenset({"aws", "azure", "gcp"})
_PROGRAMMING = frozenset({"python", "java", "go", "cpp", "rust", "typescript", "r", "sql"})
"""Of examples only these are alternatives: "tools such as Docker, Git" asks for all of them."""
_MOST_BETWEEN = 4
"""Words between two members of one list: "Java, Node.js, or Go" has one that no skill covers."""
_WORKING_YEARS, _ADVANCED_YEARS = 2, 5
"""Years from which on experience with one thing is the working and the advanced level."""


def alternatives_in(sentence: Sentence, cues: Cues, skills: Sequence[Match]) -> Iterator[tuple[str, ...]]:
    """The groups of skills of which one suffices: lists with an "or", lists of examples, clouds beside slashes."""
    ors = cues.named("alternatives")
    for run in _runs(sentence, skills):
        names = tuple(dict.fromkeys(match.name for match in run))
        first, last = run[0].first, run[-1].end
        chosen = len(run) > 1 and any(run[-2].end <= cue.first < run[-1].first for cue in ors if _is_or(sentence, cue))
        named = any(0 <= first - cue.end <= 1 for cue in ors)
        slashes = all("/" in _gap(sentence, match, other) for match, other in pairwise(run))
        clouds = CLOUDS.issuperset(names) and (slashes or named or "(" in sentence.text)
        languages = _PROGRAMMING.issuperset(names) and (named or any(last <= cue.first <= last + 1 for cue in ors))
        if len(names) > 1 and (chosen or clouds or languages):
            yield names


def _is_or(sentence: Sentence, cue: Match) -> bool:
    """Whether an "or" stands between two members of a list, and not inside "AI or ML"."""
    return cue.first == 0 or sentence.words[cue.first - 1].key != "ai"


def _runs(sentence: Sentence, skills: Sequence[Match]) -> Iterator[list[Match]]:
    """Skills that stand in one list."""
    run: list[Match] = []
    for match in skills:
        if run and match.first < run[-1].end:
            continue
        if run and not _same_list(sentence, run[-1], match):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _gap(sentence: Sentence, match: Match, other: Match) -> str:
    return sentence.text[sentence.words[match.end - 1].end : sentence.words[other.first].start]


def _same_list(sentence: Sentence, match: Match, other: Match) -> bool:
    gap = _gap(sentence, match, other)
    joined = "," in gap or "/" in gap or " or " in gap or " oder " in gap or " ou " in gap or " o " in gap
    return other.first - match.end <= _MOST_BETWEEN and joined and not set(gap) & set(".;:()") and " and " not in gap


def level_of(sentence: Sentence, match: Match, years: Sequence[Years], vocabulary: Vocabulary) -> Level | None:
    """The level that a sentence asks for one thing: by the years that stand before it, else by the word that does."""
    before = [year for year in years if year.word < match.first]
    if before:
        count = before[-1].number
        if count < _WORKING_YEARS:
            return Level.BASIC
        return Level.WORKING if count < _ADVANCED_YEARS else Level.ADVANCED
    words = [cue for cue in vocabulary.levels.find(sentence.text, sentence.words) if cue.end <= match.first]
    if not words:
        return None
    nearest = max(words, key=lambda cue: (cue.end, cue.end - cue.first))
    return Level(nearest.name)
