"""Names of things in an advert that no phrase of the vocabulary has: products, formats and standards in its lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tracker.core.adverts.asking import Ask, Cues
from tracker.core.adverts.layout import Part, Sentence
from tracker.core.adverts.lists import CLOUDS
from tracker.core.adverts.phrases import Match, Word

_MOST_WORDS = 4
"""Words of a name: "Azure Data Lake Storage"; longer runs of capitals are titles."""
_BETWEEN_MEMBERS = 2
"""Words between two members of one list beside what joins them: "Airflow, some Dremio"."""
_FEWEST_SHOUTED = 4
"""Words in capitals that are no list of names, but a heading."""
_BEFORE_CERTAIN = frozenset({"in", "on", "with", "via", "using", "from", "mit", "avec", "con", "en"})
"""Words behind which what is written as no other word is a name even in a duty: "debug with OpenOCD"."""
_BEFORE_IN_MEMBER, _BEHIND_IN_MEMBER = 1, 2
"""Words beside a name in a member of a list: "some FIX protocol knowledge"."""
_SEPARATORS = frozenset(",/()&|+:")
_JOINING = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "e", "u", "plus"})
_ARTICLES = frozenset({"the", "a", "an", "our", "der", "die", "den", "das", "le", "la", "les", "el", "los", "las"})
_KINDS_OF_FIELD = frozenset({"industry", "sector", "domain", "market", "field", "space"})
_MOST_IN_FIELD = 3
"""Words of a field of knowledge; more are a sentence."""
_SHORTEST_OF_FIELD = 3
_ENDS_OF_FIELD = frozenset({"experience", "background", "expertise"})
_MOST_BEFORE = 2
_SMALL = frozenset({"and", "with", "of", "in", "for", "to", "the", "or", "on"})
_CODE = re.compile(r"[A-Z]\d{1,2}|[A-Z]{2,}[a-rt-z]|[A-Z]+-?\d{2,}-?\d*")
"""A number of a criterion, the level of a language, a grade, or two words that lost their gap: "E3", "B2", "AIo"."""
_AT = "life here work working team teams career role day us data available people everyone engineers scientists"
_FORMS = "GmbH AG SE Inc Ltd LLC plc Corp SAS SA SL AB BV ApS AS"
_IS = "is an equal|is a leading|is a global|is a fast|is a world|is a rapidly|is a growing|is the|is one of|is hiring"
_COMPANY = re.compile(
    r"(?:\b(?:At|[Jj]oin|[Jj]oining|About|Why|Inside"
    rf"|(?:{_AT.replace(' ', '|')}) at)\s+)((?:[A-Z][\w&.]*\s?){{1,3}})"
    rf"|\b([A-Z][\w&]*(?: [A-Z][\w&]*){{0,2}})(?:['’]s\b|\s+(?:{_FORMS.replace(' ', '|')})\b|,? (?:{_IS}))"
)
"""How an advert names the company: "Join Acme", "Acme GmbH", "Acme is an equal opportunity employer"."""


class _Run(NamedTuple):
    """Words that look like a name. `certain` are those that no ordinary word is written like: "NITF", "LiveKit"."""

    first: int
    end: int
    certain: bool


class AdvertNames:
    """What an advert as a whole says of names.

    `company` has the words of its company's name and `none` all that name nothing to know, both in small letters. With
    `capital_nouns` its language writes every noun as a name.
    """

    def __init__(self, text: str, top: Sequence[str], no_names: Collection[str], *, capital_nouns: bool) -> None:
        names = (group for match in _COMPANY.finditer(text) for group in match.groups() if group)
        self.company = frozenset(word.casefold() for name in names for word in name.split())
        self.none = self.company.union(no_names, (word.casefold() for line in top for word in line.split()))
        self.capital_nouns = capital_nouns

    def is_company(self, sentence: Sentence, match: Match) -> bool:
        """Whether something that was found is the company's name: Okta asks for no Okta."""
        words = sentence.words[match.first : match.end]
        return all(word.text.casefold() in self.company and word.text[0].isupper() for word in words)


