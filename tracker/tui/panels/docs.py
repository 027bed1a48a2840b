"""The pages that explain the program, inside the app."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.docs import PAGES, page
from tracker.docs.readable import readable
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.panels.pick import Choice, PickScreen


class DocsScreen(Panel[None]):
    """Shows one page."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.page_name = name

    def compose(self) -> ComposeResult:
        """The page in a box that scrolls."""
        box = VerticalScroll(classes="panel")
        box.border_title = Content(PAGES[self.page_name])
        box.border_subtitle = Content(f"{key_of('panel.close')} closes")
        with box:
            yield Static("\n".join(readable(page(self.page_name))), markup=False)


async def show_docs(app: App[None]) -> None:
    """Ask for a page and show it, until the user has seen enough."""
    choices = [Choice(name, title, name) for name, title in PAGES.items()]
    hint = f"{key_of('pick.pick')} opens · {key_of('panel.close')} closes"
    while name := await app.push_screen_wait(PickScreen("Docs", hint, choices)):
        await app.push_screen_wait(DocsScreen(name))
