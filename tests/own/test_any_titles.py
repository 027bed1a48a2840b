"""Any title in any script: found by its own name, ticked, and the same after an update with one's own export."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from tests.own.conftest import shape
from tracker.core.text import folded, plain
from tracker.workspace import Workspace
from tracker.workspace.export import FORMATS

PIECES = st.sampled_from(
    [
        "線形代数", "基礎", "微积分", "선형대수", "الجبر", "אלגברה", "לְמִידַת", "रैखिक", "बीजगणित", "พีชคณิต", "Анализ й",
        "Γραμμική", "Études", "Việt", "İstanbul", "straße", "ﬁne", "Ｆｕｌｌ", "👩\u200d🚀", "🐍", "✅", "e\u0301",
        "\u0301",
        "(video)", "[core]", "[x]", "|", "#", "#tag", "@home", "<T>", "<b>", "&amp;", "*", "_", "`", "~~", "\\", '"',
        "'", "/", ":", ";", ",", "-", "+", "=", "%", "$", "!", "?", "1.", "12)", "3/5", "2026-01-02", "due:2026-01-02",
        "TODO", "DONE", "(2 h)", "^abc", "::", "https://example.org/a", "Sets", "maps", "C++", "a", "7",
    ]
)  # fmt: skip
TITLES = st.lists(PIECES, min_size=1, max_size=4).map(lambda parts: plain(" ".join(parts))).filter(bool)


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "html"])
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=TITLES, second=TITLES)
@example(first="機械学習 (video) #tag", second="List<T> | [x] `a` \\")
@example(first="a", second="微积分")
@example(first="לְמִידַת 1. DONE", second="3/5 2026-01-02 due:2026-01-02")
def test_any_title_is_found_by_its_name_and_stays_in_an_update(
    format_: str, first: str, second: str, small_home: Path, cli: Run, tmp_path: Path
) -> None:
    assume(folded(first) != folded(second) and any(map(str.isalnum, first)) and any(map(str.isalnum, second)))
    file = tmp_path / "base.md"
    file.write_text("# Base of 8,841 planks\n\n- [ ] Quokka plank\n- [x] Wombat plank\n", encoding="utf-8")
    id_ = cli("import", str(file), "--yes", "--json").json()["roadmap"]
    try:
        for title in (first, second):
            assert cli("add", id_, "--", title).code == 0
        taken_apart = unicodedata.normalize("NFD", first)
        assert cli("tick", "--", taken_apart).code == 0
        with Workspace.open() as workspace:
            before = shape(workspace, id_)
        export = tmp_path / f"export.{FORMATS[format_].ending}"
        export.write_text(cli("export", id_, "--format", format_).stdout, encoding="utf-8")
        told = cli("update", id_, str(export), "--yes", "--json").json()
        assert (told["new"], told["gone"], told["renamed"], told["moved"]) == ([], [], [], [])
        with Workspace.open() as workspace:
            assert shape(workspace, id_) == before
    finally:
        while cli("own", "--json").json():
            assert cli("undo").code == 0
