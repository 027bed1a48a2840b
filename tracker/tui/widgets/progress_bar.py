"""A line for work that goes on in a thread while the app stays awake: which step of it is on."""

from __future__ import annotations

from textual.widgets import Static

from tracker.core.errors import CancelledByUserError
from tracker.core.importing.stages import ProgressCallback, Step
from tracker.tui.glyphs import glyphs

_SECONDS = 0.1


class _LongTask:
    """Keeps the last progress that the thread has reported, until the bar draws it. The thread never waits."""

    def __init__(self) -> None:
        self.step: Step | None = None
        self.left = False

    def __call__(self, step: Step) -> None:
        """Called by the thread. Raises `CancelledByUserError` when the user is gone, which ends the task."""
        if self.left:
            raise CancelledByUserError("cancelled; nothing was changed")
        self.step = step


class ProgressBar(Static):
    """The step that is on; hidden when there is none."""

    DEFAULT_CSS = "ProgressBar { height: 1; margin-bottom: 1; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False
        self._act = _LongTask()

    def on_mount(self) -> None:
        """Draw the reported progress regularly."""
        self.set_interval(_SECONDS, self._draw)

    def on_unmount(self) -> None:
        """Cancel the task: nobody waits for it any more."""
        self.leave_off()

    def begin(self) -> ProgressCallback:
        """What another act is to tell its steps; one that is going on is left off."""
        self.leave_off()
        self._act = _LongTask()
        return self._act

    def leave_off(self) -> None:
        """End the act at its next step, and hide the line."""
        self._act.left = True
        self.end()

    def end(self) -> None:
        """Hide the line: the act is over."""
        self._act.step = None
        self.display = False

    def _draw(self) -> None:
        if self._act.step:
            self.display = True
            self.update(f"{self._act.step.value.capitalize()} {glyphs().dots}")
