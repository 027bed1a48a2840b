"""The first screen: which roadmap, and how far along it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

from tracker.core.decide import SetTarget, Watch
from tracker.core.journal import State
from tracker.core.progress import Tally
from tracker.core.roadmap import Kind, Roadmap
from tracker.tui.screens.study import StudyScreen
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Beside, Headline
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList
from tracker.tui.widgets.rows import Rows


class HomeScreen(Screen[None]):
    """Target and watched roadmaps on top, then every role and skill; below the list, what the highlighted one is."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "target", "Make target", id="home.target", tooltip="Work toward this role"),
        Binding("w", "watch", "Watch", id="home.watch", tooltip="Keep this roadmap in view beside the target, or no longer"),
        Binding("question_mark", "app.keys", "Keys", id="app.keys", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Headline, list, description."""
        yield Headline(id="headline")
        roadmaps = RoadmapList(id="roadmaps")
        roadmaps.rows = self._rows()
        roadmaps.cursor = 1
        yield roadmaps
        with Vertical(id="about"):
            yield Static(id="about-text", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the state."""
        self.session.changed.subscribe(self, self._show)
        self._head()

    def _show(self, _state: State) -> None:
        self.query_one(RoadmapList).show(self._rows())
        self._head()

    def on_screen_resume(self) -> None:
        """Come back to the list as it is now."""
        self._show(self.session.state)

    def _rows(self) -> list[ListRow]:
        every = list(self.session.roadmaps.values())
        mine = [self.session.roadmaps[id_] for id_ in self.session.beside()]
        rows = []
        for heading, members in (
            ("Yours", mine),
            ("Roles", [r for r in every if r.kind is Kind.ROLE and r not in mine]),
            ("Skills", [r for r in every if r.kind is Kind.SKILL and r not in mine]),
        ):
            if members:
                rows += [ListRow(heading), *(self._row(heading, roadmap) for roadmap in members)]
        return rows

    def _row(self, heading: str, roadmap: Roadmap) -> ListRow:
        state = self.session.state
        total = self.session.progress(roadmap.id).total
        return ListRow(heading, roadmap, total, roadmap.id == state.target, roadmap.id in state.watched)

    def _head(self) -> None:
        headline = self.query_one(Headline)
        target = self.session.state.target
        if target not in self.session.roadmaps:
            headline.show("How far are you from the job you want?", Tally(), ())
            headline.say("Pick a role: arrows to move, Enter to make it your target and open it.")
            return
        progress = self.session.progress(target)
        beside = [Beside("Ready to apply", progress.ready)] if progress.ready else []
        for id_ in self.session.beside()[1:]:
            other = self.session.progress(id_)
            beside.append(Beside(other.roadmap.title, other.total))
        headline.say("")
        headline.show(progress.roadmap.title, progress.total, beside)

    @on(Rows.Highlighted)
    def _describe(self, event: Rows.Highlighted[ListRow]) -> None:
        roadmap = event.row.roadmap if event.row else None
        text = ""
        if roadmap:
            profile = self.session.profile(roadmap.id)
            text = f"{roadmap.summary}.\n{profile.about}" if profile.about else roadmap.summary
        self.query_one("#about-text", Static).update(text)

    @on(RoadmapList.Picked)
    def _open(self, event: RoadmapList.Picked) -> None:
        if event.roadmap.kind is Kind.ROLE and not self.session.state.target:
            self.session.wish(SetTarget(event.roadmap.id))
        self.app.push_screen(StudyScreen(self.session, event.roadmap.id))

    def action_target(self) -> None:
        """Make the highlighted role the target."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap and row.roadmap.kind is Kind.ROLE:
            self.session.wish(SetTarget(row.roadmap.id))
        else:
            self.notify("Only a role can be the target; w watches a skill.")

    def action_watch(self) -> None:
        """Watch the highlighted roadmap, or no longer."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            self.session.wish(Watch(row.roadmap.id, row.roadmap.id not in self.session.state.watched))
