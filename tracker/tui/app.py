"""The app: opens the session, writes what is wished, and keeps an eye on other processes."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.signal import Signal
from textual.theme import Theme

from tracker.core.decide import SetTarget
from tracker.core.errors import TrackerError
from tracker.core.journal import State
from tracker.core.tell import tell_unreadable
from tracker.core.text import plain, plain_lines
from tracker.settings import DEFAULTS, Settings, settings_file
from tracker.settings.model import Known
from tracker.settings.read import few, read_settings
from tracker.tui.glyphs import use_glyphs
from tracker.tui.hints import use_keys
from tracker.tui.palette import Everything
from tracker.tui.screens.first_run import PlacementScreen, WelcomeScreen, where_you_stand
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.keys import KeysScreen, live_keys
from tracker.tui.screens.news import NewsScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.session import OUTSIDE_SECONDS, Session
from tracker.tui.terminal import BEST, Terminal, look, no_color
from tracker.tui.themes import OWN, mixed
from tracker.workspace import Workspace
from tracker.workspace.workspace import News


class TrackerApp(App[None]):
    """tracker in a terminal."""

    TITLE = "tracker"
    COMMANDS = App.COMMANDS | {Everything}
    CSS_PATH: ClassVar = ["app.tcss", "screens/home.tcss"]  # the first screen is not pushed, so its file is read here
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "colon,ctrl+p", "command_palette", "Commands", id="app.palette", show=False, tooltip="Every command by name"
        ),
        Binding(
            "ctrl+z",
            "app.suspend_process",
            "Suspend",
            id="app.suspend",
            show=False,
            tooltip="Back to the shell; fg returns",
        ),
        Binding("ctrl+c", "app.quit", "Quit", id="app.interrupt", show=False, tooltip="Leave; everything is kept"),
        Binding("ctrl+q", "quit", "Quit", id="app.leave", show=False, priority=True, tooltip="Leave from anywhere"),
        Binding("f1", "keys", "Keys", id="app.help", show=False, priority=True, tooltip="Every key, also while typing"),
    ]

    def __init__(
        self, workspace: Workspace, settings: Settings = DEFAULTS, faults: Sequence[str] = (), terminal: Terminal = BEST
    ) -> None:
        super().__init__()
        self.workspace, self.settings, self.faults, self.terminal = workspace, settings, faults, terminal
        self.no_color, self._theme_kept = no_color(), asyncio.Lock()
        self.changed: Signal[State] = Signal(self, "state changed")
        self.session = Session(workspace, self.changed, self._failed)
        for theme in OWN:
            self.register_theme(theme)
        self.theme = self.kept_theme = terminal.theme(settings.theme)
        self.set_keymap(settings.keys)
        use_keys(settings.keys)
        use_glyphs(terminal.glyphs(settings.glyphs))

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, and the shades in between that the app mixes from them for every theme."""
        variables = super().get_css_variables()
        return {**mixed(self.current_theme, variables), **variables}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What everything drawn goes through, so that this terminal can show it."""
        filters = super().get_line_filters()
        return self.terminal.filters(filters, ansi=self.native_ansi_color, no_color=self.no_color)

    def get_key_display(self, binding: Binding) -> str:
        """A key as hints name it; in letters where its sign cannot be shown."""
        shown = super().get_key_display(binding)
        return shown if self.terminal.unicode or shown.isascii() else binding.key

    def get_default_screen(self) -> HomeScreen:
        """Home is the bottom of the stack, so that the first frame has data on it."""
        return HomeScreen(self.session)

    def on_mount(self) -> None:
        """Begin to write, and to look outside; a person who is new is asked for a role."""
        self._write()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.faults:
            words = "\n".join(few(self.faults))
            self.notify(words, title="Settings", severity="warning", timeout=30, markup=False)
        if wrong := self.workspace.unreadable():
            words = "\n".join(map(plain, tell_unreadable(wrong, 3)))
            self.notify(words, title="Left out", severity="warning", timeout=30, markup=False)
        self.set_interval(OUTSIDE_SECONDS, self.session.look_outside)
        news = self.workspace.news()
        if news:
            self._ask_about(news)
        elif self.session.is_new:
            self._first_run()

    @work(group="write")
    async def _write(self) -> None:
        await self.session.write()

    @work
    async def _first_run(self) -> None:
        role = await self.push_screen_wait(WelcomeScreen(self.session))
        if role is None:
            return
        self.session.wish(SetTarget(role))
        await self.push_screen_wait(PlacementScreen(self.session, role))
        topic = await self.push_screen_wait(where_you_stand(self.session, role))
        self.push_screen(StudyScreen(self.session, role, topic or ""))

    @work
    async def _ask_about(self, news: News) -> None:
        if await self.push_screen_wait(NewsScreen(news)):
            await self.session.use_news()

    @work(group="theme")
    async def _keep_theme(self, theme: Theme) -> None:
        if theme.name == self.kept_theme:
            return
        from tracker.settings.write import write_theme  # only a person who picks a theme pays for it

        self.kept_theme = theme.name
        try:
            async with self._theme_kept:
                await asyncio.to_thread(write_theme, settings_file(self.workspace.paths.config), theme.name)
        except (TrackerError, OSError) as error:
            self._failed(str(error))

    def _failed(self, sentence: str) -> None:
        self.notify(sentence, title="Not kept", severity="error", timeout=30, markup=False)

    def _fatal_error(self) -> None:
        """Called by Textual, after its own clean-up began, for an error nobody expected: no traceback for a person."""
        report = self.workspace.paths.cache / "crash.txt"
        words = "tracker met an error that it did not expect and has closed; nothing that you ticked is lost."
        try:
            report.parent.mkdir(parents=True, exist_ok=True)
            report.write_text(traceback.format_exc(), encoding="utf-8")
            words += f"\nWhat happened is written down for a report: {report}"
        except OSError:
            words += "\nA report of it could not be written."
        self.bell()
        self.panic(Text(plain_lines(words)))

    async def action_quit(self) -> None:
        """Leave when everything is written."""
        await self.session.written()
        self.exit()

    @work
    async def action_keys(self) -> None:
        """Show every key that works now, and run the one that is picked."""
        screen = self.screen
        if isinstance(screen, KeysScreen):
            return
        while screen.is_current and not screen.is_mounted:  # noqa: ASYNC110  # Textual has no public event for it
            await asyncio.sleep(0.01)  # asked for ahead of the screen; its keys are not live yet
        key = await self.push_screen_wait(KeysScreen(live_keys(screen)))
        if key:
            await self.run_action(key.action, default_namespace=key.node)


def _known() -> Known:
    from tracker.tui.keymap import known  # only a person with a theme or keys of their own pays for it

    return known()


def open_app() -> int:
    """Run the app; returns the exit code."""
    with Workspace.open() as workspace:
        reading = read_settings(settings_file(workspace.paths.config), _known)
        settings = reading.settings
        app = TrackerApp(workspace, settings, reading.lines(), look(settings.theme))
        app.run(mouse=settings.mouse)
        return app.return_code or 0
