"""Homes to try things on, and the real commands run on them, each with a deadline."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which a command counts as hanging; the slowest one takes about three on a quiet machine."""
HANGS = -1000
"""Stands for the exit code of a command that was ended because it hung."""


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def is_plain(self) -> bool:
        """Whether it ended in time, and without a traceback."""
        return self.code != HANGS and "Traceback" not in self.err and "Traceback" not in self.out

    def json(self) -> Any:
        """What stands on standard output, read as JSON."""
        return json.loads(self.out)

    def __str__(self) -> str:
        """The code and the end of what was said, for a note."""
        said = " / ".join((self.err.strip() or self.out.strip()).splitlines()[-2:])
        return f"exit {self.code}: {said[-240:]}"


def environment(home: Path | None, **more: str) -> dict[str, str]:
    """The environment of a user who has nothing set but the home."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    homes = {"TRACKER_HOME": str(home), "HOME": str(home)} if home else {}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **homes, **more}


def command(*words: str) -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-m", "tracker", *words]


def run(
    home: Path | None,
    *words: str,
    stdin: str = "",
    patience: float = PATIENCE,
    before: tuple[str, ...] = (),
    **more: str,
) -> Ran:
    """Run one command to its end; `before` stands in front of it, such as `faketime`."""
    try:
        done = subprocess.run(
            [*before, *command(*words)],
            input=stdin.encode(),
            capture_output=True,
            env=environment(home, **more),
            cwd=tempfile.gettempdir(),
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran(HANGS, "", f"no end within {patience:.0f} s: tracker {' '.join(words)}"[:200])
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def start(home: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """Begin one command and let it go on by itself."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command(*words),
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        env=environment(home, **more),
        cwd=tempfile.gettempdir(),
        text=True,
    )


def finish(process: subprocess.Popen[str], patience: float = PATIENCE) -> Ran:
    """What a command that was begun gives back; after `patience` seconds it is killed."""
    try:
        out, err = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return Ran(HANGS, "", f"no end within {patience:.2f} s")
    return Ran(process.returncode, out, err)


def store(home: Path) -> Path:
    """The store of a home."""
    return home / "data" / "tracker.db"


@cache
def has_command(name: str) -> bool:
    """Whether this version of the program knows a command."""
    with folder() as home:
        return run(home, name, "--help").code == 0


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder that is removed in the end."""
    path = Path(tempfile.mkdtemp(prefix="tracker-endurance-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Homes:
    """Copies of one home that was made by the program itself, as many as a suite wants."""

    def __init__(self, place: Path, setup: tuple[tuple[str, ...], ...] = ()) -> None:
        self._place, self._numbers = place, count(1)
        self.first = place / "first"
        for words in (("target", "ai-engineer"), *setup):
            ran = run(self.first, *words)
            if ran.code:
                raise RuntimeError(f"the home cannot be made: {ran}")
        write_settings(self.first)

    def copy(self, first: Path | None = None) -> Path:
        """A home of its own, as the first one is, or as another."""
        return Path(shutil.copytree(first or self.first, self.empty(), dirs_exist_ok=True))

    def empty(self) -> Path:
        """A home in which there is nothing yet."""
        place = self._place / f"home{next(self._numbers)}"
        place.mkdir()
        return place


def write_settings(home: Path, theme: str = "tracker-dark") -> None:
    """Settings for the app. With a theme the program asks the terminal nothing, so that no answer is typed as keys."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")


@contextlib.contextmanager
def homes(*setup: tuple[str, ...]) -> Iterator[Homes]:
    """Homes of somebody with a target, on which the commands `setup` were run; removed in the end."""
    with folder() as place:
        yield Homes(place, setup)
