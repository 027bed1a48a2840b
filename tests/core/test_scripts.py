"""Ids and names in every script: one definition of an id, and one way to compare what people type."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.ids import is_name, is_roadmap
from tracker.core.importing.build import roadmap_id
from tracker.core.roadmap.find import find
from tracker.core.text import folded, slug

TITLES = (
    "機械学習",
    "データ構造",
    "機器學習",
    "기계 학습",
    "تعلم الآلة",
    "מָתֵמָטִיקָה",
    "मशीन लर्निंग",
    "การเรียนรู้",
    "Машинное обучение",
    "Μηχανική",
    "Études",
    "Việt",
)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")


@pytest.mark.parametrize("title", TITLES)
def test_an_id_is_the_same_however_the_title_is_composed_and_counts_as_one(title: str) -> None:
    ids = {roadmap_id(unicodedata.normalize(form, title), ()) for form in FORMS}
    assert ids == {slug(title)}
    (id_,) = ids
    assert id_ != "roadmap"
    assert is_roadmap(id_)
    assert is_name(f"{id_}/k3w9")


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("मशीन लर्निंग", "मशीन-लर्निंग"),
        ("Études", "études"),
        ("ＡＩ 入門", "ai-入門"),
        ("می‌خواهم", "میخواهم"),
        ("❤️ Python", "python"),
        ("C++ & C#", "c-c"),
    ],
    ids=["vowel signs stay", "an accent", "wide letters", "joiners go", "no selector of an emoji", "signs go"],
)
def test_an_id_can_be_read_and_typed(title: str, id_: str) -> None:
    assert slug(title) == slug(unicodedata.normalize("NFD", title)) == id_


@pytest.mark.parametrize("id_", ["e-tudes", "म-श-न", "ᄒᆞ", "i-stanbul", "機械学習"])
def test_ids_that_were_made_before_accents_were_kept_stay_ids(id_: str) -> None:
    assert is_roadmap(id_)


@pytest.mark.parametrize("id_", ["é", "a/́b", "gіt", "a\u034fb", "a\ufe0fb"])
def test_what_looks_like_another_id_is_none(id_: str) -> None:
    assert not is_name(unicodedata.normalize("NFD", id_) if id_ == "é" else id_)


@given(st.text(max_size=60))
def test_what_is_made_of_a_title_is_an_id_and_the_same_once_more(title: str) -> None:
    assert slug(slug(title)) == slug(title)
    assert is_roadmap(roadmap_id(title, ()))
    assert is_name(f"{roadmap_id(title, ())}/k3w9")


@given(st.text(min_size=1, max_size=30), st.sampled_from(FORMS[:2]))
def test_any_title_is_found_by_its_own_name_in_both_forms(title: str, form: Form) -> None:
    if folded(title.strip()).replace("-", " ").strip():
        names = {"own/1": (title,), "own/2": (f"zz {title} zz",)}
        assert find(unicodedata.normalize(form, title), names, "topic") == "own/1"
        assert find(folded(title), names, "topic") == "own/1"
