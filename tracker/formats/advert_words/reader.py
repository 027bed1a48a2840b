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
    return Vocabulary(
        terms,
        _outside(tables),
        [_language(tomli.loads(text)) for text in languages],
        concepts=_concepts(tables),
        only_required=_only_required(tables),
        no_names=tables["names"]["none"],
    )


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
    """A term for each phrase, and one without a name for what hides all of them."""
    masks = tables["masks"]
    listed = set(masks["listed"])
    phrases = dict.fromkeys(phrase for name, others in _kinds(tables) for phrase in (name, *others))
    terms = [Term(phrase, (), (phrase,)) if phrase in listed else Term(phrase, (phrase,)) for phrase in phrases]
    return [*terms, Term(EVERY_TERM, (), other_meanings=tuple(masks["words"]))]


def _kinds(tables: Mapping[str, Any]) -> Iterable[tuple[str, list[str]]]:
    kinds: dict[str, list[str]] = {**tables["terms"], **tables["domains"]}
    return kinds.items()


def _concepts(tables: Mapping[str, Any]) -> dict[str, str]:
    """The kind that a phrase belongs to, where that is one to name: "ROS 2" is robotics."""
    named = set(tables["named"]["kinds"])
    return {phrase: name for name, others in _kinds(tables) if name in named for phrase in others}


def _only_required(tables: Mapping[str, Any]) -> frozenset[str]:
    """What duties do not ask for: ways to work, and fields that one word names, since "sales" is a neighbour there."""
    fields = (phrase for name, others in tables["domains"].items() for phrase in (name, *others))
    kinds = dict(_kinds(tables))
    activities = (phrase for name in tables["activities"]["kinds"] for phrase in (name, *kinds[name]))
    return frozenset((*(phrase for phrase in fields if phrase.isalpha() and phrase.islower()), *activities))


def _language(tables: Mapping[str, Any]) -> Language:
    parts = ({name: tuple(words) for name, words in tables[table].items()} for table in _TABLES)
    common, ordinary = frozenset(tables["common"]), frozenset(tables["ordinary"])
    return Language(tables["name"], common, ordinary, tables.get("capital_nouns", False), *parts)
