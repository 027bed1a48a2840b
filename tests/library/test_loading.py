"""Reading the bundled library pays for nothing that it does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import environment

LOAD = """
import json, sys
from tracker.workspace.library_files import load_library
from tracker.workspace.paths import library_folder
report = load_library(library_folder())
heavy = ("sqlalchemy", "alembic", "textual", "urllib.request")
print(json.dumps([len(report.library.skills), [name for name in heavy if name in sys.modules]]))
"""


def test_the_bundled_library_is_read_without_the_orm_the_screen_and_the_network(tmp_path: Path) -> None:
    """A first start reads it; pydantic checks it, and nothing else is worth waiting for."""
    command = [sys.executable, "-c", LOAD]
    done = subprocess.run(command, capture_output=True, check=True, env=environment(tmp_path), cwd=tmp_path)
    assert json.loads(done.stdout) == [66, []]
