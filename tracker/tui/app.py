"""The app: opens the session, writes what is wished, and keeps an eye on other processes."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.signal import Signal
from textual.theme import Theme

from tracker.core.errors import StoreError, StoreReplacedError, TrackerError
from tracker.core.journal.commands import SetTarget
from tracker.core.journal.events import State
from tracker.core.text import plain
from tracker.settings import DEFAULTS, Settings, settings_file
from tracker.settings.read import few
from tracker.tui.glyphs import use_glyphs
from tracker.tui.hints import use_keys
from tracker.tui.leaving import LeavingApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.timing import timer_words
from tracker.tui.session import OUTSIDE_SECONDS, Session
from tracker.tui.terminal.capabilities import (
    BEST,
    Answered,
    Terminal,
    no_color,
    read_light,
)
from tracker.tui.terminal.signals import Signals
from tracker.tui.text_styles import use_text_styles
from tracker.tui.themes import OWN, mixed
from tracker.tui.typed_ahead import TypedAhead
from tracker.tui.widgets.headline import Headline
from tracker.wording.history import describe_unreadable
from tracker.workspace import Workspace
from tracker.workspace.library_updates import LibraryUpdate
from tracker.workspace.safety.unwritten import reminder

if TYPE_CHECKING:
    from tracker.tui.due_reviews import DueReviews


def _everything() -> type[Provider]:
    from tracker.tui.palette import Everything  # as in `action_command_palette`

    return Everything


class TrackerApp(LeavingApp):
    """tracker in a terminal."""

    TITLE = "tracker"
    COMMANDS: ClassVar = {_everything}
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
            priority=True,  # in a line of text it would take back what was typed
            tooltip="Back to the shell; fg returns",
        ),
        Binding(  # in a line of text it would copy
            "ctrl+c",
            "app.quit",
            "Quit",
            id="app.interrupt",
            show=False,
            priority=True,
            tooltip="Leave; everything is kept",
        ),
        Binding("ctrl+q", "quit", "Quit", id="app.leave", show=False, priority=True, tooltip="Leave from anywhere"),
        Binding("Y", "sync", "Sync", id="app.sync", show=False, tooltip="Sync with your other devices"),
        Binding("f2", "docs", "Docs", id="app.docs", show=False, tooltip="Read the manual: keys, settings, files"),
        Binding("f1", "keys", "Keys", id="app.help", show=False, priority=True, tooltip="Every key, also while typing"),
    ]

    kept_theme = ""
    """The theme in the settings."""

    def __init__(
        self, workspace: Workspace, settings: Settings = DEFAULTS, faults: Sequence[str] = (), terminal: Terminal = BEST
    ) -> None:
        super().__init__(driver_class=_driver_class())
        self.workspace, self.settings, self.faults = workspace, settings, faults
        self.terminal = terminal._replace(unicode=terminal.unicode and settings.glyphs != "ascii")
        self.no_color, self._theme_kept = no_color(), asyncio.Lock()
        self.changed: Signal[State] = Signal(self, "state changed")
        self.session = Session(workspace, self.changed, self._refused, self._waits)
        self._asks_about_store = False
        self._looks_on = self._timed = ""
        self._due_reviews: DueReviews | None = None
        self.signals = Signals(self.leave_for, self.end_at_once)
        self._typed = TypedAhead(self, super().on_event)
        for theme in OWN:
            self.register_theme(theme)
        self.kept_theme = terminal.theme(settings.theme)
        self._begin_with_theme(self.kept_theme)
        self.set_keymap(settings.keys)
        use_keys(settings.keys)
        use_glyphs(terminal.glyphs(settings.glyphs))

    def _begin_with_theme(self, name: str) -> None:
        """Use a theme from the start. Setting `theme` reads every style sheet a second time, 4 % of a start."""
        theme = self.get_theme(name)
        if theme is None or theme.ansi:
            self.theme = name  # Textual changes its filters with it
        else:
            self.set_reactive(App.theme, name)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, and the shades in between that the app mixes from them for every theme."""
        if not self.kept_theme:  # Textual asks before the theme is known, and the answer takes 1 % of a start
            return {}
        variables = super().get_css_variables()
        variables = {**mixed(self.current_theme, variables), **variables}
        use_text_styles(variables, ansi=self.current_theme.ansi)
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What everything drawn goes through, so that this terminal can show it."""
        filters = super().get_line_filters()
        return self.terminal.filters(filters, ansi=self.native_ansi_color, no_color=self.no_color)

    def get_key_display(self, binding: Binding) -> str:
        """A key as sentences name it; shorter with Ctrl, and in letters where its sign cannot be shown."""
        shown = super().get_key_display(binding)
        shown = shown.capitalize() if shown.isalpha() and len(shown) > 1 else shown
        return shown if self.terminal.unicode or shown.isascii() else binding.key.capitalize()

    def get_default_screen(self) -> HomeScreen:
        """Home is the bottom of the stack, so that the first frame has data on it."""
        return HomeScreen(self.session)

    async def on_event(self, event: events.Event) -> None:
        """Hand on what comes in, keys one after the other."""
        await (self._typed.take(event) if isinstance(event, events.Key | events.Paste) else super().on_event(event))

    def on_mount(self) -> None:
        """Begin to write, and to look outside; a user who is new is asked for a role."""
        self.call_after_refresh(self._prepare_for_keys)
        self._write()
        if not self.is_headless:
            self.signals.listen(asyncio.get_running_loop())
            self.app_suspend_signal.subscribe(self, lambda _: self.signals.suspend(), immediate=True)
            self.app_resume_signal.subscribe(self, self._resumed)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.faults:
            words = "\n".join(few(self.faults))
            self.notify(words, title="Settings", severity="warning", timeout=30, markup=False)
        if kept := reminder(self.workspace.paths):
            self.notify(kept, title="Not written", severity="warning", timeout=30, markup=False)
        if warnings := self.workspace.warnings():
            self.notify("\n".join(warnings), title="Your store", severity="warning", timeout=30, markup=False)
            self._told()
        if wrong := self.workspace.unreadable():
            words = "\n".join(map(plain, describe_unreadable(wrong, 3)))
            self.notify(words, title="Left out", severity="warning", timeout=30, markup=False)
        if garbled := self.workspace.left_out():
            words = "\n".join(map(plain, garbled[:3]))
            self.notify(words, title="Left out", severity="warning", timeout=30, markup=False)
        self.set_interval(OUTSIDE_SECONDS, self._look_outside)
        self.set_interval(OUTSIDE_SECONDS, self._look_at_clock)
        self.changed.subscribe(self, self._look_at_reviews)
        self.call_after_refresh(self._look_at_reviews, self.session.state)
        if self.settings.sync.auto and self.settings.sync.target:
            self.call_after_refresh(self._sync, quietly=True)
        news = self.workspace.library_updates.pending()
        if news:
            self._ask_about(news)
        elif self.session.is_new:
            self._first_run()

    @work(group="write")
    async def _write(self) -> None:
        await self.session.queue.write()

    @work(group="prepare")
    async def _prepare_for_keys(self) -> None:
        """Load the screen that is opened next and all roadmaps, after the first frame and beside the first keys.

        Where the collector was off for the start, it looks from then on at what is made; what is there by then stays
        until the end.
        """
        import tracker.tui.screens.study  # noqa: F401  # saves 23 ms of the start

        await self.session.read_ahead()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @work
    async def _first_run(self) -> None:
        from tracker.tui.screens.first_run import WelcomeScreen, where_you_stand  # 16 ms, seen once
        from tracker.tui.screens.placement import PlacementScreen
        from tracker.tui.screens.study import StudyScreen  # saves 23 ms of the start

        role = await self.push_screen_wait(WelcomeScreen(self.session))
        if role is None:
            return
        self.session.handle(SetTarget(role))
        await self.push_screen_wait(PlacementScreen(self.session, role, "Step 2 of 3: "))
        topic = await self.push_screen_wait(where_you_stand(self.session, role))
        self.push_screen(StudyScreen(self.session, role, topic or ""))

    @work
    async def _ask_about(self, news: LibraryUpdate) -> None:
        from tracker.tui.panels.library_update import LibraryUpdateScreen  # as in `action_keys`

        if await self.push_screen_wait(LibraryUpdateScreen(news)):
            await self.session.use_library_update()

    @work(group="theme")
    async def _keep_theme(self, theme: Theme) -> None:
        if theme.name == self.kept_theme:
            return
        from tracker.settings.write import write_theme  # 9 ms, when a theme is picked

        self.kept_theme = theme.name
        try:
            async with self._theme_kept:
                await asyncio.to_thread(write_theme, settings_file(self.workspace.paths.config), theme.name)
        except (TrackerError, OSError) as error:
            self._failed(str(error))

    @work(group="store")
    async def _told(self) -> None:
        with suppress(TrackerError, OSError):
            await asyncio.to_thread(self.workspace.warnings_told)

    def _look_at_clock(self) -> None:
        """Notice a new day, and show on every screen how long the timer has run, where one runs or has run."""
        self.session.look_at_day()
        if not (self.session.state.timer or self._timed):
            return
        self._timed = timer_words(self.session)
        for screen in self.screen_stack:
            for headline in screen.query(Headline):
                headline.time(self._timed)

    def _look_at_reviews(self, state: State) -> None:
        if not (state.reviewed or self.session.reviews):
            return
        from tracker.tui.due_reviews import DueReviews  # as in `action_keys`

        self._due_reviews = self._due_reviews or DueReviews(self.session, self.settings)
        self.run_worker(self._due_reviews.look(), group="reviews")

    @work(group="outside", exclusive=True)
    async def _look_outside(self) -> None:
        try:
            await self.session.look_outside()
        except StoreReplacedError as error:
            self._ask_about_store(error)
        except StoreError:
            return  # said at the next write, where it matters

    async def action_sync(self) -> None:
        """Sync with the target in the settings, beside the app, and say what came and went."""
        self._sync(quietly=False)

    @work(group="sync", exclusive=True)
    async def _sync(self, *, quietly: bool) -> None:
        from tracker.tui.syncing import synced  # as in `action_keys`

        await self.session.written()  # so that all that was done so far goes along
        said = await synced(self.workspace.device, self.session.title)
        if not (quietly and said.is_quiet):
            severity: SeverityLevel = "warning" if said.is_problem and not quietly else "information"
            self.notify(said.words, title="Sync", severity=severity, markup=False)

    def _failed(self, sentence: str) -> None:
        self.notify(sentence, title="Not kept", severity="error", timeout=30, markup=False)

    # -- what is not on disk yet ------------------------------------------------------------------------------

    def _refused(self, error: TrackerError) -> None:
        """The store does not take something."""
        if isinstance(error, StoreReplacedError):
            self._ask_about_store(error)
        elif self.session.queue.waiting():
            words = f"{error}\nIt is tried again and again, and what waits is counted on top."
            self.notify(words, title="Not written yet", severity="warning", timeout=15, markup=False)
        else:
            self._failed(str(error))

    @work(group="store")
    async def _ask_about_store(self, error: StoreReplacedError) -> None:
        """Ask what to do with what is open; once, until something else is to be written."""
        if self._asks_about_store or (str(error) == self._looks_on and not self.session.queue.waiting()):
            return
        from tracker.tui.panels.replaced import COPY, LEAVE, ask_about_store  # as in `action_keys`

        self._asks_about_store, words = True, str(error)
        try:
            while chosen := await self.push_screen_wait(ask_about_store(words, len(self.session.queue.kept()))):
                if chosen == LEAVE:
                    self.exit()
                    return
                try:
                    words = await (self._save_copy() if chosen == COPY else self._open_anew())
                except TrackerError as problem:
                    words = f"{problem}"
                if not words:
                    return
            self._looks_on = str(error)
        finally:
            self._asks_about_store = False

    async def _save_copy(self) -> str:
        return f"Saved as a store of its own: {await self.session.save_copy()}\nWhat now?"

    async def _open_anew(self) -> str:
        await self.session.open_anew()
        self.workspace, self._looks_on = self.session.workspace, ""
        return ""

    def _waits(self) -> None:
        """Say on every screen what is not on disk, from the frame that shows it done until it is.

        What is written before that frame is drawn, as nearly everything is, is never said.
        """
        if not self.is_running:
            return
        words = self.session.not_written()
        for screen in self.screen_stack:
            for headline in screen.query(Headline):
                headline.wait(words)

    def _resumed(self, _app: App[None]) -> None:
        """Draw everything again after another program had the terminal."""
        self.signals.resume()
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def on_answered(self, message: Answered) -> None:
        """The terminal says late what its background is: follow it, where the theme is to."""
        light = read_light(f"\x1b]{message.words}".encode())
        if light is not None and self.theme == self.terminal.theme(self.settings.theme):
            self.terminal = self.terminal._replace(light=light)
            self.theme = self.kept_theme = self.terminal.theme(self.settings.theme)

    def action_command_palette(self) -> None:
        """Find a command, a roadmap or a topic by name."""
        from tracker.tui.palette import PaletteScreen  # it needs the study screen, which saves 23 ms of the start

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen())

    @work
    async def action_keys(self) -> None:
        """Show every key that works now, and run the one that is picked."""
        from tracker.tui.panels.keys import KeysScreen, live_keys  # with the other panels 11 ms of the start

        screen = self.screen
        if isinstance(screen, KeysScreen):
            return
        while screen.is_current and not screen.is_mounted:  # noqa: ASYNC110  # Textual has no public event for it
            await asyncio.sleep(0.01)  # asked for ahead of the screen; its keys are not live yet
        key = await self.push_screen_wait(KeysScreen(live_keys(screen)))
        if key:
            await self.run_action(key.action, default_namespace=key.node)

    @work
    async def action_docs(self) -> None:
        """Show the pages that explain the program."""
        from tracker.tui.panels.docs import show_docs  # as in `action_keys`

        await show_docs(self)


def _driver_class() -> type[Driver] | None:
    """The driver for this system; None for Textual's own choice."""
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        from tracker.tui.terminal.browser import BrowserDriver  # not on every system, nor in a terminal

        return BrowserDriver
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from tracker.tui.terminal.driver import TerminalDriver  # not on every system, nor in a browser

    return TerminalDriver
