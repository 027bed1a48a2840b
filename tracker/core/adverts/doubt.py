"""Whether a text is an advert at all: what else it seems to be, in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracker.core.adverts.keywords import is_keywords
from tracker.core.adverts.phrases import Word, covers_all, words_of
from tracker.core.adverts.vocabulary import Vocabulary

_FEWEST_WORDS = 15
_SHORT = 200
"""Words of a page on which little stands beside its form. The shortest real advert that was seen has 160."""
_MOST_WORDS = 6_000
"""Words of one advert; the longest real one that was seen has 1,900 with its legal text."""
_SAME_HEADING = 3
"""How often one heading stands in a page of several adverts; the adverts that were seen have none more than twice."""
_SPAN = re.compile(
    r"(?:19|20)\d\d\s*(?:-|–|—|to|bis|à|a)\s*(?:\w+\.?\s+)?"
    r"(?:(?:19|20)\d\d|present|now|today|current|heute|aujourd|presente|actualidad|actual)",
    re.IGNORECASE,
)
"""From one year to another, as a CV has it behind each post: "Mar 2021 - Present"."""
_FEW_ADVERT_WORDS = 5
"""Different words of adverts that even a CV may have: "experience", "role", "position"."""
_COMMON_SHARE = 0.06
"""The least share of a language's commonest words in a text in it; real adverts have 0.12 and more."""


def doubt_about(text: str, vocabulary: Vocabulary) -> str:
    """Why a text is not read as an advert; empty where it is."""
    words = words_of(text)
    keywords = is_keywords(text, words, vocabulary)
    if len(words) < _FEWEST_WORDS and not keywords:
        return "this is too short for an advert; paste all of it" if words else "there is no text in it"
    by_kind: dict[str, set[str]] = {name: set() for name in ("login", "site", "cv", "advert")}
    for match in vocabulary.wrong.find(text, words):
        by_kind[match.name].add(" ".join(word.key for word in words[match.first : match.end]))
    kinds = Counter({name: len(phrases) for name, phrases in by_kind.items()})
    if len(words) < _SHORT and kinds["login"] > 1 and kinds["login"] >= kinds["advert"]:
        return "this is a page to sign in, not the advert behind it; copy the advert's text itself"
    is_site = kinds["site"] > 2  # noqa: PLR2004  # one may stand below an advert
    if len(words) > _MOST_WORDS or is_site or _repeats_headings(text, vocabulary):
        return "this is a whole page of adverts or more; copy the text of one advert"
    spans = len(_SPAN.findall(text))
    has_posts = spans > 1 and kinds["advert"] < _FEW_ADVERT_WORDS
    if has_posts or (kinds["cv"] > 2 and kinds["cv"] >= kinds["advert"]):  # noqa: PLR2004  # as above
        return "this looks like a CV, not an advert"
    return "" if keywords else _doubt_about_words(text, words, kinds["advert"], vocabulary)


def _doubt_about_words(text: str, words: Sequence[Word], advert_words: int, vocabulary: Vocabulary) -> str:
    """Why words are in no language that can be read, or speak of no job; empty where they do."""
    _, most = vocabulary.language_of(words)
    if most < _COMMON_SHARE * len(words) and not advert_words > 2:  # noqa: PLR2004  # notes have few small words
        names = ", ".join(language.name for language in vocabulary.languages)
        return f"this is in none of the languages that can be read: {names}"
    if not advert_words and not any(vocabulary.skills.find(text, words)):
        return "this does not read like an advert: it names no job and nothing that one asks"
    return ""


def _repeats_headings(text: str, vocabulary: Vocabulary) -> bool:
    """Whether one heading stands in a text as often as in a page of several adverts."""
    lines = Counter(line.strip(" \t*#_:").casefold() for line in text.split("\n"))
    often = [line for line, count in lines.items() if line and count >= _SAME_HEADING]
    return any(covers_all(vocabulary.headings, line) for line in often)
