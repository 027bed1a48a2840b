"""The home screen: the target, and the list of all roadmaps with their percentages."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tracker.core.journal.commands import SetMark, SetTarget, Watch, toggled
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Group, Kind, Mark, Topic
from tracker.core.search import is_called
from tracker.tui.base import HELP_AND_QUIT
from tracker.tui.hints import key_of
from tracker.tui.screens.home_layout import HomeLayout
from tracker.tui.screens.home_rows import HomeRows, parts_of
from tracker.tui.screens.list_screen import ListScreen
from tracker.tui.screens.own_roadmaps import OwnRoadmaps
from tracker.tui.screens.questions import Questions
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline, StatusLine
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.now_list import NowList
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.search_line import SearchLine
from tracker.tui.widgets.target_pane import TargetPane
from tracker.tui.widgets.week_pane import WeekPane
from tracker.workspace.local_days import short_day

_LAYOUT = HomeLayout()


class Panes(Container):
    """The panes of home."""

    @property
    def layout(self) -> HomeLayout:
        """Where they stand."""
        return _LAYOUT


class HomeScreen(ListScreen, OwnRoadmaps, Questions):
    """What now, the target and the week; then roadmaps, and what the target asks for."""

    AUTO_FOCUS = ""
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "target", "Target", id="home.target", tooltip="Set this role as your target"),
        Binding("w", "watch", "Watch", id="home.watch", show=False, tooltip="Watch this roadmap, or stop watching"),
        Binding("slash", "search", "Search", id="home.search", tooltip="Search roadmaps and your notes"),
        Binding("escape", "all", "Back", id="home.all", tooltip="Show every roadmap again"),
        Binding(
            "D",
            "lately",
            "Lately",
            id="home.lately",
            show=False,
            tooltip="What you are learning, and did this week",
        ),
        Binding("i", "read", "Read", id="home.read", tooltip="Read about it, large; again for the list"),
        Binding("u", "undo", "Undo", id="home.undo", show=False, tooltip="Undo the last command"),
        Binding("U", "redo", "Redo", id="home.redo", show=False, tooltip="Redo what was undone"),
        Binding("H", "history", "History", id="home.history", show=False, tooltip="List what you did, and undo it"),
        *HELP_AND_QUIT,
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.listing = HomeRows(session)

    def compose(self) -> ComposeResult:
        """What now, the target, the week, the list, the description, and a line for messages."""
        self.fit()
        self.shown = self.session.state
        with Panes(id="home", classes="" if self.shown.target in self.session.roadmaps else "-no-target"):
            yield NowList(id="now")
            yield TargetPane(id="target")
            yield WeekPane(id="week")
            roadmaps = RoadmapList(id="roadmaps")
            roadmaps.border_title = "Roadmaps and skills"
            yield roadmaps
            yield ProfilePane(id="profile")
        yield SearchLine("search roadmaps and notes")
        yield StatusLine(id="said")
        yield KeysFooter()

    def begin(self) -> None:
        """Show everything, with the cursor on what is next."""
        self.query_one(ProfilePane).border_title = "About"
        self.show_all()
        roadmaps, now = self.query_one(RoadmapList), self.query_one(NowList)
        roadmaps.cursor = 1
        self.set_focus(now if now.rows else roadmaps)  # at once, so that the first frame has the cursor
        self._describe()

    def show_all(self) -> None:
        """Show everything as it is now."""
        self.query_one(RoadmapList).show(self.list_rows())
        self.head()

    def head(self) -> None:
        """What now, the target and the week; without a target, how to pick one."""
        target, panes = self.session.state.target, self.query_one(Panes)
        status = self.query_one(StatusLine)
        now = self.query_one(NowList)
        lines = len(now.rows)
        panes.set_class(target not in self.session.roadmaps, "-no-target")
        if target not in self.session.roadmaps:
            now.show(())
            status.suggest(f"Pick a role: arrows to move, {key_of('list.open')} to make it your target and open it.")
        else:
            progress = self.session.progress(target)
            now.border_title = "Now"
            now.show(self.listing.now(progress))
            skills = [progress.tally(place) for place in parts_of(progress, optional=False)]
            self.query_one(TargetPane).show(progress, skills, self.session.fresh_percent(progress))
            self.query_one(WeekPane).show(self.session.last_week())
            status.suggest("" if now.rows else f"{progress.roadmap.title}: nothing to begin with now.")
        if len(now.rows) != lines:  # the panes stand where they stood until then
            panes.refresh(layout=True)
        if now.rows and not lines:  # the first target: Enter begins with what is next
            self.set_focus(now)
        elif self.focused is now and not now.rows:  # it is not shown any more
            self.set_focus(self.query_one(RoadmapList))

    def list_rows(self) -> list[ListRow]:
        """What is listed now."""
        return self.listing.listed()

    def at_cursor(self) -> Standing | None:
        """The roadmap at the cursor."""
        row = self.query_one(RoadmapList).row
        return row.roadmap if row else None

    @on(RoadmapList.Picked)
    def _open(self, event: RoadmapList.Picked) -> None:
        if event.roadmap.kind is Kind.ROLE and not self.session.state.target:
            self.session.handle(SetTarget(event.roadmap.id))
        inside = self.session.tree(event.roadmap.id).ids(event.part)[:1] if event.part else []
        self._study(event.roadmap.id, *inside)

    def _study(self, roadmap: str, topic: str = "") -> None:
        from tracker.tui.screens.study import StudyScreen  # saves 23 ms of the start

        self.app.push_screen(StudyScreen(self.session, roadmap, topic))

    @on(Rows.Highlighted, "#now")
    def _describe_topic(self) -> None:
        self._describe()

    def on_descendant_focus(self) -> None:
        """Describe what the list with the focus is on."""
        self._describe()

    def _describe(self) -> None:
        now = self.query_one(NowList)
        row = self.query_one(RoadmapList).row
        topic = now.topic if now in (self.focused, self.read_from) else row.topic if row else None
        if topic:
            self.query_one(ProfilePane).show_topic(topic, self.session.card(topic.id))
        else:
            super()._describe()

    @on(RoadmapList.Folded)
    def _fold(self, event: RoadmapList.Folded) -> None:
        self.listing.unfolded ^= {event.heading}
        self.query_one(RoadmapList).show(self.listing.listed())

    @on(RoadmapList.Left)
    def _up_to_now(self) -> None:
        if self.query_one(NowList).rows:
            self.query_one(NowList).focus()

    @on(NowList.Left)
    def _down_to_roadmaps(self) -> None:
        self.query_one(RoadmapList).focus()

    @on(NowList.Opened)
    def _open_topic(self, event: NowList.Opened) -> None:
        self.open_topic(event.topic)

    @on(NowList.Continued)
    def _continue(self, event: NowList.Continued) -> None:
        if event.roadmap:
            self._study(event.roadmap.id)
        else:
            self.action_review()

    def open_topic(self, topic: Topic) -> None:
        """Open a topic in the target, or in its own roadmap where the target does not have it."""
        target = self.session.state.target
        inside = topic.id in self.session.tree(target).places
        self._study(target if inside else self.session.home_of(topic.id), topic.id)

    @on(NowList.Marked)
    def _mark(self, event: NowList.Marked) -> None:
        from tracker.tui.screens.mark_effects import describe_gain, standing  # as in `_study`

        topic, target = event.topic, self.session.state.target
        before = standing(self.session, target, (topic.id,))
        mark = toggled([self.session.state.marks.get(topic.id, Mark.TODO)], event.mark)
        if self.session.handle(SetMark((topic.id,), mark)):
            after = standing(self.session, target, (topic.id,))
            self.say(describe_gain(self.session, (topic.title, f": {mark}"), before, after, self.size.width - 2))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back from the description and the search only there."""
        if action == "all" and not (self.has_class("-reading") or self.listing.words):
            return False
        return super().check_action(action, parameters)

    def action_target(self) -> None:
        """Make the highlighted role the target."""
        roadmap = self._meant()
        if roadmap and roadmap.kind is Kind.ROLE:
            if not self.session.handle(SetTarget(roadmap.id)):
                self.say(f"{roadmap.title} is your target already.")
        else:
            self.say(f"Only a role can be the target. To watch a skill, press {key_of('home.watch')}.")

    def action_watch(self) -> None:
        """Watch the highlighted roadmap, or stop watching it."""
        roadmap, roadmaps = self._meant(), self.query_one(RoadmapList)
        if roadmap and roadmaps.row:
            key, on = roadmaps.key(roadmaps.row), roadmap.id not in self.session.state.watched
            self.session.handle(Watch(roadmap.id, on))
            self._show(self.session.state)
            if roadmaps.row and roadmaps.key(roadmaps.row) != key:  # it stands under another heading now
                roadmaps.go_to_key(next((roadmaps.key(row) for row in roadmaps.rows if row.roadmap == roadmap), ""))
            self.say(f"{'Watching' if on else 'No longer watching'} {roadmap.title}.")
        else:
            self.say("Put the cursor on a role or a skill.")

    def _meant(self) -> Standing | None:
        """The roadmap at the cursor; in what the target asks for, the skill there and not the target."""
        row = self.query_one(RoadmapList).row
        if row and isinstance(row.node, Group) and not row.note:
            return self.session.roadmaps.standings.get(row.node.skill)
        return row.roadmap if row else None

    @work
    async def action_lately(self) -> None:
        """List what is being learnt and what was done in the last seven days, and open what is picked."""
        from tracker.tui.panels.pick import Choice, PickScreen  # as in `OwnRoadmaps.action_archive`

        session, today = self.session, self.session.workspace.today()
        doing = [
            Choice(id_, session.title(id_), f"doing since {short_day(day, today)}")
            for id_, day in session.doing_since().items()
        ]
        done = [
            Choice(id_, session.title(id_), f"done {short_day(day, today)}")
            for id_, day in session.done_lately().items()
        ]
        if not (doing or done):
            self.say("You are learning nothing now, and did nothing in the last seven days.")
            return
        hint = f"{key_of('pick.pick')} opens it in its roadmap · {key_of('panel.close')} closes"
        picked = await self.app.push_screen_wait(
            PickScreen("Doing, and done in the last seven days", hint, [*doing, *done])
        )
        topic = session.topic(picked) if picked else None
        if topic:
            self.open_topic(topic)

    async def action_search(self) -> None:
        """Open the search line."""
        await self.query_one(SearchLine).open()

    @on(SearchLine.Changed)
    def _search(self, event: SearchLine.Changed) -> None:
        self.listing.words = event.words
        roadmaps = self.query_one(RoadmapList)
        roadmaps.show(self.listing.listed())
        called = (
            n
            for n, row in enumerate(roadmaps.rows)
            if row.roadmap and not row.node and is_called(event.words, row.roadmap.id, row.roadmap.title)
        )
        if (meant := next(called, None)) is not None:
            roadmaps.go(meant)
        count = sum(row.roadmap is not None for row in roadmaps.rows)
        said = f"{count:,} {'match' if count == 1 else 'matches'}" if count else "no match"
        self.query_one(SearchLine).count(said if event.words.strip() else "")
        no_match = f'No title and no note has "{event.words}". {key_of("home.all")} shows everything again.'
        self.say("" if count or not event.words.strip() else no_match)
        self.refresh_bindings()

    @on(SearchLine.Closed)
    def _close_search(self, event: SearchLine.Closed) -> None:
        if self.is_current:
            self.query_one(RoadmapList).focus()
        if event.confirmed:
            self.query_one(RoadmapList).action_pick()
        elif self.listing.words:
            self.query_one(SearchLine).clear()

    def action_all(self) -> None:
        """Close the description or the search, and show every roadmap again."""
        self.read_large(large=False)
        self.query_one(SearchLine).clear()

    @work
    async def action_undo(self) -> None:
        """Undo the last transaction, also one of an earlier day."""
        from tracker.tui.screens.undo import undo  # as in `OwnRoadmaps.action_archive`

        _, words = await undo(self.session)
        self.say(words)

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        from tracker.tui.screens.undo import redo  # as in `OwnRoadmaps.action_archive`

        _, words = await redo(self.session)
        self.say(words)

    @work
    async def action_history(self) -> None:
        """List what was done, and undo what is picked."""
        from tracker.tui.screens.undo import ask_what_to_undo  # as in `OwnRoadmaps.action_archive`

        self.say(await ask_what_to_undo(self.app, self.session))

    def say(self, words: str) -> None:
        """Say what just happened, until the next key."""
        self.query_one(Headline).say(words)
