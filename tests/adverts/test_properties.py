"""What holds for every text: an answer or a clear sentence, in a time that grows with its length."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adverts.conftest import adverts
from tracker.core.adverts.doubt import doubt_about
from tracker.core.adverts.needs import Corrections, corrected, needs_of
from tracker.core.adverts.reading import read_advert
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.core.errors import AdvertError
from tracker.core.own_roles.record import OwnRole, decode_role, encode_role
from tracker.core.roadmap.model import Level
from tracker.formats.advert_text.reader import advert_text

PIECES = [line for advert in adverts("adverts") for line in advert["text"].split("\n")]
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=80)), max_size=30)
CHECKS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@CHECKS
@given(lines=LINES)
def test_any_text_gives_a_reading_whose_parts_fit_together(lines: list[str], vocabulary: Vocabulary) -> None:
    text = "\n".join(lines)
    assert isinstance(doubt_about(text, vocabulary), str)
    reading = read_advert(text, vocabulary)
    asked = set(reading.asked)
    assert not set(reading.required) & set(reading.nice)
    assert not asked & set(reading.mentioned)
    assert all(set(group) <= asked and len(group) > 1 for group in reading.alternatives)
    assert reading.levels.keys() <= asked <= reading.evidence.keys()
    assert all(text[place.start : place.end].strip() for places in reading.evidence.values() for place in places)


@CHECKS
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_a_text_or_a_clear_sentence(data: bytes) -> None:
    try:
        text = advert_text(data)
    except AdvertError as error:
        text = str(error)
    assert "\x1b" not in text


@CHECKS
@given(lines=LINES, picked=st.randoms(use_true_random=False))
def test_a_corrected_reading_makes_a_role_that_can_be_kept(
    lines: list[str], picked: object, vocabulary: Vocabulary
) -> None:
    reading = read_advert("\n".join(lines), vocabulary)
    changed = corrected(
        reading, Corrections(frozenset({"go"}), frozenset(reading.required[:1]) - {"go"}, levels={"go": Level.BASIC})
    )
    assert "go" in changed.required
    needs = needs_of(changed, {id_: id_.title() for id_ in changed.asked})
    role = OwnRole("Any", needs)
    assert decode_role(encode_role(role)) == (role, "")


def test_a_further_requirement_takes_none_away(vocabulary: Vocabulary) -> None:
    asked: set[str] = set()
    text = "Engineer\nRequirements:\n"
    for line in ("- Python", "- Docker", "- SQL", "- Kubernetes or Go"):
        text += line + "\n"
        reading = read_advert(text, vocabulary)
        assert asked <= set(reading.asked)
        asked = set(reading.asked)


@pytest.mark.parametrize(
    "text",
    ["a" * 5_000, "(" * 5_000, "Python, " * 3_000, "- x\n" * 5_000, "or " * 5_000],
    ids=["a word", "brackets", "a skill", "a list", "or"],
)
def test_long_lines_are_read_too(vocabulary: Vocabulary, text: str) -> None:
    reading = read_advert(text, vocabulary)
    assert json.dumps(reading.required)
