"""A Git repository as the shared folder, pulled and pushed by the sync where that is asked for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_two_machines import Machine

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    """What a command of Git prints."""
    ran = subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True)
    return ran.stdout


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two clones of an empty repository."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "origin.git")
    for name in ("one", "other"):
        git(tmp_path, "clone", "--quiet", "origin.git", name)
    return tmp_path / "one", tmp_path / "other"


def test_each_pulls_and_pushes_also_when_the_other_was_quicker(
    both: tuple[Machine, Machine], clones: tuple[Path, Path]
) -> None:
    laptop, desktop = both
    first, other = clones
    laptop("tick", "knots/bowline")
    assert laptop("sync", str(first), "--git") == (0, "1 sent\n", "")
    desktop("tick", "knots/splice")
    git(other, "fetch", "--quiet")
    git(other, "checkout", "--quiet", "main")
    assert desktop("sync", str(other), "--git") == (0, "1 from laptop, 1 sent\n", "")
    laptop("skip", "knots/sheet-bend")
    assert laptop("sync", str(first), "--git") == (0, "1 from desktop, 1 sent\n", "")
    assert desktop("sync", str(other), "--git") == (0, "1 from laptop\n", "")
    assert git(first, "log", "--format=%s").splitlines() == [
        "Sync from laptop-00aa11",
        "Sync from desktop-22bb33",
        "Sync from laptop-00aa11",
    ]
    assert git(first, "status", "--porcelain") == ""


def test_a_dry_run_runs_no_command_that_changes_the_clone(
    both: tuple[Machine, Machine], clones: tuple[Path, Path]
) -> None:
    laptop, desktop = both
    first, other = clones
    desktop("tick", "knots/splice")
    desktop("sync", str(other), "--git")
    git(first, "pull", "--quiet", "--set-upstream", "origin", "main")
    desktop("note", "knots/splice", "later")
    desktop("sync", str(other), "--git")
    before = git(first, "rev-parse", "HEAD", "@{upstream}")
    ran = laptop("sync", str(first), "--git", "--dry-run")
    assert (ran.code, ran.stdout, "git pull is not run" in ran.stderr) == (0, "1 from desktop\n", True)
    assert git(first, "rev-parse", "HEAD", "@{upstream}") == before
    assert laptop("sync", str(first), "--git").stdout == "2 from desktop\n"


def test_offline_is_one_line_and_the_next_push_takes_it_along(
    both: tuple[Machine, Machine], clones: tuple[Path, Path], tmp_path: Path
) -> None:
    laptop, _ = both
    first, _ = clones
    laptop("tick", "knots/bowline")
    laptop("sync", str(first), "--git")
    (tmp_path / "origin.git").rename(tmp_path / "away.git")
    laptop("tick", "knots/splice")
    ran = laptop("sync", str(first), "--git")
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (0, "1 sent\n", 1)
    (tmp_path / "away.git").rename(tmp_path / "origin.git")
    assert laptop("sync", str(first), "--git") == (0, "nothing new on either side\n", "")
    assert git(tmp_path / "origin.git", "log", "--format=%s", "main").count("Sync from laptop") == 2


def test_clones_of_an_empty_repository_find_each_other(
    both: tuple[Machine, Machine], clones: tuple[Path, Path]
) -> None:
    for device, clone, topic in zip(both, clones, ("bowline", "splice"), strict=True):
        device("tick", f"knots/{topic}")
        assert device("sync", str(clone), "--git").stderr == ""
    for device, clone in zip(both, clones, strict=True):
        assert device("sync", str(clone), "--git").stderr == ""
        assert (device.mark("knots/bowline"), device.mark("knots/splice")) == ("done", "done")


def test_files_that_were_joined_while_offline_are_pushed_later(
    both: tuple[Machine, Machine], clones: tuple[Path, Path], tmp_path: Path
) -> None:
    laptop, desktop = both
    first, other = clones
    for number in range(7):
        laptop("reset" if number % 2 else "tick", "knots/bowline")
        laptop("sync", str(first), "--git")
    (tmp_path / "origin.git").rename(tmp_path / "away.git")
    laptop("note", "knots/bowline", "the eighth file")
    assert laptop("sync", str(first), "--git").stderr.startswith("git pull: ")
    assert git(first, "status", "--porcelain") == ""
    (tmp_path / "away.git").rename(tmp_path / "origin.git")
    assert laptop("sync", str(first), "--git") == (0, "nothing new on either side\n", "")
    assert desktop("sync", str(other), "--git") == (0, "8 from laptop\n", "")
    assert len(list(other.glob("*/*.events"))) == 1


def test_a_folder_without_a_repository_is_refused(both: tuple[Machine, Machine], tmp_path: Path) -> None:
    laptop, _ = both
    ran = laptop("sync", str(tmp_path), "--git")
    assert (ran.code, "is no Git repository" in ran.stderr) == (2, True)
