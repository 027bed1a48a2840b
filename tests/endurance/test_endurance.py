"""The short form of every suite, as CI runs it; a suite that breaks a promise or loses a mark fails.

Each runs in a process of its own, as a user starts it: a process that is begun by a large one counts its memory too.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.suites import SUITES

ROOT = Path(__file__).parent.parent.parent
SEED = "20261127"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SUITES)
def test_no_promise_is_broken_and_nothing_is_lost(name: str) -> None:
    command = [sys.executable, "-m", "tests.endurance", name, "--short", "--seed", SEED]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as suite:
        try:
            table, _ = suite.communicate(timeout=590)
        finally:
            if suite.poll() is None:
                os.killpg(suite.pid, signal.SIGKILL)
    assert suite.returncode == 0, table
