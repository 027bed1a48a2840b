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
heavy = ("pydantic", "tracker.formats.library_files.model",
         "importlib.metadata", "sqlalchemy", "textual", "urllib.request")
print(json.dumps([len(report.library.skills), [name for name in heavy if name in sys.modules]]))
"""


def test_the_bundled_library_is_read_without_what_only_a_broken_file_needs(tmp_path: Path) -> None:
    """The model of the files takes longer to import than the whole library to read."""
    command = [sys.executable, "-c", LOAD]
    done = subprocess.run(command, capture_output=True, check=True, env=environment(tmp_path), cwd=tmp_path)
    assert json.loads(done.stdout) == [66, []]
