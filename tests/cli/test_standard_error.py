"""What is said on standard error is only talk: where it cannot be written, the exit code stays what it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    ("words", "code"), [(["status", "docker"], 0), (["status", "no-such-thing"], 3), (["tick", "no-such-thing"], 3)]
)
def test_a_full_standard_error_changes_no_exit_code(words: list[str], code: int, bundled_home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *words],
            env=environment(bundled_home),
            stdout=subprocess.DEVNULL,
            stderr=full,
            check=False,
        )
    assert done.returncode == code
