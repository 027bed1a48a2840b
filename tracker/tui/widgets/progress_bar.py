"""A progress bar for a long task that runs in a thread, while the app keeps working."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from tracker.core.errors import LeftOffError
from tracker.core.importing.stages import ProgressCallback, Step
from tracker.tui.glyphs import glyphs

_SECONDS = 0.1
_WIDTH = 40


class _LongTask:
    """Keeps the last progress that the thread has reported, until the bar draws it. The thread never waits."""

    def __init__(self) -> None:
        self.come: tuple[Step, float] | None = None
        self.left = False

    def __call__(self, step: Step, fraction: float) -> None:
        """Called by the thread. Raises `LeftOffError` where the task was cancelled, which ends it."""
        if self.left:
            raise LeftOffError("cancelled; nothing was changed")
        self.come = step, fraction


class ProgressBar(Static):
    """Shows the current step of a task and how far it has come; hidden while no task runs."""

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
        """Begin a new task and cancel the running one. Returns the callback to which the task reports its progress."""
        self.leave_off()
        self._act = _LongTask()
        return self._act

    def leave_off(self) -> None:
        """Cancel the task, which ends at its next report, and hide the bar."""
        self._act.left = True
        self.end()

    def end(self) -> None:
        """Hide the bar: the task has ended."""
        self._act.come = None
        self.display = False

    def _draw(self) -> None:
        if self._act.come is None:
            return
        step, fraction = self._act.come
        filled = int(_WIDTH * fraction)
        bar = glyphs().full * filled, glyphs().empty * (_WIDTH - filled)
        self.display = True
        self.update(Text.assemble(f"{step.value.capitalize():<15}", "".join(bar), f" {int(100 * fraction):>3} %"))