def names_in(
    sentence: Sentence, cues: Cues, base: Ask, *, terms: Sequence[Match], known: Sequence[Match], advert: AdvertNames
) -> list[Match]:
    """The names in a sentence that stand in one list with something known, or right behind "experience with".

    `known` is what was found in it, of which nothing is found again; `terms` are those of it that make a list one of
    things to know.
    """
    if base is Ask.MENTIONED or (sentence.text.isupper() and len(sentence.words) >= _FEWEST_SHOUTED):
        return []
    sure_only = advert.capital_nouns or any(
        word.text[0].isupper() and word.text.casefold() in _SMALL for word in sentence.words[1:]
    )
    taken = {number for match in known for number in range(match.first, match.end)}
    runs = [
        run
        for run in _runs(sentence, taken, advert.none)
        if (run.certain or not sure_only) and not _is_part(sentence, run, terms)
    ]
    if not runs:
        return []
    named = {run for run in runs if _is_named(sentence, cues, base, run)}
    known_names = {
        _Run(match.first, match.end, certain=True)
        for match in terms
        if any(map(str.isupper, _text(sentence, match.first, match.end)))
    }
    meant = named | _listed(sentence, runs, known_names | {run for run in named if run.certain})
    return [Match(_text(sentence, run.first, run.end), run.first, run.end) for run in runs if run in meant]


def fields_in(sentence: Sentence, cues: Cues, known: Sequence[Match], advert: AdvertNames) -> list[Match]:
    """The fields of knowledge in a requirement that nothing names yet: "knowledge of agricultural machinery".

    They are the few small words between "knowledge of" and the end of the list member, or those that begin it before
    "experience": "forestry experience".
    """
    ordinary = advert.none
    taken = {number for match in known for number in range(match.first, match.end)}
    fields: list[Match] = []
    for number in range(1, len(sentence.words)):
        member = _words_before(sentence, number) if sentence.words[number].key in _ENDS_OF_FIELD else range(0)
        words = sentence.words[member.start : member.stop]
        fits = 0 < len(words) <= _MOST_BEFORE and not taken.intersection(member)
        if fits and all(_is_of_field(word, ordinary) for word in words):
            fields.append(Match(_text(sentence, member[0], number), member[0], number))
    for cue in cues.named("field"):
        first = cue.end + (cue.end < len(sentence.words) and sentence.words[cue.end].text.casefold() in _ARTICLES)
        end = first
        while end < len(sentence.words) and (end == first or _gap(sentence, end) in {" ", "-"}):
            if sentence.words[end].text.casefold() in _JOINING:
                break
            end += 1
        words = sentence.words[first:end]
        inside = [word for word in words if word.key not in _KINDS_OF_FIELD]
        fits = 0 < len(inside) <= _MOST_IN_FIELD and not taken.intersection(range(first, end))
        small = all(_is_of_field(word, ordinary) and word.text.islower() for word in inside)
        if fits and small and not words[0].text.endswith("ing"):
            fields.append(Match(_text(sentence, first, end), first, end))
    return fields


def _words_before(sentence: Sentence, number: int) -> range:
    """The words of a list member before one of its words."""
    first = number
    while first and _gap(sentence, first) in {" ", "-"} and sentence.words[first - 1].text.casefold() not in _JOINING:
        first -= 1
    return range(first, number)


def _is_of_field(word: Word, ordinary: frozenset[str]) -> bool:
    return (
        word.text[1:].islower()
        and len(word.text) >= _SHORTEST_OF_FIELD
        and not {word.text.casefold(), word.key} & ordinary
    )


def _gap(sentence: Sentence, number: int) -> str:
    return sentence.text[sentence.words[number - 1].end : sentence.words[number].start]


def _runs(sentence: Sentence, taken: Collection[int], ordinary: frozenset[str]) -> list[_Run]:
    """Neighbouring words that are written like a name."""
    words, runs, number = sentence.words, list[_Run](), 0
    while number < len(words):
        if number in taken or not _is_name(words[number]):
            number += 1
            continue
        end = number + 1
        while end < len(words) and end not in taken and _goes_on(sentence, end):
            end += 1
        run = _Run(number, end, any(_is_certain(word) for word in words[number:end]))
        if not _is_ordinary(sentence, run, ordinary):
            runs.append(run)
        number = end
    return runs


def _is_name(word: Word) -> bool:
    return len(word.text) > 1 and word.text[0].isupper()


def _is_certain(word: Word) -> bool:
    """Whether a word has a capital letter inside, or a number: "NITF", "LiveKit", "J1939"."""
    stem = word.text.removesuffix("s")
    return any(sign.isupper() or sign.isdecimal() for sign in stem[1:]) and stem[0].isupper()


def _goes_on(sentence: Sentence, number: int) -> bool:
    """Whether a word belongs to the name that ends before it."""
    gap, word = _gap(sentence, number), sentence.words[number]
    short = gap == "-" and word.text[0].isupper()  # "RISC-V"
    return gap == "." or short or (gap in {" ", "-"} and (_is_name(word) or word.text.isdecimal()))


