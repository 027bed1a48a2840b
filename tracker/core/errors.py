"""Everything that can go wrong for the user, each with one sentence and an exit code."""

from __future__ import annotations

from collections.abc import Sequence


class TrackerError(Exception):
    """A problem that the user can do something about; its text is shown as it is."""

    exit_code = 1


class UsageError(TrackerError):
    """The command was not put together as it has to be."""

    exit_code = 2


class CancelledByUserError(TrackerError):
    """The user cancelled a long task; nothing of it was kept."""


class OutdatedError(TrackerError):
    """What was about to be saved was made for something that another program has changed since."""


class NotFoundError(TrackerError):
    """No role, skill, group or topic goes by that name; `candidates` are the nearest ones."""

    exit_code = 3

    def __init__(self, sentence: str, candidates: Sequence[str] = ()) -> None:
        self.candidates = tuple(candidates)
        super().__init__(sentence)


class UnreadableError(NotFoundError):
    """A roadmap that the store has and that cannot be read; the others can."""

    exit_code = 5


class AmbiguousError(NotFoundError):
    """Several things go by that name; `candidates` are all of them."""


class RoadmapFileError(TrackerError):
    """A roadmap file has problems; `problems` are all of them, and nothing was loaded."""

    exit_code = 4

    def __init__(self, sentence: str, problems: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(sentence)


class AdvertError(TrackerError):
    """What was given is no job advert that can be read, or says too little."""

    exit_code = 6


class StoreError(TrackerError):
    """The store cannot be used as it is; the file was left untouched."""

    exit_code = 5


class StoreReplacedError(StoreError):
    """The file at the store's path is not the one that is open: removed, replaced or emptied. Nothing was written."""
