"""Keys in their order: each goes to what has the focus when the key before it has had its effect.

Textual hands a key on at once, to whatever has the focus then; its binding runs later, when the key comes back to the
app. Keys that arrive together, as over a slow line, would all go to the widget that the first of them leaves: what is
typed behind `/` would run as commands. So a key waits while another, or what that one has sent, is on its way from its
widget to the app, and while a screen is opening.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from time import monotonic
from weakref import ref

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import Worker

_LOOK_SECONDS = 0.005
_PATIENCE = 1.0
"""Seconds after which a key is handed on whatever the one before it does: no key may be held for good."""

Typed = events.Key | events.Paste
HandOn = Callable[[events.Event], Awaitable[None]]


class TypedAhead:
    """Hands keys and pastes on, with what the app would do with each: `hand_on`."""

    def __init__(self, app: App[None], hand_on: HandOn) -> None:
        self._app, self._hand_on = app, hand_on
        self._waiting: deque[Typed] = deque()
        self._on_its_way: Iterator[DOMNode] | None = None
        self._screen: ref[Screen[object]] | None = None  # one that was left must not be kept
        self._workers: frozenset[Worker[object]] = frozenset()
        self._since = 0.0

    async def take(self, event: Typed) -> None:
        """Hand an event on now, or later where one before it has not had its effect yet."""
        if event.is_forwarded:  # no widget wanted it; now it runs what it is bound to
            if self._app.screen_stack:  # else the app has left, and nothing is bound any more
                await self._hand_on(event)
        elif self._waiting or self._is_busy():
            self._waiting.append(event)
            self._look_later()
        else:
            await self._send(event)

    async def _send(self, event: Typed) -> None:
        self._since = monotonic()
        self._screen, self._workers = ref(self._app.screen), self._actions()
        path = [*(self._app.focused or self._app.screen).ancestors_with_self]
        await self._hand_on(event)
        self._on_its_way = iter(path * 2)  # the key comes to the app, and then what its action has sent
        self._follow(self._on_its_way)

    def _follow(self, nodes: Iterator[DOMNode]) -> None:
        """Ask one node after the other, each when it has handled what was sent to it before."""
        if nodes is not self._on_its_way:
            return  # patience was at its end, and another key is on its way
        if not any(node.call_later(self._follow, nodes) for node in nodes):  # a node that is gone cannot be asked
            self._on_its_way = None

    async def _send_waiting(self) -> None:
        while self._waiting and not self._is_busy():
            await self._send(self._waiting.popleft())
        if self._waiting:
            self._look_later()

    def _look_later(self) -> None:
        if self._app.screen_stack:  # else the app is leaving, and what waits has no effect any more
            self._app.set_timer(_LOOK_SECONDS, self._send_waiting)

    def _is_busy(self) -> bool:
        if not self._app.screen_stack:
            return True
        screen = self._app.screen
        if not screen.is_mounted:
            self._since = monotonic()  # patience begins when it is there: a busy machine may need seconds to open it
            return True
        if monotonic() > self._since + _PATIENCE:
            return False
        if self._screen and screen is self._screen():
            return self._on_its_way is not None or bool(self._actions() - self._workers)
        return screen.focused is None and bool(screen.focus_chain)

    def _actions(self) -> frozenset[Worker[object]]:
        """What keys have begun and is not at its end: it may be about to open a panel."""
        return frozenset(w for w in self._app.workers if w.name.startswith("action_") and not w.is_finished)
