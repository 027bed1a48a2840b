"""The question whether to use newer bundled roadmaps, with what would change."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.tui.hints import key_of
from tracker.tui.panels.panel import SelfOpenedPanel
from tracker.workspace.library_updates import LibraryUpdate


class LibraryUpdateScreen(SelfOpenedPanel[bool]):
    """Asks whether to use the newer roadmaps: True, or None for "not now"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "use", "Use them", id="update.use", tooltip="Use the newer roadmaps; undo reverts it"),
    ]

    def __init__(self, news: LibraryUpdate) -> None:
        super().__init__()
        self.news = news

    def compose(self) -> ComposeResult:
        """What would change, point by point."""
        box = VerticalScroll(classes="panel")
        box.border_title = Content("Newer roadmaps are installed")
        hint = f"{key_of('update.use')} uses them · {key_of('panel.close')} keeps the ones you have for now"
        box.border_subtitle = Content(hint)
        with box:
            points = "\n".join(f"· {line}" for line in self.news.lines or ("texts and links only",))
            yield Static(f"What would change for you:\n\n{points}\n\nEvery tick is kept.", markup=False)

    def action_use(self) -> None:
        """Answer yes."""
        self.dismiss(True)
