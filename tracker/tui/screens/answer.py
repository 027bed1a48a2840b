"""A screen that answers one question about the user's way in text that scrolls."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.journal.events import State
from tracker.tui.base import HELP_AND_QUIT, BaseScreen
from tracker.tui.session import Session
from tracker.tui.widgets.keys_footer import KeysFooter


class AnswerScreen(BaseScreen[None]):
    """A heading, and an answer made anew whenever the state changes."""

    DEFAULT_CSS = """
    AnswerScreen #question { height: 1; padding: 0 1; text-style: bold; color: $head; }
    AnswerScreen #answer { padding: 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="answer.back", tooltip="Back to where you were"),
        Binding("j", "scroll(1)", "Down", id="answer.down", show=False, tooltip="Scroll down"),
        Binding("k", "scroll(-1)", "Up", id="answer.up", show=False, tooltip="Scroll up"),
        *HELP_AND_QUIT,
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """The heading, the answer, the keys."""
        yield Static(Content(self.question()), id="question", markup=False)
        with VerticalScroll(id="answer"):
            yield Static(Text("…"), id="words", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Answer now, and again when something changes."""
        self.follow(self.session.changed, self._changed)
        self.query_one("#answer").focus()
        self.answer()

    def _changed(self, _state: State) -> None:
        self.answer()

    @work(exclusive=True)
    async def answer(self) -> None:
        """Make the answer and show it."""
        self.query_one("#words", Static).update(await self.words())

    def question(self) -> str:
        """The heading."""
        raise NotImplementedError

    async def words(self) -> Text:
        """The answer; what asks the store does it in a thread."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Leave the screen."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the answer."""
        self.query_one("#answer").scroll_relative(y=lines, animate=False)
