"""The home screen: the target, and the list of all roadmaps with their percentages."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tracker.core.journal.commands import SetTarget, Watch
from tracker.core.journal.events import State
from tracker.core.progress.measure import Tally
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.roadmap.model import Kind, Roadmap
from tracker.tui.base import BaseScreen
from tracker.tui.hints import key_of
from tracker.tui.panels.archive import restore_archived
from tracker.tui.panels.export import export
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.panels.link_proposals import propose_links
from tracker.tui.screens.overlay import retitle_roadmap
from tracker.tui.screens.study import TWO_PANES, StudyScreen
from tracker.tui.screens.undo import ask_what_to_undo, redo, undo
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Beside, Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.search_line import SearchLine

_MINE = "Yours"
_OWN = "Your own"


class ListScreen(BaseScreen[str]):
    """A list of roadmaps, with a description of the highlighted one beside it or below it."""

    CSS_PATH = "home.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  # declared by Textual

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.shown = session, session.state
        self.words = ""

    def compose(self) -> ComposeResult:
        """Headline, list, description."""
        self.shown = self.session.state
        yield Headline(id="headline")
        with Horizontal(id="shelf"):
            roadmaps = RoadmapList(id="roadmaps")
            roadmaps.rows = self.list_rows()
            roadmaps.cursor = 1
            yield roadmaps
            yield ProfilePane(id="profile")
        yield SearchLine("search roadmaps")
        yield KeysFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the state."""
        self.follow(self.session.changed, self._show)
        self.head()
        roadmaps = self.query_one(RoadmapList)
        roadmaps.post_message(Rows.Highlighted(roadmaps, roadmaps.row))

    def _show(self, state: State) -> None:
        if state is self.shown or self.app.screen is not self:  # a hidden screen is updated when it comes back
            return
        has_other_target = state.target != self.shown.target
        self.shown = state
        roadmaps = self.query_one(RoadmapList)
        roadmaps.show(self.list_rows())
        if has_other_target:  # the eye goes to it, and Enter opens it
            roadmaps.go_to_key(f"{_MINE} {state.target}")
        self.head()

    def on_screen_resume(self) -> None:
        """Show the list as it is now."""
        self._show(self.session.state)

    def on_key(self, _event: events.Key) -> None:
        """Take what was said away: it was about the key before."""
        self.query_one(Headline).say("")

    def list_rows(self) -> list[ListRow]:
        """The rows of the list."""
        raise NotImplementedError

    def head(self) -> None:
        """Update the headline."""
        raise NotImplementedError

    def list_row(self, heading: str, roadmap: Roadmap) -> ListRow:
        """The row of one roadmap."""
        state, progress = self.session.state, self.session.progress
        return ListRow(heading, roadmap, progress, roadmap.id == state.target, roadmap.id in state.watched)

    @on(Rows.Highlighted)
    def _describe(self, event: Rows.Highlighted[ListRow]) -> None:
        roadmap = event.row.roadmap if event.row else None
        pane = self.query_one(ProfilePane)
        if roadmap is None:
            pane.show(None, self.session.profile(""))
            return
        progress = self.session.progress(roadmap.id)
        following = ", ".join(suggestion.topic.title for suggestion in suggest(progress, most=2))
        touched = self.session.touched(roadmap.id)
        pane.show(progress, self.session.profile(roadmap.id), following if progress.total.done else "", touched)


