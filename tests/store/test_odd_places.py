"""Stores where nothing can be written, where there is no room, or where there is no shared memory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import Run, environment

TICKS_AND_DIES = """
import os, signal
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
Workspace.open().record(SetMark(("knots/splice",), Mark.DONE))
os.kill(os.getpid(), signal.SIGKILL)
"""

pytestmark = pytest.mark.usefixtures("small_home")
Mount = Callable[..., None]


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mounts with the words of the command, and takes it back."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount, on Linux")
    mounted: list[str] = []

    def mounts(*words: str) -> None:
        ran = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
        if ran.returncode:
            pytest.skip(f"this system does not let anybody mount: {ran.stderr.strip()}")
        mounted.append(words[-1])

    yield mounts
    for place in reversed(dict.fromkeys(mounted)):
        subprocess.run(["umount", place], check=True)


def with_a_log(home: Path) -> None:
    """Tick a topic, and leave it in the log as a killed program does."""
    ran = subprocess.run([sys.executable, "-c", TICKS_AND_DIES], env=environment(home), check=False)
    assert ran.returncode == -signal.SIGKILL
    assert (home / "data" / "tracker.db-wal").stat().st_size > 0


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
@pytest.mark.parametrize("memory", [False, True], ids=["no shared memory", "shared memory left"])
def test_a_read_only_store_is_read_and_the_reason_is_named(
    log: bool, memory: bool, program: Run, home: Path, mount: Mount
) -> None:
    if log:
        with_a_log(home)
    else:
        program("tick", "splice")
    if not memory:
        (home / "data" / "tracker.db-shm").unlink(missing_ok=True)
    mount("--bind", str(home), str(home))
    mount("-o", "remount,ro,bind", str(home))
    for words in (["roles"], ["show", "knots"], ["history"], ["export", "knots"], ["doctor"]):
        ran = program(*words)
        assert (ran.code, "Traceback" in ran.stderr) == (0, False), ran.stderr
    assert program("status", "knots", "--json").stdout.count('"done": 1,') == 1
    ran = program("tick", "bowline")
    assert (ran.code, "read-only" in ran.stderr) == (5, True)


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
def test_a_store_on_a_full_disk_is_read_and_the_reason_is_named(
    log: bool, program: Run, home: Path, mount: Mount, tmp_path: Path
) -> None:
    if log:
        with_a_log(home)
    else:
        program("tick", "splice")
    (home / "data" / "tracker.db-shm").unlink(missing_ok=True)
    kept = Path(shutil.move(home, tmp_path / "kept"))
    home.mkdir()
    mount("-t", "tmpfs", "-o", "size=12m", "tmpfs", str(home))
    shutil.copytree(kept, home, dirs_exist_ok=True)
    (home / "data" / "device").write_bytes(b"")  # as a kill may leave it
    with (home / "fill").open("wb", buffering=0) as fill, suppress(OSError):
        while fill.write(bytes(4096)):
            pass
    for words in (["roles"], ["show", "knots"], ["history"], ["export", "knots"], ["doctor"]):
        ran = program(*words)
        assert (ran.code, "Traceback" in ran.stderr) == (0, False), ran.stderr
    assert program("status", "knots", "--json").stdout.count('"done": 1,') == 1
    ran = program("tick", "bowline")
    assert (ran.code, "disk is full" in ran.stderr) == (5, True)
    (home / "fill").unlink()
    assert program("tick", "bowline").code == 0
    assert program("status", "knots", "--json").json()["done"] == 2


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
def test_a_store_without_shared_memory_is_used_by_one_at_a_time(log: bool, program: Run, home: Path) -> None:
    if log:
        with_a_log(home)
        (home / "data" / "tracker.db-shm").unlink()
    else:
        program("tick", "splice")
    (home / "data" / "tracker.db-shm").mkdir()
    assert program("tick", "bowline").code == 0
    assert program("status", "knots", "--json").stdout.count('"done": 2,') == 1
    assert program("doctor").code == 0
    assert program("history").code == 0


@pytest.mark.parametrize("name", ["data/device", "config/settings.toml"])
def test_a_pipe_in_the_place_of_a_small_file_is_not_waited_for(name: str, program: Run, home: Path) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / name).unlink(missing_ok=True)
    os.mkfifo(home / name)
    assert program("settings").code == 0
    assert program("tick", "bowline").code == 0
    assert program("status", "knots", "--json").json()["done"] == 1


def test_a_pipe_in_the_place_of_the_store_is_not_waited_for(program: Run, home: Path) -> None:
    store = home / "data" / "tracker.db"
    store.unlink()
    os.mkfifo(store)
    ran = program("status", "knots")
    assert (ran.code, ran.stderr.count("\n")) == (5, 1)
    assert "it is a pipe, a device or a socket" in ran.stderr


def test_a_user_that_does_not_exist_is_named(program: Run) -> None:
    for words in (["paths"], ["status"], ["doctor"]):
        ran = program(*words, TRACKER_HOME="~nosuchuser/x")
        assert (ran.code, ran.stderr.count("\n")) == (5, 1)
        assert '"~nosuchuser/x"' in ran.stderr


NOBODY = """
import os, sys
import platformdirs, platformdirs.unix, pwd
from tracker.cli.main import run
os.environ["TRACKER_HOME"] = "here"
run(["paths"])  # imports all that it takes: the other user may not read the packages
del os.environ["TRACKER_HOME"]
os.setgid(12345); os.setuid(12345)
sys.exit(run(["paths"]))
"""


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can become another user")
def test_a_user_without_a_home_is_told_what_to_set(home: Path) -> None:
    env = {name: value for name, value in environment(home).items() if name not in {"HOME", "TRACKER_HOME"}}
    ran = subprocess.run([sys.executable, "-c", NOBODY], env=env, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (5, 1)
    assert "TRACKER_HOME" in ran.stderr
