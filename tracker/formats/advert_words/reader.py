"""The vocabulary of adverts: the heads of skill files, the terms outside the library, and one file a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomli

from tracker.core.adverts.vocabulary import EVERY_TERM, Language, Term, Vocabulary

_FIRST_SECTION = "\n[[sections]]"
_TABLES = ("headings", "lone_headings", "cues", "levels", "degrees", "years", "languages", "spoken", "wrong")


def read_vocabulary(skills: Iterable[str], outside: str, languages: Iterable[str]) -> Vocabulary:
    """The vocabulary in the texts of these files, which have passed the check of the library."""
    terms = [term for text in skills if (term := _skill(text))]
    tables = tomli.loads(outside)
    return Vocabulary(terms, _outside(tables), _domains(tables), [_language(tomli.loads(text)) for text in languages])


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
    """A term for each name, and one without a name for what hides all of them."""
    masks = tables["masks"]
    listed = set(masks["listed"])
    phrases: dict[str, list[str]] = {}
    for name, others in (tables["terms"] | tables["domains"]).items():
        for phrase in (name, *others):
            phrases.setdefault(_shown(name, phrase), []).append(phrase)
    terms = [
        Term(name, tuple(word for word in words if word not in listed), tuple(word for word in words if word in listed))
        for name, words in phrases.items()
    ]
    return [*terms, Term(EVERY_TERM, (), other_meanings=tuple(masks["words"]))]


def _shown(name: str, phrase: str) -> str:
    """How a phrase of a term is named: "MicroStrategy" and "Cognos" are two things, "robotics" is more than "ROS"."""
    if not any(word.islower() for word in name.split()):
        return phrase
    return name if set(phrase.casefold().split()) & set(name.casefold().split()) else f"{name} ({phrase})"


def _domains(tables: Mapping[str, Any]) -> frozenset[str]:
    """Fields that one word names: in duties "sales" is a neighbour, and "supply chain optimisation" still a task."""
    fields = tables["domains"].items()
    return frozenset(
        _shown(name, phrase) for name, others in fields for phrase in (name, *others) if len(phrase.split()) == 1
    )


def _language(tables: Mapping[str, Any]) -> Language:
    parts = ({name: tuple(words) for name, words in tables[table].items()} for table in _TABLES)
    return Language(tables["name"], frozenset(tables["common"]), frozenset(tables["ordinary"]), *parts)