class HomeScreen(ListScreen):
    """The target and the watched roadmaps first, then the user's own roadmaps, all roles and all skills."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "target", "Target", id="home.target", tooltip="Set this role as your target"),
        Binding("w", "watch", "Watch", id="home.watch", tooltip="Watch this roadmap, or stop watching"),
        Binding("slash", "search", "Search", id="home.search", tooltip="Search roadmaps as you type"),
        Binding("escape", "all", "All", id="home.all", show=False, tooltip="Show every roadmap again"),
        Binding("I", "import", "Import", id="home.import", show=False, tooltip="Import a roadmap from a file"),
        Binding(
            "ctrl+r", "update", "Update", id="home.update", show=False, tooltip="Update your own roadmap from a file"
        ),
        Binding("B", "archive", "Archive", id="home.archive", show=False, tooltip="Restore what an update removed"),
        Binding("X", "export", "Export", id="home.export", show=False, tooltip="Export this roadmap to a file"),
        Binding("K", "link", "Link", id="home.link", show=False, tooltip="Links from this roadmap to the library"),
        Binding("T", "retitle", "Rename", id="home.retitle", show=False, tooltip="Rename this roadmap"),
        Binding("i", "read", "Read", id="home.read", tooltip="Read about this roadmap, large; again for the list"),
        Binding("u", "undo", "Undo", id="home.undo", show=False, tooltip="Undo the last command"),
        Binding("U", "redo", "Redo", id="home.redo", show=False, tooltip="Redo what was undone"),
        Binding("H", "history", "History", id="home.history", show=False, tooltip="List what you did, and undo it"),
        Binding("question_mark", "app.keys", "Help", id="app.keys", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
    ]

    def list_rows(self) -> list[ListRow]:
        """Target and watched roadmaps, own roadmaps, roles, and skills; skills with a mark come first."""
        every = [roadmap for roadmap in self.session.roadmaps.values() if self._fits(roadmap)]
        mine = [self.session.roadmaps[id_] for id_ in self.session.beside()]
        mine = [roadmap for roadmap in mine if self._fits(roadmap)]
        rows = []
        for heading, kind in ((_MINE, None), (_OWN, Kind.OWN), ("Roles", Kind.ROLE), ("Skills", Kind.SKILL)):
            members = mine if kind is None else [r for r in every if r.kind is kind and r not in mine]
            if kind is Kind.SKILL:
                begun = self.session.begun()
                members.sort(key=lambda skill: skill.id not in begun)
            if members:
                rows += [ListRow(heading), *(self.list_row(heading, r) for r in members)]
        return rows

    def _fits(self, roadmap: Roadmap) -> bool:
        words = self.words.casefold().split()
        if not words:
            return True
        names = " ".join((roadmap.title, roadmap.id, roadmap.summary, *self.session.profile(roadmap.id).aliases))
        return all(word in names.casefold() for word in words)

    def head(self) -> None:
        """The target with its numbers, the watched roadmaps, and the nearest role."""
        headline = self.query_one(Headline)
        target = self.session.state.target
        if target not in self.session.roadmaps:
            headline.show("How far are you from the job you want?", Tally(), ())
            headline.suggest(f"Pick a role: arrows to move, {key_of('list.open')} to make it your target and open it.")
            return
        progress = self.session.progress(target)
        beside = [Beside("Ready to apply", progress.ready)] if progress.ready else []
        others = [self.session.progress(id_) for id_ in self.session.beside()[1:]]
        beside += [Beside(other.roadmap.title, other.total) for other in others]
        headline.show(progress.roadmap.title, progress.total, beside)
        nearest = nearest_roles([self.session.progress(role.id) for role in self.session.roles()], 1)
        words = f"Nearest role: {nearest[0].roadmap.title} {nearest[0].total.percent} % · " if nearest else ""
        best = suggest(progress, others, 2)
        headline.suggest(words + (f"Next: {', '.join(suggestion.topic.title for suggestion in best)}" if best else ""))

    @on(RoadmapList.Picked)
    def _open(self, event: RoadmapList.Picked) -> None:
        if event.roadmap.kind is Kind.ROLE and not self.session.state.target:
            self.session.handle(SetTarget(event.roadmap.id))
        self.app.push_screen(StudyScreen(self.session, event.roadmap.id))

    def action_target(self) -> None:
        """Make the highlighted role the target."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap and row.roadmap.kind is Kind.ROLE:
            self.session.handle(SetTarget(row.roadmap.id))
        else:
            self._say(f"Only a role can be the target. To watch a skill, press {key_of('home.watch')}.")

    def action_watch(self) -> None:
        """Watch the highlighted roadmap, or stop watching it."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            self.session.handle(Watch(row.roadmap.id, row.roadmap.id not in self.session.state.watched))

    def action_read(self) -> None:
        """Show the description on the whole screen, or the list again."""
        self.toggle_class("-reading")

    @work
    async def action_import(self) -> None:
        """Import a roadmap from a file."""
        imported = await self.app.push_screen_wait(ImportScreen(self.session))
        if imported:
            self._say(imported.words)
            self.query_one(RoadmapList).go_to_key(f"{_OWN} {imported.roadmap}")

    @work
    async def action_update(self) -> None:
        """Update a roadmap of the user's own from a newer file."""
        row = self.query_one(RoadmapList).row
        if not row or not row.roadmap or row.roadmap.kind is not Kind.OWN:
            self._say("Put the cursor on a roadmap of your own. For bundled roadmaps, tracker asks by itself.")
            return
        updated = await self.app.push_screen_wait(ImportScreen(self.session, row.roadmap.id))
        if updated:
            self._say(updated.words)

    @work
    async def action_archive(self) -> None:
        """List what updates removed from the highlighted roadmap, and restore what is picked."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap and row.roadmap.kind is Kind.OWN:
            self._say(await restore_archived(self.app, self.session, row.roadmap.id))
        else:
            self._say("Put the cursor on a roadmap of your own; only these have an archive.")

    @work
    async def action_export(self) -> None:
        """Export the highlighted roadmap."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            await export(self.app, self.session, row.roadmap.id, self._say)

    @work
    async def action_link(self) -> None:
        """List the possible links from the highlighted roadmap to the library."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            await propose_links(self.app, self.session, row.roadmap, self._say)

    @work
    async def action_retitle(self) -> None:
        """Change the title of the highlighted roadmap."""
        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            await retitle_roadmap(self.app, self.session, row.roadmap.id, self._say)

    def action_search(self) -> None:
        """Open the search line."""
        self.query_one(SearchLine).open()

    @on(SearchLine.Changed)
    def _search(self, event: SearchLine.Changed) -> None:
        self.words = event.words
        roadmaps = self.query_one(RoadmapList)
        roadmaps.show(self.list_rows())
        found = {row.roadmap.id for row in roadmaps.rows if row.roadmap}
        said = f"{len(found):,} {'match' if len(found) == 1 else 'matches'}" if found else "no match"
        self.query_one(SearchLine).count(said if event.words.strip() else "")
        no_match = f'Nothing is called "{event.words}". {key_of("home.all")} shows everything again.'
        self._say("" if roadmaps.rows else no_match)

    @on(SearchLine.Closed)
    def _close_search(self, event: SearchLine.Closed) -> None:
        if self.is_current:
            self.query_one(RoadmapList).focus()
        if event.confirmed:
            self.query_one(RoadmapList).action_pick()
        elif self.words:
            self.query_one(SearchLine).clear()

    def action_all(self) -> None:
        """Close the description or the search, and show every roadmap again."""
        self.remove_class("-reading")
        self.query_one(SearchLine).clear()

    @work
    async def action_undo(self) -> None:
        """Undo the last transaction, also one of an earlier day."""
        _, words = await undo(self.session)
        self._say(words)

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        _, words = await redo(self.session)
        self._say(words)

    @work
    async def action_history(self) -> None:
        """List what was done, and undo what is picked."""
        self._say(await ask_what_to_undo(self.app, self.session))

    def _say(self, words: str) -> None:
        self.query_one(Headline).say(words)
