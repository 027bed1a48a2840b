"""The saved adverts, best first: read another, open one, say how far it has come, compare all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tracker.core.effort import hours
from tracker.core.errors import TrackerError
from tracker.core.journal.events import State
from tracker.core.own_roles.record import AdvertState
from tracker.core.progress.measure import Tally
from tracker.core.text import plain_lines, plural
from tracker.tui.base import HELP_AND_QUIT, TWO_PANES
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.comparison import ComparisonScreen
from tracker.tui.panels.paste_advert import DRAFT, PasteAdvertScreen
from tracker.tui.screens.advert import AdvertScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.screens.undoing import UNDO_KEYS, Undoing
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.rows import Cell, Rows, cut
from tracker.workspace.adverts.compare import compare_folder
from tracker.workspace.adverts.read import AdvertReport, Adverts
from tracker.workspace.adverts.saved import KeptAdvert, change_advert, kept_adverts
from tracker.workspace.own_roles import remove_role


class _AdvertRows(Rows[KeptAdvert]):
    """One line for each saved advert."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.open", "Open", id="adverts.open", tooltip="Open it as the role that it is"),
    ]

    def key(self, row: KeptAdvert) -> str:
        """The id of its role."""
        return row.id

    def draw(self, row: KeptAdvert, width: int) -> Iterable[Cell]:
        """Title, state, per cent and hours."""
        total = row.progress.total
        percent = "    -" if total.percent is None else f"{total.percent:>3} %"
        right = f"{row.advert.state.value:<12} {percent} {hours(total.hours_left):>10} "
        room = max(4, width - cell_len(right) - 1)
        title = cut(row.role.title, room - 1, glyphs().dots)
        style = "dim" if row.advert.state is AdvertState.CLOSED else ""
        return [(f" {title}", style), (" " * max(0, room - cell_len(title)), ""), (right, "dim")]

    def on_rows_clicked(self, event: Rows.Clicked[KeptAdvert]) -> None:
        """A double click opens."""
        if event.again and isinstance(self.screen, AdvertsScreen):
            self.screen.action_open()


class AdvertsScreen(Undoing):
    """The saved adverts."""

    CSS_PATH = "advert.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "read", "Read advert", id="adverts.read", tooltip="Paste an advert and see what it asks"),
        Binding("s", "state", "State", id="adverts.state", tooltip="Interesting, applied, interview, closed"),
        Binding("c", "compare", "Compare", id="adverts.compare", tooltip="Which skills all of them ask"),
        Binding("d", "remove", "Remove", id="adverts.remove", tooltip="Remove it; undo restores it"),
        *UNDO_KEYS,
        *HELP_AND_QUIT,
        Binding("escape", "close", "Back", id="adverts.close", tooltip="Back to all roadmaps"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Headline and list."""
        yield Headline(id="headline")
        yield _AdvertRows(id="adverts")
        yield KeysFooter()

    def on_mount(self) -> None:
        """List what is saved, and follow the state."""
        self.follow(self.session.changed, self._follow)
        self.query_one(_AdvertRows).focus()
        self._list()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs an advert only where there is one."""
        if action in {"open", "state", "compare", "remove"} and not self.query_one(_AdvertRows).rows:
            return False
        return super().check_action(action, parameters)

    def _follow(self, _state: State) -> None:
        self._list()

    @work(exclusive=True, group="list")
    async def _list(self) -> None:
        nothing: list[KeptAdvert] = []
        kept = await asyncio.to_thread(self.session.ask, kept_adverts, nothing)
        self.query_one(_AdvertRows).show(kept)
        headline = self.query_one(Headline)
        headline.show(
            plural(len(kept), "saved advert") if kept else "Job adverts",
            kept[0].progress.total if kept else Tally(),
            (),
        )
        headline.explain("" if kept else "Paste a job advert: see which skills it asks for, and how far you are.")
        headline.suggest("" if kept else f"Press {key_of('adverts.read')} to paste the first one.")
        self.refresh_bindings()

    @work
    async def action_read(self) -> None:
        """Read an advert that is pasted; ask again where it is none."""
        drafts = self.session.drafts
        text = await self.app.push_screen_wait(PasteAdvertScreen(drafts))
        while text is not None:
            try:
                reader, report = await asyncio.to_thread(self._report, plain_lines(text))
            except TrackerError as error:
                text = await self.app.push_screen_wait(PasteAdvertScreen(drafts, str(error)))
                continue
            saved = await self.app.push_screen_wait(AdvertScreen(self.session, reader, report))
            if saved:
                drafts.pop(DRAFT, None)
                self.say(f"Saved as {self.session.title(saved)}.")
            return

    def _report(self, text: str) -> tuple[Adverts, AdvertReport]:
        reader = Adverts(self.session.workspace)
        return reader, reader.report(text, self.session.state)

    def action_open(self) -> None:
        """Open the advert under the cursor as the role that it is."""
        row = self.query_one(_AdvertRows).row
        if row and row.id in self.session.roadmaps:
            self.app.push_screen(StudyScreen(self.session, row.id))

    @work
    async def action_state(self) -> None:
        """Give the advert under the cursor the next state."""
        row = self.query_one(_AdvertRows).row
        if not row:
            return
        states = list(AdvertState)
        following = states[(states.index(row.advert.state) + 1) % len(states)]
        await self._do(lambda: change_advert(self.session.workspace, row.id, following.value))

    @work
    async def action_remove(self) -> None:
        """Remove the advert under the cursor."""
        row = self.query_one(_AdvertRows).row
        if row:
            was_target = self.session.state.target == row.id
            await self._do(lambda: remove_role(self.session.workspace, row.id))
            target = "It was your target, and there is none now. " if was_target else ""
            self.say(f"Removed: {row.role.title}. {target}{key_of('home.undo')} restores it.")

    async def _do(self, job: Callable[[], object]) -> None:
        try:
            await self.session.do(job)
        except TrackerError as error:
            self.say(str(error))

    @work
    async def action_compare(self) -> None:
        """Show which skills all of them ask."""
        try:
            comparison = await asyncio.to_thread(compare_folder, self.session.workspace, "")
        except TrackerError as error:
            self.say(str(error))
            return
        await self.app.push_screen_wait(ComparisonScreen(comparison))

    def say(self, words: str) -> None:
        """Say what just happened, until the next key."""
        self.query_one(Headline).say(words)

    def on_key(self, _event: events.Key) -> None:
        """Take what was said away: it was about the key before."""
        self.say("")

    def action_close(self) -> None:
        """Back to all roadmaps."""
        self.dismiss(None)
