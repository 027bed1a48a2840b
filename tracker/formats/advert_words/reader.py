"""The vocabulary of adverts: the heads of skill files, the terms outside the library, and one file a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomli

from tracker.core.adverts.vocabulary import Language, Term, Vocabulary

_FIRST_SECTION = "\n[[sections]]"
_TABLES = ("headings", "cues", "levels", "degrees", "years", "languages", "spoken", "wrong")


def read_vocabulary(skills: Iterable[str], outside: str, languages: Iterable[str]) -> Vocabulary:
    """The vocabulary in the texts of these files, which have passed the check of the library."""
    terms = [term for text in skills if (term := _skill(text))]
    return Vocabulary(terms, _outside(tomli.loads(outside)), [_language(tomli.loads(text)) for text in languages])


def _skill(text: str) -> Term | None:
    """How adverts ask for a skill. Only the head of its file is parsed: with its topics it takes a hundred times."""
    head = tomli.loads(text.partition(_FIRST_SECTION)[0])
    advert = head.get("advert")
    if advert is None:
        return None
    listed = tuple(advert.get("listed", ()))
    names = [*head.get("aliases", ()), *advert.get("phrases", ())]
    return Term(
        head["id"],
        tuple(name for name in names if name not in listed),
        listed,
        tuple(advert.get("other_meanings", ())),
        tuple(advert.get("beside", ())),
        tuple(advert.get("beside_phrases", ())),
    )


def _outside(tables: Mapping[str, Any]) -> list[Term]:
    masks = tables["masks"]
    listed = set(masks["listed"])
    return [
        Term(
            name,
            tuple(phrase for phrase in (name, *others) if phrase not in listed),
            tuple(phrase for phrase in (name, *others) if phrase in listed),
            tuple(masks["words"]),
        )
        for name, others in tables["terms"].items()
    ]


def _language(tables: Mapping[str, Any]) -> Language:
    parts = ({name: tuple(words) for name, words in tables[table].items()} for table in _TABLES)
    return Language(tables["name"], frozenset(tables["common"]), *parts)
