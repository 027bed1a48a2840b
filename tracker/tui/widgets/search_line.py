"""The line in which a user searches: what is typed, and how many rows match it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class SearchLine(Horizontal):
    """Hidden until it is opened; what is in it is made then. It posts every change of its words, and its end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="search.close", tooltip="Close the search"),
    ]

    class Changed(Message):
        """Other words are to be searched."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Closed(Message):
        """The search is over; `confirmed` with Enter, else left with Escape or by going elsewhere."""

        def __init__(self, confirmed: bool) -> None:
            self.confirmed = confirmed
            super().__init__()

    def __init__(self, placeholder: str) -> None:
        super().__init__(id="search", classes="-hidden")
        self._placeholder = placeholder

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return not self.has_class("-hidden")

    async def open(self) -> None:
        """Show the line, with the words of the last search selected."""
        if not self.children:  # the sign of a search, the words, and the count: 5 ms of the start
            words = Input(placeholder=self._placeholder)
            await self.mount(Static("/", markup=False), words, Static(id="matches", markup=False))
        self.remove_class("-hidden")
        line = self.query_one(Input)
        line.select_all()
        self.screen.set_focus(line)  # at once: the next key may wait already

    def count(self, words: str) -> None:
        """Say beside the words how many rows match."""
        self.query_one("#matches", Static).update(words)

    def clear(self) -> None:
        """Forget the words."""
        for line in self.query(Input):
            line.value = ""

    def _end(self, confirmed: bool) -> None:
        if self.is_open:
            self.add_class("-hidden")
            self.post_message(self.Closed(confirmed))

    def action_close(self) -> None:
        """End the search."""
        self._end(False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._end(True)

    @on(Input.Blurred)
    def _left(self) -> None:
        if self.screen.is_current:
            self._end(False)
