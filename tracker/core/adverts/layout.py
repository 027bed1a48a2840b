"""An advert as sentences, each in the section that its headings put it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from tracker.core.adverts.phrases import Match, Word, widest, words_of
from tracker.core.adverts.vocabulary import Vocabulary


class Part(StrEnum):
    """What a section of an advert is about."""

    REQUIRED = "required"
    NICE = "nice"
    DUTIES = "duties"
    ABOUT = "about"
    IGNORED = "ignored"


class Sentence(NamedTuple):
    """A sentence or list item. `start` is its place in the text of the advert; `is_item` is true in a list."""

    text: str
    start: int
    part: Part
    is_item: bool
    words: tuple[Word, ...]


_MOST_IN_HEADING, _MOST_WITH_COLON = 9, 14
"""Words of a heading, without and with a colon behind it; longer lines with a heading's words are sentences."""
_MOST_IN_ITEM = 25
_OPEN_ENDS = frozenset({"have", "if", "with", "that", "who", "you"})
"""Words with which a line opens a list as with a colon: "It is an advantage, but not a requirement, that you have"."""
_ORDER = (Part.IGNORED, Part.NICE, Part.REQUIRED, Part.DUTIES, Part.ABOUT)
"""Which kind a heading is that has the words of several: "preferred qualifications" are nice to have."""
_BULLET = re.compile(r"(?!\s*(\*{1,3})\w[^*]*\w\1)\s*(?:[-*•·▪◦●○‣–—➢►✓✔❖∙~>»→]+|[o+](?=\s)|\d{1,2}[.)])\s*")
"""How an item of a list begins; `*` does not where it opens a word in italic or bold type, as in Markdown."""
_INSIDE = re.compile(
    r"\s*[•▪◦●‣➢►✓✔❖]\s*|(?<=[:.;,])\s+[-–*]\s+(?=[A-Z])|(?<=\w)\s+o\s+(?=[A-Z][a-z])"
    r"|:o(?=\s?[A-Z])|(?<=[a-z])o(?=\s?[A-Z][a-z]\w* )"
)
_OPENERS = (
    "Working Experience Experienced Bachelor Strong Ability Knowledge Familiarity Proficien Excellent Understanding"
    " You Hands-on Must Demonstrated Proven Expertise Responsibilities Requirements Qualifications Minimum Preferred"
    " Advanced Solid Good Master Degree Deep Nice Bonus Comfort Fluen Passion Desire Self Team Curious In-depth Prior"
    " Previous"
)
_JAMMED = re.compile(
    rf"(?<=[A-Za-z0-9)])(?=(?:{_OPENERS.replace(' ', '|')})[a-z' ])"
    r"|(?<=[a-z0-9)])(?=An? [a-z])"
    r"|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z’'])"
    r"|(?<=[a-z])(?=\d\+? (?:to \d+ )?years)"
)
"""Where an item begins right behind another, its line break lost: how items of requirements begin."""
_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(]?[A-ZÀ-Ü0-9])|(?<=[.!?][\"')])\s+(?=[A-Z])|;\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|incl|Ph\.D|M\.S|B\.S|B\.Sc|M\.Sc|B\.A|U\.S|Inc|Ltd|Dr|No|St|Sr|Jr"
    r"|z\.B|bzw|ca|p\.ej|mind|min|max|exp|yrs?|inkl|Std|ggf|u\.a|resp|dept|approx|env|mgmt|quals?)\.|\b[A-Z]\.)$"
)
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_BEFORE_HEADING = re.compile(r"(?:^|[.!?:)\]]|[a-z](?=[A-Z]))[\s*_#]*$")


def sentences(text: str, vocabulary: Vocabulary, first: Part = Part.ABOUT) -> list[Sentence]:
    """The sentences of an advert in order. Text before the first heading is in the `first` part."""
    collected: list[Sentence] = []
    part, has_sections = first, False
    for line, start in _lines(text):
        heading = _heading(line, vocabulary)
        if heading:
            part, has_sections = heading, True
            continue
        bullet = _BULLET.match(line)
        has_sign = bool(bullet and bullet.end() and bullet[0].strip())
        is_item = has_sign or (has_sections and _is_bare_item(line))
        body, shift = (line[bullet.end() :], bullet.end()) if bullet else (line, 0)
        here = part
        for piece, place, opened in _sections(body, vocabulary):
            if opened:
                here = opened
                # "Location: Leeds" above the first section is a line of its own, and opens nothing.
                alone = has_sign or (opened is Part.IGNORED and not has_sections)
                part = part if alone else opened
            collected += _sentences(piece, start + shift + place, here, is_item=is_item)
    return collected


def _is_bare_item(line: str) -> bool:
    """Whether a line below a heading is an item of a list that lost its signs: it ends as no sentence does."""
    return len(line.split()) <= _MOST_IN_ITEM and not line.rstrip().endswith((".", "!", "?", ":"))


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text with their places; items of a list that stand on one line are lines too."""
    start = 0
    for line in text.split("\n"):
        cuts = sorted(
            {0, *(cut.start() for cut in _INSIDE.finditer(line)), *(cut.start() for cut in _JAMMED.finditer(line))}
        )
        for cut, after in zip(cuts, [*cuts[1:], len(line)], strict=True):
            piece = line[cut:after]
            if piece.strip():
                yield piece, start + cut
        start += len(line) + 1


def _heading(line: str, vocabulary: Vocabulary) -> Part | None:
    """The part that a line opens; None for a line that is no heading."""
    shown = _DECORATION.sub("", line)
    words = words_of(shown)
    ends = line.strip().rstrip("*_ ")
    is_open = ends.endswith(":") or (words and words[-1].text.casefold() in _OPEN_ENDS)
    if not 0 < len(words) <= (_MOST_WITH_COLON if is_open else _MOST_IN_HEADING):
        return None
    if ends.endswith((".", ",", ";")) or (_BULLET.match(line) and not ends.endswith((":", "*", "?"))):
        return None
    alone = [match for match in vocabulary.lone_headings.find(shown, words) if match.end - match.first == len(words)]
    matches = [*vocabulary.headings.find(shown, words), *alone]
    covered = sum(match.end - match.first for match in widest(matches))
    # A line that is hardly more than a heading's words, or ends as one.
    if not matches or not (ends.endswith((":", "?")) or 2 * covered >= len(words)):
        return None
    # "Preferred: experience with AWS" and "3 years of professional experience" are sentences, and open nothing.
    names = any(vocabulary.skills.find(shown, words)) or (
        covered < len(words) and vocabulary.outside.find(shown, words)
    )
    asks = not ends.endswith(":") and (names or words[0].text.isdecimal())
    return None if asks else _first_part(matches)


def _first_part(matches: list[Match]) -> Part:
    """The part of a heading's words: of words inside others, only the longest say something."""
    names = {match.name for match in widest(matches)}
    return next(part for part in _ORDER if part in names)


def _sections(line: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int, Part | None]]:
    """Pieces of a line with their places, and the part that a heading inside the line opens."""
    words = words_of(line)
    cuts: list[tuple[int, int, Part]] = []
    taken = -1
    for match in sorted(
        vocabulary.headings.find(line, words), key=lambda match: (match.first, match.first - match.end)
    ):
        first, last = words[match.first], words[match.end - 1]
        if match.first <= taken or not first.text[0].isupper() or not _BEFORE_HEADING.search(line[: first.start]):
            continue
        rest = line[last.end :]
        colon = re.match(r"(?:\s+[\w’'&/]+){0,2}\s*(?::|\s[-–—]\s)", rest)
        several = match.end - match.first > 1
        if colon or (several and not rest.strip(" *_:#")):
            taken = match.end - 1
            cuts.append((first.start, last.end + (colon.end() if colon else len(rest)), Part(match.name)))
    here, part = 0, None
    for start, end, opened in cuts:
        if line[here:start].strip():
            yield line[here:start], here, part
        here, part = end, opened
    if line[here:].strip() or part:
        yield line[here:], here, part


def _sentences(text: str, start: int, part: Part, *, is_item: bool) -> Iterator[Sentence]:
    cuts = [cut for cut in _END.finditer(text) if not _ABBREVIATION.search(text[: cut.start()])]
    places = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    for place, end in zip(places, ends, strict=True):
        piece = text[place:end]
        words = words_of(piece)
        if words:
            yield Sentence(piece, start + place, part, is_item, tuple(words))
