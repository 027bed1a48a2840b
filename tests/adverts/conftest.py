"""What tests of adverts share: the vocabulary, the adverts with their gold readings, and how a reading is measured."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tracker.core.adverts.reading import Reading, read_advert
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.workspace.adverts.read import read_vocabulary_files
from tracker.workspace.paths import library_folder

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary of the bundled files."""
    return read_vocabulary_files(library_folder())


def adverts(name: str) -> list[dict[str, Any]]:
    """The adverts of a file with what a careful reader takes from them."""
    with (HERE / f"{name}.toml").open("rb") as file:
        adverts: list[dict[str, Any]] = tomllib.load(file)["advert"]
    return adverts


class Score(NamedTuple):
    """How many of the asked skills were found, how many of those in the right list; and the same of facts."""

    precision: float
    recall: float
    right_list: float
    outside_recall: float
    years: float
    degrees: float


def score(gold: Iterable[dict[str, Any]], vocabulary: Vocabulary) -> Score:
    """The score of the reader over adverts."""
    hits = said = wanted = right = terms = found_terms = years = degrees = count = 0
    for advert in gold:
        reading = read_advert(advert["text"].strip(), vocabulary)
        implied = {*advert.get("implied", ())}
        required, nice = {*advert["required"]} - implied, {*advert["nice"]} - implied
        asked, read = required | nice, {*reading.asked} - implied
        hits += len(asked & read)
        said, wanted = said + len(read), wanted + len(asked)
        right += len(required & {*reading.required}) + len(nice & {*reading.nice})
        terms += len(advert["outside"])
        found_terms += sum(_has(reading, term) for term in advert["outside"])
        years += reading.years == advert.get("years")
        degrees += reading.degree.lowest == advert["degree"]
        count += 1
    return Score(hits / said, hits / wanted, right / hits, found_terms / max(1, terms), years / count, degrees / count)


def _has(reading: Reading, term: str) -> bool:
    """Whether a term was read, in these words or longer ones; what a skill covers by now was read as that skill."""
    name = term.casefold()
    return name in reading.asked or any(
        name in other.casefold() or other.casefold() in name for other in reading.outside
    )
