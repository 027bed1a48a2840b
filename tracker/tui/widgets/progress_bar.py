"""A bar for an act that goes on in a thread while the app stays awake."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from tracker.core.errors import LeftOffError
from tracker.core.importing.stages import ProgressCallback, Step
from tracker.tui.glyphs import glyphs

_SECONDS = 0.1
_WIDTH = 40


class _LongTask:
    """Keeps what the thread tells, for the screen to look at when it has time; the thread never waits for it."""

    def __init__(self) -> None:
        self.come: tuple[Step, float] | None = None
        self.left = False

    def __call__(self, step: Step, fraction: float) -> None:
        """Called by the thread. Raises `LeftOffError` when the user is gone, which ends the task."""
        if self.left:
            raise LeftOffError("left off; nothing was changed")
        self.come = step, fraction


class ProgressBar(Static):
    """The step of the act that is on, and how far it has come; hidden when there is none."""

    DEFAULT_CSS = "ProgressBar { height: 1; margin-bottom: 1; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False
        self._act = _LongTask()

    def on_mount(self) -> None:
        """Look at what the thread told, from time to time."""
        self.set_interval(_SECONDS, self._draw)

    def on_unmount(self) -> None:
        """Nobody waits for the act any more."""
        self.leave_off()

    def begin(self) -> ProgressCallback:
        """What another act is to tell how far it has come; one that is going on is left off."""
        self.leave_off()
        self._act = _LongTask()
        return self._act

    def leave_off(self) -> None:
        """End the act at the next thing that it tells, and hide the bar."""
        self._act.left = True
        self.end()

    def end(self) -> None:
        """Hide the bar: the act is over."""
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
