"""How the command line shows how far a long task has come."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tracker.cli.output import unicode
from tracker.core.importing.stages import Step
from tracker.workspace.incoming.source import LARGE_IMPORT


class StepShown:
    """The step that is on, on stderr, for what takes a while: for a user, not a script, and only with much to do."""

    def __init__(self, size: int) -> None:
        """`size` is the size of the file in bytes."""
        self._wanted, self._shown = size >= LARGE_IMPORT and sys.stderr.isatty(), ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.clear()

    def __call__(self, step: Step) -> None:
        """Show the step that has begun."""
        if not self._wanted:
            return
        self.clear()
        self._shown = f"{step.value} {'…' if unicode() else '...'}"
        sys.stderr.write(f"\r{self._shown}")  # no word of a file stands in it
        sys.stderr.flush()

    def clear(self) -> None:
        """Take it away, before anything else is written."""
        if self._shown:
            sys.stderr.write(f"\r{' ' * len(self._shown)}\r")
            sys.stderr.flush()
            self._shown = ""
