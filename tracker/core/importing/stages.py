"""The steps of work that takes a while, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """The steps in which a file comes in, in order."""

    READING = "reading"
    UNDERSTANDING = "understanding"
    COMPARING = "comparing"
    SAVING = "saving"


ProgressCallback = Callable[[Step], None]
"""Is told the step that begins; may raise to end the work."""


def no_progress(_step: Step) -> None:
    """The `ProgressCallback` of work that nobody watches."""
