"""Words and signs that stand for a mark in tables and spreadsheets, in the languages of `status_words`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from tracker.core.roadmap.model import Mark
from tracker.core.text import plain
from tracker.formats.table.status_columns import ANSWERS, HEADERS
from tracker.formats.table.status_words import BULLETS, HELD, LANGUAGES, SHORTCODES, SIGNS

_MARK_NAME = re.compile(rf"^ *({'|'.join(Mark)}):", re.MULTILINE)
_ODD = {"-": Mark.TODO, "–": Mark.TODO, "—": Mark.TODO, "1": Mark.DONE, "0": Mark.TODO, "x": Mark.DONE}
_BOXES = {
    "[x]": Mark.DONE,
    "[ ]": Mark.TODO,
    "[]": Mark.TODO,
    "[-]": Mark.SKIPPED,
    "[/]": Mark.DOING,
    "[~]": Mark.DOING,
}
_PERCENT = re.compile(r"~?(\d{1,3})(?:[.,]\d+)? ?%(?: (?:done|complete|completed))?")
_FRACTION = re.compile(r"(\d{1,5}) ?(?:/|of|von|sur|de|из|\\) ?(\d{1,5})(?: .*)?")
_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\b\d{4}-\d\d-\d\d\S*|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_SELECTORS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LONGEST = 60  # characters of a value; a longer one is a sentence
_ALL = 100  # per cent
MOST_STATES = 12
"""Different values of a column of states: real ones have up to nine, and columns of other words soon have more."""


def with_signs(text: str) -> str:
    """`text` with the signs for which names between colons stand, as in `:white_check_mark:`."""
    return _SHORTCODE.sub(lambda match: _SHORTCODES[match[1]], text) if ":" in text else text


def _fold(text: str) -> str:
    """A value as it is compared: without case, accents, underscores and selectors of variants.

    Turkish has an i without a dot, which is an I in capitals; people who are in a hurry leave accents out.
    """
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", _SELECTORS.sub("", text)).casefold())
        text = unicodedata.normalize("NFKC", text).replace("ı", "i").replace("’", "'")
    return " ".join(text.casefold().replace("_", " ").split())


def _name(text: str) -> str:
    """The words of a value alone, with spaces between them."""
    return " ".join("".join(sign if _is_letter(sign) else " " for sign in text.replace("'", "")).split())


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc"}


def _phrases(text: str) -> Iterator[str]:
    phrases = (" ".join(phrase.split()) for phrase in _fold(text).split(","))
    return (phrase if phrase.replace(" ", "").isalnum() else _name(phrase) for phrase in phrases)


def _by_mark(text: str) -> Iterator[tuple[Mark, str]]:
    """What stands in a text under the names of the marks."""
    parts = _MARK_NAME.split(text)
    return ((Mark(name), words) for name, words in zip(parts[1::2], parts[2::2], strict=True))


def _meanings() -> dict[str, Mark]:
    meanings: dict[str, Mark] = {}
    for language in LANGUAGES.values():
        for mark, words in _by_mark(language):
            for phrase in _phrases(words):
                meanings.setdefault(phrase, mark)
    return meanings


_SIGNS = {_SELECTORS.sub("", sign): mark for mark, signs in _by_mark(SIGNS) for sign in signs.split()}
_BULLETS = frozenset(BULLETS.split())
_SHORTCODES = dict(pair.split() for pair in SHORTCODES.split(","))
_SHORTCODE = re.compile(rf":({'|'.join(_SHORTCODES)}):")


@cache
def _words() -> Mapping[str, Mark]:
    """The marks by their words, made when a table is read: it takes as long as reading a short checklist."""
    return _meanings()


@cache
def _set(text: str) -> frozenset[str]:
    return frozenset(_phrases(text))


@lru_cache(maxsize=4096)
def status(text: str) -> Mark | None:
    """The mark that `text` stands for, or None where it stands for none.

    A sign beside a word is the word's; a word that is not known is the sign's.
    """
    if not text or len(text) > _LONGEST:
        return None
    folded = _fold(with_signs(text))
    if mark := _BOXES.get(folded) or _ODD.get(folded) or _counted(folded):
        return mark
    name = _name(_BESIDE.sub(" ", folded)) or _name(folded)
    if mark := _words().get(name):
        return mark
    if name in _set(HELD):
        return Mark.TODO
    if _FRACTION.fullmatch(folded) or (name and not any(sign in _SIGNS for sign in folded)):
        return None
    marks = {_SIGNS[sign] for sign in folded if sign in _SIGNS}
    return marks.pop() if len(marks) == 1 else None


def is_english(text: str) -> bool:
    """True for a word that stands for a mark in English."""
    return _fold(text) in _english()


@cache
def _english() -> frozenset[str]:
    return frozenset(phrase for _, words in _by_mark(LANGUAGES["en"]) for phrase in _phrases(words))


def _counted(folded: str) -> Mark | None:
    """The mark of a percentage or of a fraction."""
    if match := _PERCENT.fullmatch(folded):
        percent = int(match[1])
        return Mark.DONE if percent >= _ALL else Mark.DOING if percent else Mark.TODO
    match = _FRACTION.fullmatch(folded)
    if match and int(match[2]) and int(match[1]) <= int(match[2]):
        done, every = int(match[1]), int(match[2])
        return Mark.DONE if done == every else Mark.DOING if done else Mark.TODO
    return None


def is_answer(text: str) -> bool:
    """True for yes and no, for a logical value, and for a sign: what answers the name of a column."""
    name = _name(_fold(text))
    return name in _set(ANSWERS) if name else status(text) is not None


def is_amount(text: str) -> bool:
    """True for a number, a percentage or a fraction: states only where the column's name says so."""
    folded = _fold(text)
    return folded.isdecimal() or _counted(folded) is not None


def sign_mark(text: str) -> tuple[Mark, str] | None:
    """The mark of the sign that `text` begins with, and the text behind it; None where it begins with no sign."""
    sign = text[:1]
    if sign not in _BULLETS:
        return None
    rest = text[1:].lstrip("\ufe0e\ufe0f\u200d")
    return (_SIGNS[sign], rest.lstrip()) if rest[:1].isspace() else None


def is_status_header(text: str) -> bool:
    """True for a name that is often given to a column of marks."""
    return len(text) <= _LONGEST and _name(_fold(text)) in _set(HEADERS)


def holds_states(name: str, values: list[str]) -> bool:
    """True where a column of this name and these values says what is done.

    Where the name says so, half of the values have to be known, or one that says done among few different ones. Else
    all have to be, or such a one among few, and amounts count for nothing.
    """
    if is_status_header(name):
        known = sum(status(value) is not None for value in values)
        return not values or known * 2 >= len(values) or (known > 0 and _few_with_done(values))
    words = [value for value in values if not is_amount(value)]
    known = sum(status(value) is not None for value in words)
    if not known or len(words) < len(values):
        return False
    return known == len(words) or (known * 2 >= len(words) and len(words) > MOST_STATES and _few_with_done(words))


def _few_with_done(values: Iterable[str]) -> bool:
    different = {_fold(value) for value in values}
    return len(different) <= MOST_STATES and any(status(value) is Mark.DONE for value in different)


def not_understood(values: Iterable[str]) -> list[str]:
    """The values of a column of states that say nothing, or only that something stands still, each with its count."""
    counts = Counter(plain(value) for value in values if value.strip())
    return [
        f"{value[:_LONGEST]} ({count:,})" for value, count in counts.items() if status(value) is None or _is_held(value)
    ]


def _is_held(value: str) -> bool:
    return _name(_BESIDE.sub(" ", _fold(value))) in _set(HELD)
