"""What tests share: a home of one's own, a small library, a clock that stands still, and ways to run commands."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import tracker
from tracker.cli.main import run
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

SMALL_LIBRARY = Path(__file__).with_name("small_library")
NOON = 1_750_000_000.0
"""2025-06-15T15:06:40Z, where the clock of the tests starts."""


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    stdout: str
    stderr: str

    def json(self) -> Any:
        """What stands on stdout, read as JSON; nothing went wrong on the way."""
        assert (self.code, self.stderr) == (0, "")
        return json.loads(self.stdout)


Run = Callable[..., Ran]
"""Runs one command by its words."""


class FrozenClock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def paths_in(home: Path, library: Path) -> Paths:
    """Where everything is under `home`, with the roadmap files in `library`."""
    return Paths(home / "data", home / "config", home / "cache", library)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a person who has nothing set but the home."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    root = str(Path(tracker.__file__).parent.parent)
    return {**kept, "PYTHONPATH": root, "TRACKER_HOME": str(home), "HOME": str(home), "LC_ALL": "C.UTF-8", **more}


def pytest_configure() -> None:
    """Take Ctrl+C as usual: a shell ignores SIGINT for what runs in its background, and children inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that is not made yet, for this test alone, and nothing else of the person's environment."""
    for name in ("NO_COLOR", "EDITOR", "VISUAL", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands still."""
    return FrozenClock()


@pytest.fixture
def small_library(tmp_path: Path) -> Path:
    """Roadmap files to change: four skills and two roles, small enough to count by hand."""
    return Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "library"))


@pytest.fixture(scope="session")
def loaded_homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes with roadmaps in the store, to be copied: the bundled ones, and the small library."""
    homes = {name: tmp_path_factory.mktemp(name) for name in ("bundled", "small")}
    Workspace(paths_in(homes["small"], SMALL_LIBRARY)).close()
    for home in homes.values():
        Workspace(paths_in(home, library_folder())).close()
    return homes


@pytest.fixture
def bundled_home(loaded_homes: dict[str, Path], home: Path) -> Path:
    """The home, with the bundled roadmaps loaded."""
    return Path(shutil.copytree(loaded_homes["bundled"], home))


@pytest.fixture
def small_home(loaded_homes: dict[str, Path], home: Path) -> Path:
    """The home, with the small library in use (and the bundled one waiting as a newer snapshot)."""
    return Path(shutil.copytree(loaded_homes["small"], home))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def ran(*words: str) -> Ran:
        capsys.readouterr()
        code = run(words)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return ran


@pytest.fixture
def program(home: Path, tmp_path: Path) -> Run:
    """Runs the real command in a process of its own, away from the checkout."""

    def ran(*words: str, stdin: bytes = b"", **variables: str) -> Ran:
        command = [sys.executable, "-m", "tracker", *words]
        env = environment(home, **variables)
        done = subprocess.run(command, input=stdin, capture_output=True, env=env, cwd=tmp_path, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return ran
