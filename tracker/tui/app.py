"""The app: opens the session, writes what is wished, and keeps an eye on other processes."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.signal import Signal

from tracker.core.journal import State
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.keys import KeysScreen, live_keys
from tracker.tui.screens.news import NewsScreen
from tracker.tui.session import OUTSIDE_SECONDS, Session
from tracker.tui.themes import DARK, LIGHT, mixed
from tracker.workspace import Workspace
from tracker.workspace.workspace import News


class TrackerApp(App[None]):
    """tracker in a terminal."""

    TITLE = "tracker"
    CSS_PATH: ClassVar = ["app.tcss", "screens/home.tcss"]  # the first screen is not pushed, so its file is read here
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("colon", "command_palette", "Commands", id="app.palette", show=False, tooltip="Every command by name"),
        Binding("ctrl+c", "quit", "Quit", id="app.interrupt", show=False, tooltip="Leave; everything is kept"),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.changed: Signal[State] = Signal(self, "state changed")
        self.session = Session(workspace, self.changed, self._failed)
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, and the shades in between that the app mixes from them for every theme."""
        variables = super().get_css_variables()
        return {**mixed(self.current_theme, variables), **variables}

    def get_default_screen(self) -> HomeScreen:
        """Home is the bottom of the stack, so that the first frame has data on it."""
        return HomeScreen(self.session)

    def on_mount(self) -> None:
        """Begin to write, and to look outside."""
        self._write()
        self.set_interval(OUTSIDE_SECONDS, self.session.look_outside)
        news = self.workspace.news()
        if news:
            self._ask_about(news)

    @work(group="write")
    async def _write(self) -> None:
        await self.session.write()

    @work
    async def _ask_about(self, news: News) -> None:
        if await self.push_screen_wait(NewsScreen(news)):
            await self.session.use_news()

    def _failed(self, sentence: str) -> None:
        self.notify(sentence, title="Not kept", severity="error", timeout=30, markup=False)

    async def action_quit(self) -> None:
        """Leave when everything is written."""
        await self.session.written()
        self.exit()

    @work
    async def action_keys(self) -> None:
        """Show every key that works now, and run the one that is picked."""
        key = await self.push_screen_wait(KeysScreen(live_keys(self.screen)))
        if key:
            await self.run_action(key.action, default_namespace=key.node)


def open_app() -> int:
    """Run the app; returns the exit code."""
    with Workspace.open() as workspace:
        app = TrackerApp(workspace)
        app.run()
        return app.return_code or 0
