"""What one sentence of an advert says of the things that it names: asked, nice to have, a duty, or only mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from tracker.core.adverts.layout import Part, Sentence
from tracker.core.adverts.phrases import Match
from tracker.core.adverts.vocabulary import Vocabulary


class Ask(StrEnum):
    """How much an advert asks for something. What it asks in several ways has the first of these."""

    REQUIRED = "required"
    NICE = "nice"
    DUTY = "duty"
    MENTIONED = "mentioned"


_OF_PART = {Part.REQUIRED: Ask.REQUIRED, Part.NICE: Ask.NICE, Part.DUTIES: Ask.DUTY}
_NEAR_END = 4
"""Words behind a cue such as "a plus" with which it still ends its sentence: "a plus for this role"."""
_NEGATION_REACH = 8
"""Words that "no experience with" reaches: the end of a short list."""
_EARLY = 3
"""A sentence that begins with the company within so many words is about the company."""


_LEADS = frozenset({"naming", "field"})
"""Cues that only say that a name or a field of knowledge follows."""


class Cues(NamedTuple):
    """The cues of a sentence by what they are."""

    matches: tuple[Match, ...]

    def named(self, *names: str) -> list[Match]:
        """Those of some kinds, in order."""
        return [match for match in self.matches if match.name in names]

    def has(self, name: str) -> bool:
        """Whether there is one of a kind."""
        return any(match.name == name for match in self.matches)


def cues_of(sentence: Sentence, vocabulary: Vocabulary) -> Cues:
    """The cues of a sentence."""
    cues = list(vocabulary.cues.find(sentence.text, sentence.words))
    # A lead may be a part of another cue, and another one of it: "have worked with".
    others = [cue for cue in cues if cue.name not in _LEADS]
    lone = (cue for cue in cues if cue.name in _LEADS or not any(_inside(cue, other) for other in others))
    return Cues(tuple(sorted(lone, key=lambda cue: (cue.first, cue.end))))


def _inside(cue: Match, other: Match) -> bool:
    """Whether a cue is a part of a longer one: "required" in "not required"."""
    return other.first <= cue.first and cue.end <= other.end and cue.end - cue.first < other.end - other.first


def base_of(sentence: Sentence, cues: Cues) -> Ask | None:
    """What a sentence as a whole says of what it names; None where nothing in it counts."""
    if cues.has("send"):  # "send us a link to your portfolio" stands where it is said how to apply
        return Ask.DUTY
    begins_as_duty = sentence.is_item and any(match.first < _EARLY for match in cues.named("duty"))
    if cues.has("ignored") or (sentence.part is Part.IGNORED and not begins_as_duty):
        return None
    company = any(match.first < _EARLY for match in cues.named("company"))
    if sentence.part is Part.ABOUT:
        return _of_running_text(sentence, cues, company=company)
    # "We use Docker" is about the company; "Own our use of Docker" below the duties is one of them.
    begins = any(match.first == 0 for match in cues.named("company"))
    about_itself = begins and not sentence.is_item and not cues.has("asked") and not cues.has("duty")
    return Ask.MENTIONED if about_itself else _OF_PART.get(sentence.part, Ask.DUTY)


def _of_running_text(sentence: Sentence, cues: Cues, *, company: bool) -> Ask:
    asked, duties = cues.named("asked", "required_after", "required_before"), cues.named("duty")
    if any(match.first < _EARLY for match in duties) or (duties and not asked):
        return Ask.DUTY
    begins = any(match.first < _EARLY for match in asked)
    if asked and (begins or not company or sentence.is_item):
        return Ask.REQUIRED
    if cues.has("nice_before") or cues.has("nice_after"):
        return Ask.NICE
    return Ask.DUTY if duties or (sentence.is_item and not company) else Ask.MENTIONED


def ask_of(sentence: Sentence, cues: Cues, base: Ask, match: Match) -> Ask | None:
    """What the sentence says of one thing in it; None for what it says is not asked."""
    if _negated(sentence, cues, match):
        return None
    if base is Ask.MENTIONED:
        return base
    result = base
    for cue in cues.named("nice_before", "required_before"):
        if _reaches_forward(sentence, cue, match):
            result = Ask.NICE if cue.name == "nice_before" else Ask.REQUIRED
    after = cues.named("nice_after", "required_after")
    for number, cue in enumerate(after):
        if _reaches_back(sentence, cue, match, after[:number]):
            return Ask.NICE if cue.name == "nice_after" else Ask.REQUIRED
    return result


def _negated(sentence: Sentence, cues: Cues, match: Match) -> bool:
    for cue in cues.named("not_asked_before"):
        gap = sentence.text[sentence.words[cue.end - 1].end : sentence.words[match.first].start]
        if cue.end <= match.first <= cue.end + _NEGATION_REACH and not set(gap) & set(".;:") and " but " not in gap:
            return True
    return False


def _brackets(sentence: Sentence, number: int) -> tuple[int, int]:
    """Where the brackets around a word open and close; the whole sentence where there are none."""
    start, end = sentence.words[number].start, sentence.words[number].end
    opened, closed = sentence.text.rfind("(", 0, start), sentence.text.find(")", end)
    if opened < 0 or closed < 0 or ")" in sentence.text[opened:start]:
        return 0, len(sentence.text)
    return opened, closed


def _reaches_forward(sentence: Sentence, cue: Match, match: Match) -> bool:
    """Whether a cue that stands before what it is about, is about this: inside its own brackets and clause."""
    if not cue.end <= match.first:
        return False
    opened, closed = _brackets(sentence, cue.first)
    start = sentence.words[match.first].start
    between = sentence.text[sentence.words[cue.end - 1].end : start]
    is_title = cue.first == 0 or between[:1] == ":" or opened > 0
    return opened <= start <= closed and (is_title or ";" not in between)


def _reaches_back(sentence: Sentence, cue: Match, match: Match, earlier: Sequence[Match]) -> bool:
    """Whether a cue that stands behind what it is about, is about this."""
    if match.end > cue.first:
        # "familiarity is a plus (Azure, GCP)": the brackets right behind the cue belong to what it is about.
        behind = sentence.text[sentence.words[cue.end - 1].end : sentence.words[match.first].start].lstrip()
        return behind.startswith("(") and ")" not in behind
    opened, _ = _brackets(sentence, cue.first)
    words, text = sentence.words, sentence.text
    between = text[words[match.end - 1].end : words[cue.first].start]
    inside = [word for word in words[: cue.first] if word.start > opened] if opened else []
    if inside:  # "(LangGraph preferred)": it is about what stands in its brackets
        return words[match.first].start > opened
    if any(match.first < other.first and other.end <= cue.first for other in earlier):
        return False
    if ";" in between or ", but " in between or " while " in between:
        return False
    ends = len(words) - cue.end <= _NEAR_END or bool(opened)
    return ends or "," not in between
