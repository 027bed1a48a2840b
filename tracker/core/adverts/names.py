"""Names of things in an advert that no phrase of the vocabulary has: products, formats and standards in its lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tracker.core.adverts.asking import Ask, Cues
from tracker.core.adverts.layout import Sentence
from tracker.core.adverts.phrases import Match, Word

_MOST_WORDS = 4
"""Words of a name: "Azure Data Lake Storage"; longer runs of capitals are titles."""
_BETWEEN_MEMBERS = 2
"""Words between two members of one list beside what joins them: "Airflow, some Dremio"."""
_FEWEST_SHOUTED = 4
"""Words in capitals that are no list of names, but a heading."""
_SEPARATORS = frozenset(",/()&|+:")
_JOINING = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "e", "u", "plu"})
_ARTICLES = frozenset({"the", "a", "an", "our", "der", "die", "den", "das", "le", "la", "les", "el", "los", "las"})
_KINDS_OF_FIELD = frozenset({"industry", "sector", "domain", "market", "field", "space"})
_MOST_IN_FIELD = 3
"""Words of a field of knowledge; more are a sentence."""
_SHORTEST_OF_FIELD = 4
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


def company_names(text: str, top: Sequence[str]) -> frozenset[str]:
    """The words of the company's name, in small letters, from a text and the lines at its top."""
    found = {word for match in _COMPANY.finditer(text) for group in match.groups() if group for word in group.split()}
    return frozenset(word.casefold() for word in (*found, *(word for line in top for word in line.split())))


def names_in(
    sentence: Sentence,
    cues: Cues,
    base: Ask,
    known: Sequence[Match],
    ordinary: Collection[str],
    *,
    capital_nouns: bool,
) -> list[Match]:
    """The names in a sentence that stand in one list with something known, or right behind "experience with".

    `known` is what was found in it, of which nothing is found again. `ordinary` are words in small letters that name
    nothing, with a capital letter too. With `capital_nouns` only those count that are written like no noun.
    """
    if base is Ask.MENTIONED or (sentence.text.isupper() and len(sentence.words) >= _FEWEST_SHOUTED):
        return []
    sure_only = capital_nouns or any(
        word.text[0].isupper() and word.text.casefold() in _SMALL for word in sentence.words[1:]
    )
    taken = {number for match in known for number in range(match.first, match.end)}
    runs = [
        run
        for run in _runs(sentence, taken, ordinary)
        if (run.certain or not sure_only) and not _is_part(sentence, run, known)
    ]
    if not runs:
        return []
    listed = _listed(sentence, runs, known)
    return [
        Match(_text(sentence, run.first, run.end), run.first, run.end)
        for run in runs
        if run in listed or _is_named(sentence, cues, base, run)
    ]


def fields_in(sentence: Sentence, cues: Cues, known: Sequence[Match], ordinary: Collection[str]) -> list[Match]:
    """The fields of knowledge in a requirement that nothing names yet: "knowledge of agricultural machinery".

    They are the few small words between "knowledge of" and the end of the list member. `ordinary` as in `names_in`.
    """
    taken = {number for match in known for number in range(match.first, match.end)}
    found: list[Match] = []
    for cue in cues.named("field"):
        first = cue.end + (cue.end < len(sentence.words) and sentence.words[cue.end].key in _ARTICLES)
        end = first
        while end < len(sentence.words) and (end == first or _gap(sentence, end) in {" ", "-"}):
            if sentence.words[end].key in _JOINING:
                break
            end += 1
        words = sentence.words[first:end]
        inside = [word for word in words if word.key not in _KINDS_OF_FIELD]
        fits = 0 < len(inside) <= _MOST_IN_FIELD and not taken.intersection(range(first, end))
        if fits and all(_is_of_field(word, ordinary) for word in inside) and not words[0].text.endswith("ing"):
            found.append(Match(_text(sentence, first, end), first, end))
    return found


def _is_of_field(word: Word, ordinary: Collection[str]) -> bool:
    return word.text.islower() and len(word.text) >= _SHORTEST_OF_FIELD and not {word.text, word.key} & {*ordinary}


def _gap(sentence: Sentence, number: int) -> str:
    return sentence.text[sentence.words[number - 1].end : sentence.words[number].start]


def _runs(sentence: Sentence, taken: Collection[int], ordinary: Collection[str]) -> list[_Run]:
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
    return gap == "." or (gap in {" ", "-"} and (_is_name(word) or word.text.isdecimal()))


def _is_ordinary(sentence: Sentence, run: _Run, ordinary: Collection[str]) -> bool:
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
    return any(word.text.casefold() in ordinary or word.key in ordinary for word in words)


def _is_part(sentence: Sentence, run: _Run, known: Sequence[Match]) -> bool:
    """Whether a name stands in the brackets of something known: "AWS (Batch, Lambda)" asks for AWS."""
    opened = sentence.text.rfind("(", 0, sentence.words[run.first].start)
    if opened < 0 or ")" in sentence.text[opened : sentence.words[run.first].start]:
        return False
    owner = sentence.text[:opened].rstrip()
    return any(
        sentence.words[match.end - 1].end == len(owner)
        and any(map(str.isupper, _text(sentence, match.first, match.end)))
        for match in known
    )


def _opens_list(sentence: Sentence, end: int) -> bool:
    if end >= len(sentence.words):
        return False
    gap = _gap(sentence, end).strip()
    return gap in {",", "/"} or (not gap and sentence.words[end].key in _JOINING)


def _listed(sentence: Sentence, runs: Sequence[_Run], known: Sequence[Match]) -> set[_Run]:
    """The runs that stand in one list with something known that is itself written as a name."""
    anchors = {
        _Run(match.first, match.end, certain=True)
        for match in known
        if any(map(str.isupper, _text(sentence, match.first, match.end)))
    }
    listed: set[_Run] = set()
    chain: list[_Run] = []
    for member in [*sorted([*runs, *anchors]), None]:
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
    joined = not _SEPARATORS.isdisjoint(gap) or any(word.key in _JOINING for word in sentence.words[end:first])
    return joined and ";" not in gap


def _is_named(sentence: Sentence, cues: Cues, base: Ask, run: _Run) -> bool:
    """Whether a name stands right behind words that ask for what they name, or is all that an item says."""
    behind = any(0 <= run.first - cue.end <= 1 for cue in cues.named("naming"))
    if base is Ask.DUTY:
        return behind and run.certain
    alone = run.certain and run.first == 0 and run.end == len(sentence.words)
    return behind or alone or any(_is_coined(word.text) for word in sentence.words[run.first : run.end])


def _is_coined(word: str) -> bool:
    """Whether a word is written like no other: "LiveKit"."""
    return any(map(str.isupper, word[1:])) and any(map(str.islower, word[1:].removesuffix("s")))


def _text(sentence: Sentence, first: int, end: int) -> str:
    """Words as they are written, with the sign that closes a name: "Security+"."""
    start, stop = sentence.words[first].start, sentence.words[end - 1].end
    return sentence.text[start : stop + (sentence.text[stop : stop + 1] == "+")]
