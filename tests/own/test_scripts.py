"""Roadmaps in every script: each command takes their titles, and what went out comes back as what is here."""

from __future__ import annotations

import unicodedata

import pytest

from tests.conftest import Run
from tests.own.conftest import Imported, Write, shape, topic
from tracker.workspace import Workspace
from tracker.workspace.export import FORMATS

WORDS = {
    "japanese": ("機械学習", "基礎", "線形代数", "微分と積分", "確率"),
    "chinese": ("机器学习", "基础", "线性代数", "微积分", "概率论"),
    "arabic": ("تعلم الآلة", "أساسيات", "الجبر الخطي", "التفاضل والتكامل", "الاحتمالات"),
    "hebrew": ("לְמִידַת מְכוֹנָה", "יסודות", "אלגברה", "חשבון", "הסתברות"),
    "hindi": ("मशीन लर्निंग", "मूल बातें", "रैखिक बीजगणित", "कलन", "प्रायिकता"),
    "russian": ("Машинное обучение", "Основы", "Линейная алгебра", "Анализ", "Вероятность й"),
    "greek": ("Μηχανική μάθηση", "Βάσεις", "Γραμμική άλγεβρα", "Ανάλυση", "Πιθανότητες"),
    "thai": ("การเรียนรู้", "พื้นฐาน", "พีชคณิต", "แคลคูลัส", "ความน่าจะเป็น"),
    "korean": ("기계 학습", "기초", "선형대수", "미적분", "확률"),
    "french, taken apart": tuple(
        unicodedata.normalize("NFD", word) for word in ("Études", "Données", "Modélisation", "Requêtes", "Agrégats")
    ),
}


@pytest.fixture(params=list(WORDS.values()), ids=list(WORDS))
def words(request: pytest.FixtureRequest) -> tuple[str, ...]:
    words: tuple[str, ...] = request.param
    return words


def plan(words: tuple[str, ...]) -> str:
    title, group, first, second, _ = words
    return f"# {title}\n\n## {group}\n\n- [x] {first}\n  - [ ] {second}\n"


def test_every_command_takes_the_title_in_either_form(
    words: tuple[str, ...], brought: Imported, cli: Run, workspace: Workspace
) -> None:
    title, group, first, second, other = words
    id_ = brought(plan(words))
    for form in ("NFC", "NFD"):
        composed = [unicodedata.normalize("NFC" if form == "NFC" else "NFD", word) for word in words]
        title, group, first, second, other = composed
        for name in (title, id_):
            assert cli("show", name, "--json").json()["title"] == words[0]
            assert cli("status", name, "--json").json()["roadmap"] == id_
        assert cli("tick", second).code == 0
        assert cli("reset", second).code == 0
        assert cli("note", first, "text").code == 0
        assert cli("show", first).code == 0
        assert cli("history", first).code == 0
        assert cli("add", title, f"{other} {form}", "--under", group).code == 0
        assert cli("edit", f"{other} {form}", "--hours", "2").code == 0
        assert cli("remove", f"{other} {form}").code == 0
        assert cli("export", title).code == 0
    assert cli("tick", topic(workspace, words[3])).code == 0


def test_an_overlay_goes_out_and_comes_back(words: tuple[str, ...], brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought(plan(words))
    cli("add", id_, words[4], "--under", words[1])
    layer = cli("export", words[0], "--overlay").stdout
    cli("remove", words[4])
    told = cli("import", write("layer.json", layer), "--yes", "--json").json()
    assert [topic["title"] for topic in told["new"]] == [words[4]]


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "html"])
def test_an_update_with_ones_own_export_changes_nothing(
    words: tuple[str, ...], format_: str, brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought(plan(words))
    cli("add", id_, f"{words[4]} 1", "--under", words[1], "--hours", "3")
    cli("add", id_, f"{words[4]} 2", "--group")
    cli("add", id_, f"{words[4]} 3", "--under", f"{words[4]} 2", "--link", "https://example.org/a")
    cli("edit", words[3], "--title", f"{words[3]} 9", "--done-when", words[0])
    cli("tick", f"{words[4]} 1")
    before, layer = shape(workspace, id_), workspace.overlay()
    path = write(f"out.{FORMATS[format_].ending}", cli("export", id_, "--format", format_).stdout)
    for _ in range(2):
        told = cli("update", id_, path, "--yes", "--json").json()
        assert (told["same"], told["new"], told["gone"], told["renamed"], told["moved"]) == (2, [], [], [], [])
        assert shape(workspace, id_) == before
        assert workspace.overlay() == layer
    again = cli("update", id_, write("again.md", plan(words)), "--yes", "--json").json()
    assert (again["same"], again["new"], again["gone"], again["renamed"]) == (2, [], [], [])
    assert shape(workspace, id_) == before


def test_what_was_changed_by_hand_in_an_export_is_taken(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought("# Plan\n\n## Part\n\n- [ ] One\n- [ ] Two ^two\n")
    cli("add", id_, "Three", "--under", "Part")
    exported = cli("export", id_, "--format", "toml").stdout
    text = exported.replace('"One"', '"First of all"').replace('"Three"', '"Third"').replace('"todo"', '"done"')
    told = cli("update", id_, write("mine.toml", text), "--yes", "--json").json()
    assert [(topic["title"], topic["title_after"]) for topic in told["renamed"]] == [("One", "First of all")]
    assert (told["new"], told["gone"], len(told["newly_done"])) == ([], [], 3)
    assert [node[0] for node in shape(workspace, id_)[0][-1]] == ["First of all", "Two", "Third"]
    assert workspace.overlay()[topic(workspace, "Third")].title == "Third"
    moved = cli("update", id_, write("b.md", "# Plan\n\n- [ ] Second ^two\n"), "--json", "--dry-run").json()
    assert [(topic["title"], topic["title_after"]) for topic in moved["renamed"]] == [("Two", "Second")]