def _is_ordinary(sentence: Sentence, run: _Run, ordinary: frozenset[str]) -> bool:
    """Whether a run names nothing that somebody can know: places, departments, a company's possession, codes."""
    words, text = sentence.words[run.first : run.end], sentence.text
    before = text[words[0].start - 1 : words[0].start]
    after = text[words[-1].end : words[-1].end + 2]
    if len(words) > _MOST_WORDS or before in {"-", "’", "'", "@", "$", "."} or after[:1] in {"’", "'", "@"}:
        return True
    if len(words) == 1 and (_CODE.fullmatch(words[0].text) or (after[:1] == "-" and not after[1:].isspace())):
        return True
    if after[:1] == "+":  # "Security+" is a name whatever "security" is
        return False
    # A sentence begins with a capital letter: its first word is a name only where a list goes on behind it.
    if run.first == 0 and not run.certain and not _opens_list(sentence, run.end):
        return True
    named = [word for word in words if not {word.text.casefold(), word.key} & ordinary]
    return len(named) < len(words) and not any(_is_coined(word.text) for word in named)


def _is_part(sentence: Sentence, run: _Run, known: Sequence[Match]) -> bool:
    """Whether a name stands in the brackets of a cloud: "AWS (Batch, Lambda)" asks for AWS."""
    opened = sentence.text.rfind("(", 0, sentence.words[run.first].start)
    if opened < 0 or ")" in sentence.text[opened : sentence.words[run.first].start]:
        return False
    end = len(sentence.text[:opened].rstrip())
    return any(match.name in CLOUDS and sentence.words[match.end - 1].end == end for match in known)


def _opens_list(sentence: Sentence, end: int) -> bool:
    if end >= len(sentence.words):
        return False
    return _gap(sentence, end).strip() in {",", "/"}


def _listed(sentence: Sentence, runs: Sequence[_Run], anchors: set[_Run]) -> set[_Run]:
    """The runs that stand in one list with an anchor: with something that is surely a name."""
    listed: set[_Run] = set()
    chain: list[_Run] = []
    for member in [*sorted({*runs, *anchors}), None]:
        if chain and (member is None or not _are_joined(sentence, chain[-1].end, member.first)):
            listed.update(chain if anchors.intersection(chain) else ())
            chain = []
        if member:
            chain.append(member)
    return listed - anchors


def _are_joined(sentence: Sentence, end: int, first: int) -> bool:
    """Whether two members of a sentence, of which one ends where the other has not begun, are in one list."""
    if first < end or first - end > _BETWEEN_MEMBERS + 1:
        return False
    gap = sentence.text[sentence.words[end - 1].end : sentence.words[first].start]
    between = {word.text.casefold() for word in sentence.words[end:first]}
    return ";" not in gap and not (_SEPARATORS.isdisjoint(gap) and _JOINING.isdisjoint(between))


def _is_named(sentence: Sentence, cues: Cues, base: Ask, run: _Run) -> bool:
    """Whether a name stands right behind words that ask for what they name, or is nearly all of a list's member."""
    behind = any(0 <= run.first - cue.end <= 1 for cue in cues.named("naming"))
    if not run.certain:
        return behind and base is not Ask.DUTY
    if not behind and sentence.part is Part.ABOUT and not sentence.is_item:
        return False
    before = [word.text.casefold() for word in sentence.words[max(0, run.first - 2) : run.first]]
    lead = before[0] if before and before[-1] in _ARTICLES else "".join(before[-1:])
    if behind or lead in _BEFORE_CERTAIN:
        return True
    coined = any(_is_coined(word.text) for word in sentence.words[run.first : run.end])
    return base is not Ask.DUTY and (coined or _is_member(sentence, run))


def _is_member(sentence: Sentence, run: _Run) -> bool:
    """Whether a name is all but a word or two of a member of a list, or of what stands in brackets."""
    start, end = sentence.words[run.first].start, sentence.words[run.end - 1].end
    before = re.split(r"[,;:(/]", sentence.text[:start])[-1]
    after = re.split(r"[,;:)/.]", sentence.text[end:])[0]
    return len(before.split()) <= _BEFORE_IN_MEMBER and len(after.split()) <= _BEHIND_IN_MEMBER


def _is_coined(word: str) -> bool:
    """Whether a word is written like no other: "LiveKit"."""
    return any(map(str.isupper, word[1:])) and any(map(str.islower, word[1:].removesuffix("s")))


def _text(sentence: Sentence, first: int, end: int) -> str:
    """Words as they are written, with the sign that closes a name: "Security+"."""
    start, stop = sentence.words[first].start, sentence.words[end - 1].end
    return sentence.text[start : stop + (sentence.text[stop : stop + 1] == "+")]
