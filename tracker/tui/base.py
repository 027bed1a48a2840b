"""What every screen shares."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import Any, TypeVar

from textual.screen import ModalScreen, Screen
from textual.signal import Signal
from textual.worker import ResultType, Worker

A = TypeVar("A")
S = TypeVar("S")


class _WhileItStays:
    """Steps that end at their next pause when their screen has gone: what they would write to is not there any more."""

    def __init__(self, steps: Coroutine[Any, Any, A], stays: Callable[[], bool]) -> None:
        self.steps, self.stays = steps, stays

    def __await__(self) -> Generator[Any, Any, Any]:
        step = partial(self.steps.send, None)
        while True:
            try:
                waits_for = step()
            except StopIteration as end:
                return end.value
            try:
                yield waits_for
            except BaseException as error:  # noqa: BLE001  # the steps' own, also when they are cancelled
                step = partial(self.steps.throw, error)
            else:
                step = partial(self.steps.send, None)
            if not self.stays():
                step = partial(self.steps.throw, CancelledError())


class BaseScreen(Screen[A]):
    """A screen whose keys work from the moment it is there: keys typed ahead of it do nothing, and break nothing.

    What it began with `@work` ends with it, and nothing keeps it once it was left.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's form
        """Refuse every action until the screen's widgets are there."""
        return self.is_mounted

    def run_worker(self, work: Any, *args: Any, **kwargs: Any) -> Worker[Any]:  # Textual's form
        """Run work for as long as the screen is on the stack.

        Textual cancels the work of a screen after it has taken the screen's widgets away; what wakes up in between
        would look for them.
        """
        return super().run_worker(self._while_it_stays(work), *args, **kwargs)

    async def _while_it_stays(self, work: Callable[[], Coroutine[Any, Any, ResultType]]) -> ResultType:
        found: ResultType = await _WhileItStays(work(), lambda: self in self.app.screen_stack)
        return found

    def follow(self, signal: Signal[S], shows: Callable[[S], None]) -> None:
        """Call `shows` with what is published, until the screen is left.

        A signal holds who listens until it is published again, and a screen that was left with it.
        """
        signal.subscribe(self, shows)
        self._followed = signal

    def on_unmount(self) -> None:
        """Be forgotten."""
        if followed := getattr(self, "_followed", None):
            followed.unsubscribe(self)


class BasePanel(BaseScreen[A], ModalScreen[A]):
    """The same for what stands in front of a screen."""
