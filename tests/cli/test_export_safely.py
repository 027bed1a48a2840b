"""An export replaces nothing without a word, and never a file of the program's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.workspace.paths import find_paths


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("way", ["straight", "dots", "symlink", "hard link", "wal", "settings"])
def test_no_file_of_our_own_is_written_over(way: str, yes: bool, small_home: Path, cli: Run, tmp_path: Path) -> None:
    store = find_paths().store
    cli("tick", "knots/bowline")
    target = tmp_path / "out.md"
    if way == "symlink":
        target.symlink_to(store)
    elif way == "hard link":
        os.link(store, target)
    else:
        names = {"straight": store, "dots": store.parent / ".." / "data" / store.name, "wal": Path(f"{store}-wal")}
        target = names.get(way, find_paths().config / "settings.toml")
    before = store.read_bytes()
    ran = cli("export", "knots", "-o", str(target), *["--yes"] * yes)
    assert ran.code == 1
    assert "is where tracker keeps its own files" in ran.stderr
    assert store.read_bytes() == before
    assert not (find_paths().config / "settings.toml").exists()


def test_a_file_is_replaced_only_when_that_is_said(small_home: Path, program: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("mine", encoding="utf-8")
    ran = program("export", "knots", "-o", str(file))
    assert ran.code == 2
    assert "Add --yes" in ran.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert program("export", "knots", "-o", str(file), "--yes").code == 0
    assert file.read_text(encoding="utf-8").startswith("# Knots")


def test_a_folder_of_files_is_asked_about_once(small_home: Path, program: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert program("export", "--all", "-o", str(folder)).code == 0
    (folder / "knots.md").write_text("mine", encoding="utf-8")
    ran = program("export", "--all", "-o", str(folder))
    assert ran.code == 2
    assert "of these files are there already" in ran.stderr
    assert (folder / "knots.md").read_text(encoding="utf-8") == "mine"
    assert program("export", "--all", "-o", str(folder), "--yes").code == 0
    assert (folder / "knots.md").read_text(encoding="utf-8").startswith("# Knots")
