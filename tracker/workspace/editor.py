"""The user's own editor for long text."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from tracker.core.errors import TrackerError


def edit(text: str, suffix: str = ".md") -> str:
    """`text` after the user has edited it in `$VISUAL`, `$EDITOR`, or vi. Raises `TrackerError` when that fails."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        path = Path(folder, f"note{suffix}")
        path.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603  # the user's own choice
        except (OSError, ValueError) as error:
            raise TrackerError(f'the editor "{command}" cannot be started ({error}); set EDITOR') from None
        if done.returncode:
            raise TrackerError(f'the editor "{command}" gave up (exit code {done.returncode}); the note is as it was')
        return path.read_text(encoding="utf-8", errors="replace")
