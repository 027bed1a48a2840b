"""What every screen shares."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import Any, TypeVar

from textual import events, messages
from textual._styles_cache import StylesCache  # it offers no other door to its cache
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.signal import Signal
from textual.worker import ResultType, Worker

A = TypeVar("A")
S = TypeVar("S")

HELP_AND_QUIT = (
    Binding("question_mark", "app.keys", "Help", id="app.keys", tooltip="Every key of this screen"),
    Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
)
"""The keys that every screen has."""

TWO_PANES = 100
"""Columns from which on two panes stand side by side."""


class _WhileItStays:
    """Steps that end at their next pause when their screen has gone: what they would write to is not there any more."""

    def __init__(self, steps: Coroutine[Any, Any, A], stays: Callable[[], bool]) -> None:
        self.steps, self.stays = steps, stays

    def __await__(self) -> Generator[Any, Any, Any]:
        begin = partial(self.steps.send, None)
        step = begin if self.stays() else partial(self.steps.throw, CancelledError())
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


_TEXTUAL = frozenset({events.__name__, messages.__name__})


class BaseScreen(Screen[A]):
    """A screen whose keys work from the moment it is there: keys typed ahead of it do nothing, and break nothing.

    It is left once, with the first answer. What comes after that finds nothing to write to, and is dropped: keys,
    messages of its widgets, timers, news of the state, and the next step of what it began with `@work`. Nothing keeps
    it once it was left.
    """

    _left_with: tuple[A | None] | None = None

    @property
    def stays(self) -> bool:
        """Whether the screen is still to be used: neither it nor the app was left, and it has something to show."""
        # From Python 3.12 on a screen is composed before it is on the stack: Textual begins its tasks at once.
        return self.is_attached and (self._left_with is None or self in self.app.screen_stack)

    @property
    def is_current(self) -> bool:
        """Whether it is seen: in front, or behind panels only.

        Textual takes the screen behind the one in front for seen, whatever is in front, and draws all of the screen in
        front again whenever something has changed behind it: that doubled the time of a tick.
        """
        for screen in reversed(self.app.screen_stack):
            if screen is self or not screen.is_modal:
                return screen is self
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's form
        """Refuse every action until the screen's widgets are there, and when the screen was left."""
        return self.is_mounted and self.stays

    async def _on_message(self, message: Message) -> None:
        its_end = type(message).__module__ in _TEXTUAL and not isinstance(message, events.InputEvent | events.Timer)
        if its_end or self.stays:
            await super()._on_message(message)

    def dismiss(self, result: A | None = None) -> AwaitComplete:
        """Leave the screen with an answer: the first one counts.

        Behind another screen it is left when that is gone, and before it is shown as soon as it is. Textual would
        take away whatever screen is in front, and a second time the one below. The lowest one stays: news that come
        while the app is being left would take it away too.
        """
        if self.app.screen_stack[:1] == [self]:
            return AwaitComplete()
        self._left_with = self._left_with or (result,)
        if self not in self.app.screen_stack or self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(self._left_with[0])

    def on_screen_resume(self) -> None:
        """Leave at last what was to be left while another screen was in front."""
        if self._left_with:
            self.dismiss()

    def run_worker(self, work: Any, *args: Any, **kwargs: Any) -> Worker[Any]:  # Textual's form
        """Run work for as long as the screen is on the stack.

        Textual cancels the work of a screen after it has taken the screen's widgets away; what wakes up in between
        would look for them.
        """
        return super().run_worker(self._while_it_stays(work), *args, **kwargs)

    async def _while_it_stays(self, work: Callable[[], Coroutine[Any, Any, ResultType]]) -> ResultType:
        result: ResultType = await _WhileItStays(work(), lambda: self.stays)
        return result

    def fit(self) -> None:
        """Set the classes for the terminal's size ahead of the first layout; Textual does so after it, for a second."""
        names = list[str]()
        for breakpoints, length in (
            (self.HORIZONTAL_BREAKPOINTS or (), self.app.size.width),
            (self.VERTICAL_BREAKPOINTS or (), self.app.size.height),
        ):
            names.append(max((place for place in breakpoints if place[0] <= length), default=(0, ""))[1])
        self.add_class(*filter(None, names))  # together: each time every rule is matched again

    def stays_open(self) -> bool:
        """Whether to stay when the user leaves the app, for something that is not saved; most screens have nothing."""
        return False

    def keep_open_text(self) -> None:
        """Keep the text that is being written, when the app is left by force; most screens have none."""

    def follow(self, signal: Signal[S], shows: Callable[[S], None]) -> None:
        """Call `shows` with what is published, until the screen is left; leave when there is nothing to show any more.

        A signal holds who listens until it is published again, and a screen that was left with it.
        """

        def published(news: S) -> None:
            if self.stays:
                shows(news)
            else:
                self.dismiss()

        signal.subscribe(self, published)
        self._followed = signal

    def on_unmount(self) -> None:
        """Be forgotten; also by Textual's cache of colours, which holds every line that 1,024 widgets have drawn."""
        StylesCache.get_inner_outer.cache_clear()
        if followed := getattr(self, "_followed", None):
            followed.unsubscribe(self)


class BasePanel(BaseScreen[A], ModalScreen[A]):
    """The same for what stands in front of a screen."""
