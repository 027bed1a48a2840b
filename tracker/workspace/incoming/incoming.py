"""What everything that comes from outside has in common, whatever it is: it is shown, asked about, and saved."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.journal.events import Event
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace.incoming.questions import Question
from tracker.workspace.workspace import Workspace


class Saved(NamedTuple):
    """What was saved.

    `roadmap` is the one that it is about, empty where it is about several. `sentence` says what is so now, without a
    full stop; `command_sentence` says it by commands. `transaction` is what undo takes back, empty where it does not
    reach that far. `commands` are commands that a user may want next.
    """

    roadmap: str
    sentence: str
    command_sentence: str
    transaction: Sequence[Event] = ()
    commands: Section | None = None


class Incoming(ABC):
    """Something from outside that waits to be saved. Nothing is written before `save`.

    `agreement` is what to ask before that, and `unsaved` what to say when the answer is no. `is_new` is false where
    there is nothing to save, and `nothing_new` says so.
    """

    agreement: str
    is_new: bool = True
    unsaved: ClassVar[str] = "nothing was changed"
    nothing_new: ClassVar[str] = "there is nothing new in it"

    def questions(self) -> tuple[Question, ...]:
        """What a user may want to say of it; another answer means to open it again."""
        return ()

    def guesses(self) -> tuple[str, ...]:
        """What was guessed in reading it, to be said also where nobody looks at the summary."""
        return ()

    @abstractmethod
    def summary(self, style: Style) -> Summary:
        """What would be saved, to be shown."""

    @abstractmethod
    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """The same as a JSON object, with whether it was saved."""

    @abstractmethod
    def save(self, workspace: Workspace, progress: ProgressCallback = no_progress) -> Saved:
        """Save it in one transaction, in the workspace for which it was opened. Raises `TrackerError`."""
