"""What a release is made of agrees with itself: the program, the wheel, the source archive and the changelog."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import tracker
from tests.conftest import Run

ROOT = Path(__file__).parent.parent
_NAME = re.compile(r"[\w-]+")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that is made from it, as a release has them."""
    work = tmp_path_factory.mktemp("release")
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")
    source = shutil.copytree(ROOT, work / "source", ignore=ignored)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(work / "dist"), str(source)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return work / "dist"


def test_program_wheel_and_source_archive_have_one_version(built: Path, program: Run) -> None:
    version = tracker.__version__
    assert program("--version").stdout == f"tracker {version}\n"
    [wheel], [archive] = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as files:
        metadata = files.read(f"roadmap_tracker-{version}.dist-info/METADATA").decode()
    assert Parser().parsestr(metadata)["Version"] == version
    with tarfile.open(archive) as files:
        assert {name.split("/")[0] for name in files.getnames()} == {f"roadmap_tracker-{version}"}


def test_wheel_and_source_archive_hold_every_roadmap_and_what_a_reader_looks_for(built: Path) -> None:
    roadmaps = {path.relative_to(ROOT).as_posix() for path in (ROOT / "roadmaps").rglob("*.toml")}
    assert len(roadmaps) > 70
    [wheel], [archive] = built.glob("*.whl"), built.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as files:
        assert {f"tracker/{name}" for name in roadmaps} <= set(files.namelist())
    with tarfile.open(archive) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    assert roadmaps | {"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"} <= names


def test_the_changelog_has_the_version_or_what_comes_after_it() -> None:
    """Before the first release there is only what is not released yet."""
    sections = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections[0] == "Unreleased"
    assert sections[1:2] in ([], [tracker.__version__])


def test_the_lock_file_has_what_the_project_asks_for_from_the_public_index_alone() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    [ours] = [package for package in lock if package["name"] == project["name"]]
    asked = {(text, "") for text in project["dependencies"]}
    asked |= {(text, extra) for extra, texts in project["optional-dependencies"].items() for text in texts}
    wanted = {(_NAME.findall(text)[0], extra) for text, extra in asked if not text.startswith(project["name"])}
    locked = {(name["name"], "") for name in ours["dependencies"]}
    locked |= {(name["name"], extra) for extra, names in ours["optional-dependencies"].items() for name in names}
    assert wanted <= locked
    assert {package["source"].get("registry") for package in lock if package is not ours} == {"https://pypi.org/simple"}
