"""The home screen: the target, and the list of all roadmaps with their percentages."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal

from tracker.core.journal.commands import SetMark, SetTarget, Watch, toggled
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Group, Kind, Mark, Topic
from tracker.core.search import has_all, notes_with
from tracker.core.text import plural
from tracker.tui.base import TWO_PANES, BaseScreen
from tracker.tui.hints import key_of
from tracker.tui.screens.home_layout import HomeLayout
from tracker.tui.screens.questions import Questions, describe_proof
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline, StatusLine
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.now_list import Finished, NowList, NowRow
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.search_line import SearchLine
from tracker.tui.widgets.target_pane import TargetPane
from tracker.tui.widgets.week_pane import WeekPane
from tracker.workspace.local_days import short_day

_OWN, _MINE, _LEARN = "Your own", "Target and watched", "What it asks for, in the order of learning"
_NOW, _NEAREST = 3, 2
"""Topics of each kind under "now", and roles near to what is known: so many fit into 24 lines."""


_LAYOUT = HomeLayout()


class Panes(Container):
    """The panes of home."""

    @property
    def layout(self) -> HomeLayout:
        """Where they stand."""
        return _LAYOUT


def parts_of(progress: Progress, *, optional: bool) -> list[int]:
    """The places of what a role asks for, in the order of learning: what counts, or what is only useful."""
    tree, counts = progress.tree, progress.counts
    groups = [place for place in tree.children(0) if isinstance(tree.nodes[place], Group)]
    return [place for place in groups if bool(counts[place]) is not optional]


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
        self.fit()
        self.shown = self.session.state
        yield Headline(id="headline")
        with Horizontal(id="shelf"):
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
            self.query_one(RoadmapList).go_to_key(f"{_MINE} {state.target}")

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

    def list_rows(self) -> list[ListRow]:
        """The rows of the list."""
        raise NotImplementedError

    def head(self) -> None:
        """Update the headline."""
        raise NotImplementedError

    def list_row(self, heading: str, roadmap: Standing) -> ListRow:
        """The row of one roadmap."""
        state, id_ = self.session.state, roadmap.id
        return ListRow(heading, roadmap, self._total, id_ == state.target, id_ in state.watched)

    def _total(self, roadmap: str) -> Tally:
        return self.session.standing(roadmap).total

    @on(Rows.Highlighted, "#roadmaps")
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


class HomeScreen(ListScreen, Questions):
    """What now, the target and the week; then roadmaps, and what the target asks for."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "target", "Target", id="home.target", tooltip="Set this role as your target"),
        Binding("w", "watch", "Watch", id="home.watch", show=False, tooltip="Watch this roadmap, or stop watching"),
        Binding("slash", "search", "Search", id="home.search", tooltip="Search roadmaps and your notes"),
        Binding("escape", "all", "All", id="home.all", show=False, tooltip="Show every roadmap again"),
        Binding("I", "import", "Import", id="home.import", show=False, tooltip="Import a roadmap from a file"),
        Binding(
            "ctrl+r", "update", "Update", id="home.update", show=False, tooltip="Update your own roadmap from a file"
        ),
        Binding("B", "archive", "Archive", id="home.archive", show=False, tooltip="Restore what an update removed"),
        Binding("X", "export", "Export", id="home.export", show=False, tooltip="Export this roadmap to a file"),
        Binding("K", "link", "Link", id="home.link", show=False, tooltip="Links from this roadmap to the library"),
        Binding("T", "retitle", "Rename", id="home.retitle", show=False, tooltip="Rename this roadmap"),
        Binding(
            "D",
            "lately",
            "Lately",
            id="home.lately",
            show=False,
            tooltip="What you are learning, and did this week",
        ),
        Binding("i", "read", "Read", id="home.read", tooltip="Read about it, large; again for the list"),
        Binding("A", "adverts", "Adverts", id="home.adverts", show=False, tooltip="Read job adverts, list those saved"),
        Binding(
            "N", "new_role", "New role", id="home.new_role", show=False, tooltip="Make a role of your own of skills"
        ),
        Binding("u", "undo", "Undo", id="home.undo", show=False, tooltip="Undo the last command"),
        Binding("U", "redo", "Redo", id="home.redo", show=False, tooltip="Redo what was undone"),
        Binding("H", "history", "History", id="home.history", show=False, tooltip="List what you did, and undo it"),
        Binding("question_mark", "app.keys", "Help", id="app.keys", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.unfolded: set[str] = set()

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
            now.show(self._now_rows(progress))
            skills = [progress.tally(place) for place in parts_of(progress, optional=False)]
            self.query_one(TargetPane).show(progress, skills, self.session.fresh_percent(progress))
            self.query_one(WeekPane).show(self.session.last_week())
            status.suggest("" if now.rows else f"{progress.roadmap.title}: nothing to begin with now.")
        if len(now.rows) != lines:  # the panes stand where they stood until then
            panes.refresh(layout=True)
        if now.rows and not lines:  # the first target: Enter begins with what is next
            self.set_focus(now)

    def _now_rows(self, progress: Progress) -> list[NowRow | Finished]:
        """Up to three topics that are being learnt, newest first; up to three to learn next, or what comes after."""
        others = [self.session.progress(id_) for id_ in self.session.beside()[1:]]
        doing = self.session.doing_since()
        rows: list[NowRow | Finished] = []
        for id_, day in list(doing.items())[:_NOW]:
            topic = self.session.topic(id_)
            if topic:
                rows.append(NowRow("continue", topic, Mark.DOING, f"since {short_day(day)}"))
        following = suggest(progress, self.session.topic, others, _NOW + len(doing), due=self.session.due_today())
        fresh = [suggestion for suggestion in following if suggestion.topic.id not in doing][:_NOW]
        rows += [NowRow("next", suggestion.topic, Mark.TODO, suggestion.why) for suggestion in fresh]
        due = self.session.reviews.due if self.session.reviews else ()
        if due:
            rows.append(Finished("review", f"{plural(len(due), 'topic')} {'is' if len(due) == 1 else 'are'} due"))
        return rows if progress.total.left else self._after(progress) + rows

    def _after(self, progress: Progress) -> list[NowRow | Finished]:
        """That everything the target asks for is done, and what can come after it."""
        title, counted = progress.roadmap.title, progress.total.counted
        if not counted:
            return []
        words = f"You did everything that {title} asks for"
        rows: list[NowRow | Finished] = [Finished("done", words, plural(counted, "topic"), comes_after=False)]
        for role in [role for role in self._nearest() if role.total.left][:_NEAREST]:
            left = f"{plural(role.total.left, 'topic')} left; {role.total.percent} % done"
            rows.append(Finished("next", role.title, left, role))
        is_due = self.session.reviews and self.session.reviews.due  # which has a row of its own
        return rows if is_due else [*rows, Finished("review", "Review what you did", "so that it stays")]

    def list_rows(self) -> list[ListRow]:
        """Target, watched and nearest roadmaps, own ones, the skills of the target; the rest behind a fold."""
        target = self.session.state.target
        if self.words or target not in self.session.roadmaps:
            return self._flat_rows()
        progress, beside = self.session.progress(target), self.session.beside()
        roadmaps = self.session.roadmaps.standings
        own = [roadmap for roadmap in roadmaps.values() if self._is_own(roadmap) and roadmap.id not in beside]
        near = [role for role in self._nearest() if role.id not in beside and not self._is_own(role)][:_NEAREST]
        sections = [(_MINE, [roadmaps[id_] for id_ in beside]), ("Nearest roles", near), (_OWN, own)]
        rows = []
        for heading, members in sections:
            if members:
                rows += [ListRow(heading), *(self.list_row(heading, roadmap) for roadmap in members)]
        title = roadmaps[target].title
        parts = [self._part_row(progress, place) for place in parts_of(progress, optional=False)]
        rows += [ListRow(_LEARN), *parts]
        useful = [self._part_row(progress, place) for place in parts_of(progress, optional=True)]
        rows += self._folded(f"Useful for {title}", useful)
        for heading, kind in (("All roles", Kind.ROLE), ("All skills", Kind.SKILL)):
            members = [roadmap for roadmap in roadmaps.values() if roadmap.kind is kind]
            rows += self._folded(heading, [self.list_row(heading, roadmap) for roadmap in members])
        return rows

    def _is_own(self, roadmap: Standing) -> bool:
        """Whether the user has made or imported it."""
        return roadmap.kind is Kind.OWN or roadmap.id in self.session.state.roles

    def _nearest(self) -> list[Standing]:
        return nearest_roles(self.session.standings(Kind.ROLE), _NEAREST + 2)

    def _part_row(self, progress: Progress, place: int) -> ListRow:
        group = progress.tree.group(place)
        standing = self.session.roadmaps.standings[progress.roadmap.id]
        return ListRow("Skills", standing, lambda _: progress.tally(place), part=place, node=group)

    def _folded(self, heading: str, rows: list[ListRow]) -> list[ListRow]:
        """A heading with the rows below it where they are unfolded."""
        if not rows:
            return []
        shown = heading in self.unfolded
        return [ListRow(heading, hidden=0 if shown else len(rows)), *(rows if shown else ())]

    def _flat_rows(self) -> list[ListRow]:
        """Every roadmap that fits what is searched, by kind; skills with a mark come first."""
        standings = self.session.roadmaps.standings
        every = [roadmap for roadmap in standings.values() if self._fits(roadmap)]
        mine = [standings[id_] for id_ in self.session.beside()]
        mine = [roadmap for roadmap in mine if self._fits(roadmap)]
        rows = []
        for heading, kind in ((_MINE, None), (_OWN, Kind.OWN), ("Roles", Kind.ROLE), ("Skills", Kind.SKILL)):
            members = mine if kind is None else [r for r in every if r.kind is kind and r not in mine]
            if kind is Kind.SKILL:
                begun = self.session.begun()
                members.sort(key=lambda skill: skill.id not in begun)
            if members:
                rows += [ListRow(heading), *(self.list_row(heading, r) for r in members)]
        return rows + self._noted_rows()

    def at_cursor(self) -> Standing | None:
        """The roadmap at the cursor."""
        row = self.query_one(RoadmapList).row
        return row.roadmap if row else None

    def _fits(self, roadmap: Standing) -> bool:
        if not self.words.strip():
            return True
        names = " ".join((roadmap.title, roadmap.id, roadmap.summary, *self.session.profile(roadmap.id).aliases))
        return has_all(names, self.words)

    def _noted_rows(self) -> list[ListRow]:
        """What has a note with the words that are searched."""
        rows = []
        for id_, words in notes_with(self.session.state.notes, self.words).items():
            home = id_ if id_ in self.session.roadmaps else self.session.home_of(id_)
            tree = self.session.tree(home)
            place = tree.places.get(id_, 0)
            if home:
                standing, node = self.session.roadmaps.standings[home], tree.nodes[place] if place else None
                rows.append(ListRow("In your notes", standing, self._total, part=place, node=node, note=words))
        return [ListRow("In your notes"), *rows] if rows else []

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
        topic = now.topic if self.focused is now else row.topic if row else None
        if topic:
            self.query_one(ProfilePane).show_topic(topic, self.session.card(topic.id))
        else:
            super()._describe()

    @on(RoadmapList.Folded)
    def _fold(self, event: RoadmapList.Folded) -> None:
        self.unfolded ^= {event.heading}
        self.query_one(RoadmapList).show(self.list_rows())

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
            self._say(describe_gain(self.session, f"{topic.title}: {mark}", before, after, self.size.width - 2))

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
        from tracker.tui.panels.import_file import ImportScreen  # saves 18 ms of the start

        imported = await self.app.push_screen_wait(ImportScreen(self.session))
        if imported:
            self._say(imported.words)
            self._go_to(f"{_OWN} {imported.roadmap}")

    def action_adverts(self) -> None:
        """List the saved adverts, and read new ones."""
        from tracker.tui.screens.adverts import AdvertsScreen  # 70 ms of a start, which few need

        self.app.push_screen(AdvertsScreen(self.session))

    def _go_to(self, key: str) -> None:
        """Put the cursor on a row of the list, so that Enter opens it."""
        roadmaps = self.query_one(RoadmapList)
        if roadmaps.go_to_key(key):
            roadmaps.focus()

    @work
    async def action_new_role(self) -> None:
        """Make a role of skills and levels."""
        from tracker.tui.screens.compose_role import ComposeRoleScreen  # as above

        made = await self.app.push_screen_wait(ComposeRoleScreen(self.session))
        if made:
            self._say(f"{self.session.title(made)} is a role of your own.")
            self._go_to(f"{_OWN} {made}" if self.session.state.target else f"Roles {made}")

    @work
    async def action_update(self) -> None:
        """Update a roadmap of the user's own from a newer file."""
        from tracker.tui.panels.import_file import ImportScreen  # as in `action_import`

        row = self.query_one(RoadmapList).row
        if not row or not row.roadmap or row.roadmap.kind is not Kind.OWN:
            self._say("Put the cursor on a roadmap of your own; tracker asks about bundled ones.")
            return
        updated = await self.app.push_screen_wait(ImportScreen(self.session, row.roadmap.id))
        if updated:
            self._say(updated.words)

    @work
    async def action_archive(self) -> None:
        """List what updates removed from the highlighted roadmap, and restore what is picked."""
        from tracker.tui.panels.archive import restore_archived  # with export and undo below 6 ms

        row = self.query_one(RoadmapList).row
        if row and row.roadmap and row.roadmap.kind is Kind.OWN:
            self._say(await restore_archived(self.app, self.session, row.roadmap.id))
        else:
            self._say("Put the cursor on a roadmap of your own; only these have an archive.")

    @work
    async def action_export(self) -> None:
        """Export the highlighted roadmap."""
        from tracker.tui.panels.export import export  # as in `action_archive`

        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            await export(self.app, self.session, row.roadmap.id, self._say)

    @work
    async def action_link(self) -> None:
        """List the possible links from the highlighted roadmap to the library."""
        from tracker.tui.panels.link_proposals import propose_links  # with the overlay 7 ms

        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            await propose_links(self.app, self.session, self.session.roadmaps[row.roadmap.id], self._say)

    @work
    async def action_retitle(self) -> None:
        """Change the title of the highlighted roadmap."""
        from tracker.tui.screens.overlay import retitle_roadmap  # as in `action_link`

        row = self.query_one(RoadmapList).row
        if row and row.roadmap:
            await retitle_roadmap(self.app, self.session, row.roadmap.id, self._say)

    @work
    async def action_lately(self) -> None:
        """List what is being learnt and what was done in the last seven days, and open what is picked."""
        from tracker.tui.panels.pick import Choice, PickScreen  # as in `action_archive`

        session = self.session
        doing = [
            Choice(id_, session.title(id_), f"doing since {short_day(day)}")
            for id_, day in session.doing_since().items()
        ]
        done = [Choice(id_, session.title(id_), f"done {short_day(day)}") for id_, day in session.done_lately().items()]
        hint = f"{key_of('pick.pick')} opens it in its roadmap · {key_of('panel.close')} closes"
        picked = await self.app.push_screen_wait(
            PickScreen("Doing, and done in the last seven days", hint, [*doing, *done])
        )
        topic = session.topic(picked) if picked else None
        if topic:
            self.open_topic(topic)

    def action_search(self) -> None:
        """Open the search line."""
        self.query_one(SearchLine).open()

    @on(SearchLine.Changed)
    def _search(self, event: SearchLine.Changed) -> None:
        self.words = event.words
        roadmaps = self.query_one(RoadmapList)
        roadmaps.show(self.list_rows())
        found = sum(row.roadmap is not None for row in roadmaps.rows)
        said = f"{found:,} {'match' if found == 1 else 'matches'}" if found else "no match"
        self.query_one(SearchLine).count(said if event.words.strip() else "")
        no_match = f'No title and no note has "{event.words}". {key_of("home.all")} shows everything again.'
        self._say("" if found or not event.words.strip() else no_match)

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
        from tracker.tui.screens.undo import undo  # as in `action_archive`

        _, words = await undo(self.session)
        self._say(words)

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        from tracker.tui.screens.undo import redo  # as in `action_archive`

        _, words = await redo(self.session)
        self._say(words)

    @work
    async def action_history(self) -> None:
        """List what was done, and undo what is picked."""
        from tracker.tui.screens.undo import ask_what_to_undo  # as in `action_archive`

        self._say(await ask_what_to_undo(self.app, self.session))

    def _say(self, words: str) -> None:
        self.query_one(Headline).say(words)
