"""What home and the first screen share: a list of roadmaps, with a description of the one under the cursor."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tracker.core.journal.events import State
from tracker.core.progress.next_topics import suggest
from tracker.tui.base import TWO_PANES, BaseScreen
from tracker.tui.screens.home_rows import MINE
from tracker.tui.screens.questions import describe_proof
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.search_line import SearchLine


class ListScreen(BaseScreen[str]):
    """A list of roadmaps, with a description of the highlighted one beside it or below it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  # declared by Textual

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.shown = session, session.state
        self.read_from: Widget | None = None
        """The list that had the focus before its description was shown on the whole screen."""

    def compose(self) -> ComposeResult:
        """Headline, list, description."""
        self.fit()
        self.shown = self.session.state
        yield Headline(id="headline")
        with Horizontal(id="list-and-text"):
            roadmaps = RoadmapList(id="roadmaps")
            roadmaps.rows = self.list_rows()
            roadmaps.cursor = 1
            yield roadmaps
            yield ProfilePane(id="profile")
        yield SearchLine("search roadmaps")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Follow the state."""
        self.follow(self.session.changed, self._show)
        self.begin()

    def begin(self) -> None:
        """Show what there is at first."""
        self.head()
        self._describe()

    def _show(self, state: State) -> None:
        if state is self.shown or self.app.screen is not self:  # a hidden screen is updated when it comes back
            return
        has_other_target = state.target != self.shown.target
        self.shown = state
        self.show_all()
        if has_other_target:  # the eye goes to it, and Enter opens it
            self.query_one(RoadmapList).go_to_key(f"{MINE} {state.target}")

    def on_screen_resume(self) -> None:
        """Show the list as it is now."""
        self._show(self.session.state)

    def show_all(self) -> None:
        """Show the list and the headline as they are now."""
        self.query_one(RoadmapList).show(self.list_rows())
        self.head()

    def on_key(self, _event: events.Key) -> None:
        """Take what was said away: it was about the key before."""
        self.query_one(Headline).say("")

    def action_read(self) -> None:
        """Show the description on the whole screen, or the list again."""
        self.read_large(large=not self.has_class("-reading"))

    def read_large(self, *, large: bool) -> None:
        """Show the description on the whole screen, where keys scroll it; or the lists, with the focus as it was."""
        if large is self.has_class("-reading"):
            return
        pane, before = self.query_one(ProfilePane), self.read_from
        self.read_from = self.focused if large else None
        self.set_class(large, "-reading")
        pane.can_focus = large
        self.set_focus(pane if large else before)

    def list_rows(self) -> list[ListRow]:
        """The rows of the list."""
        raise NotImplementedError

    def head(self) -> None:
        """Update the headline."""
        raise NotImplementedError

    @on(Rows.Highlighted, "#roadmaps")
    def _describe_row(self) -> None:
        self._describe()

    def _describe(self) -> None:
        row = self.query_one(RoadmapList).row
        roadmap = row.roadmap if row else None
        pane = self.query_one(ProfilePane)
        if roadmap is None:
            pane.show(None, self.session.profile(""))
            return
        progress = self.session.progress(roadmap.id)
        following = ", ".join(suggestion.topic.title for suggestion in suggest(progress, self.session.topic, most=2))
        touched = self.session.touched(roadmap.id)
        following = following if progress.total.done else ""
        pane.show(
            progress, self.session.profile(roadmap.id), following, touched, describe_proof(self.session, progress)
        )
