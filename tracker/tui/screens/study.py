"""Working through one roadmap: the tree, the card, and what each tick did."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tracker.core.journal.commands import LONGEST_NOTE, Choose, SetTarget, Watch, WriteNote, is_skill
from tracker.core.journal.events import Event, State
from tracker.core.progress.explain import explain
from tracker.core.progress.measure import Progress
from tracker.core.progress.next_topics import suggest
from tracker.core.progress.proof import proofs_of
from tracker.core.progress.what_if import previews
from tracker.core.roadmap.model import Group, Kind, Level, Link, Mark, Rule, Topic
from tracker.core.text import plural
from tracker.tui.base import HELP_AND_QUIT, TWO_PANES
from tracker.tui.hints import key_of
from tracker.tui.panels.choose import ChooseScreen
from tracker.tui.panels.links import open_links
from tracker.tui.panels.note import NoteScreen
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.panels.why import WhyScreen
from tracker.tui.screens.card_facts import facts_of
from tracker.tui.screens.mark_effects import describe_gain, standing
from tracker.tui.screens.marking import Marking
from tracker.tui.screens.own_topics import OwnTopics
from tracker.tui.screens.proving import add_proof
from tracker.tui.screens.timing import switch_timer
from tracker.tui.screens.undo import ask_what_to_undo, redo, show_change, undo
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Beside, Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.search_line import SearchLine
from tracker.tui.widgets.topic_card import TopicCard
from tracker.tui.widgets.tree_rows import Filter, TreeRow, choice_at, group_at


class StudyScreen(OwnTopics):
    """One roadmap. In a wide terminal the card stands beside the tree; in a narrow one it takes the tree's place."""

    CSS_PATH = "study.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="study.undo", tooltip="Undo the last command"),
        Binding("e", "note", "Note", id="study.note", tooltip="Write a note on this topic"),
        Binding("m", "timer", "Timer", id="study.timer", show=False, tooltip="Start or stop the timer"),
        Binding("P", "proof", "Proof", id="study.proof", show=False, tooltip="Add a link that proves this topic"),
        Binding("o", "links", "Links", id="study.links", show=False, tooltip="Open or copy a link of this topic"),
        Binding(
            "c", "choose", "Choose", id="study.choose", show=False, tooltip='Choose an option of an "any of" group'
        ),
        Binding(
            "y", "why_here", "Explain group", id="study.why_here", show=False, tooltip="Explain this group's percentage"
        ),
        Binding("slash", "search", "Search", id="study.search", tooltip="Search titles and your notes"),
        Binding("f", "filter", "Filter", id="tree.filter", show=False, tooltip="Filter topics by their mark"),
        Binding("n", "again(1)", "Next match", id="study.next_match", show=False, tooltip="Go to the next match"),
        Binding(
            "N", "again(-1)", "Match before", id="study.previous_match", show=False, tooltip="Go to the match before"
        ),
        Binding("full_stop", "suggested", "Next", id="study.next", show=False, tooltip="Go to what to learn next"),
        Binding(
            "p", "needs", "Prerequisite", id="study.needs", show=False, tooltip="Go to a prerequisite of this topic"
        ),
        Binding("backspace,ctrl+o", "return", "Return", id="study.return", show=False, tooltip="Go back from a jump"),
        Binding(
            "ctrl+l",
            "level",
            "Tick level",
            id="study.level",
            show=False,
            tooltip="Mark a whole level of this group done",
        ),
        Binding("t", "target", "Target", id="study.target", show=False, tooltip="Set this role as your target"),
        Binding("w", "watch", "Watch", id="study.watch", show=False, tooltip="Watch this roadmap, or stop watching"),
        Binding("percent_sign", "why", "Why?", id="study.why", tooltip="Explain this percentage"),
        Binding("U", "redo", "Redo", id="study.redo", show=False, tooltip="Redo what was undone"),
        Binding("H", "history", "History", id="study.history", show=False, tooltip="List what you did, and undo it"),
        Binding(
            "escape,b",
            "back",
            "Back",
            id="study.back",
            tooltip="Back: from card, search, filter, roadmap",
        ),
        *HELP_AND_QUIT,
    ]

    def __init__(self, session: Session, roadmap: str, topic: str = "") -> None:
        super().__init__(session, roadmap)
        self.topic, self._is_bare = topic, False
        self.marking = Marking(session)

    def compose(self) -> ComposeResult:
        """Headline, tree and card."""
        if not self.stays:
            self._is_bare = True  # also when the roadmap comes back before the screen is left
            return
        self.fit()
        yield Headline(id="headline")
        with Horizontal(id="panes"):
            yield RoadmapTree(self.session.progress(self.roadmap), id="tree")
            yield TopicCard(id="card")
        yield SearchLine("search titles and notes")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Follow the state; a roadmap that was taken out meanwhile has nothing to show."""
        if not self.stays:
            self.dismiss()
            return
        self.follow(self.session.changed, self._show)
        self._count(self.session.progress(self.roadmap))
        if self.topic:
            self.tree_view.reveal(self.topic)
        self._advise()

    @property
    def stays(self) -> bool:
        """Whether it was not left, and its roadmap was not taken out, now or when it was to be drawn."""
        return super().stays and not self._is_bare and self.roadmap in self.session.roadmaps

    # -- showing ----------------------------------------------------------------------------------------------

    def _show(self, _state: State) -> None:
        progress = self.session.progress(self.roadmap)
        with self.prevent(Rows.Highlighted):
            self.tree_view.update(progress)
        self._count(progress)
        self.tree_view.call_after_refresh(self._advise)  # the mark and the numbers are seen first

    def _count(self, progress: Progress) -> None:
        """Show the percentages."""
        beside = [Beside("Ready to apply", progress.ready)] if progress.ready else []
        beside += [Beside(other.title, other.total) for other in map(self.session.standing, self._others())]
        self.tree_view.link(self.session.state.links.keys())
        self.tree_view.show_due(self.session.due())
        self.tree_view.notes = self.session.state.notes
        fresh = self.session.fresh_percent(progress)
        self.query_one(Headline).show(progress.roadmap.title, progress.total, beside, fresh)

    def _others(self) -> list[str]:
        """The other roadmaps in view."""
        return [id_ for id_ in self.session.beside() if id_ != self.roadmap]

    def _advise(self) -> None:
        """Show what is next, and describe what is at the cursor."""
        progress, others = self.session.progress(self.roadmap), map(self.session.progress, self._others())
        best = suggest(progress, self.session.topic, list(others), due=self.session.due_today())
        following = ", ".join(suggestion.topic.title for suggestion in best)
        done = progress.total.counted and not progress.total.left
        words = f"Next: {following}" if best else "Everything here is done." if done else ""
        self.query_one(Headline).suggest(words)
        self._describe()

    @on(Rows.Highlighted)
    def _describe(self) -> None:
        self.query_one(TopicCard).show(facts_of(self.session, self.roadmap, self.tree_view.row))

    def on_key(self, _event: events.Key) -> None:
        """Take what was said away: it was about the key before."""
        self.say("")

    def say(self, words: str) -> None:
        """Say what just happened, where the eye is."""
        self.query_one(Headline).say(words)

    # -- marks ------------------------------------------------------------------------------------------------

    @on(RoadmapTree.Marked)
    def _mark(self, event: RoadmapTree.Marked) -> None:
        ids = tuple(dict.fromkeys(id_ for row in event.rows for id_ in self._marked_by(row)))
        first = event.rows[0].node
        plain_topic = len(event.rows) == 1 and isinstance(first, Topic)
        self._set(ids, event.mark, first.title if plain_topic or len(event.rows) == 1 else "Selection", not plain_topic)

    def _set(self, ids: tuple[str, ...], mark: Mark, what: str, many: bool) -> None:
        before = standing(self.session, self.roadmap, ids)
        changed, mark = self.marking.toggle(ids, mark)
        if changed:
            count = f" ({plural(len(ids), 'topic')})" if many else ""
            after = standing(self.session, self.roadmap, ids)
            self.say(describe_gain(self.session, (what, f"{count}: {mark}"), before, after, self.size.width - 2))
        elif len(ids) == 1 and is_skill(skill := self.session.state.links.get(ids[0], "/")):
            self.say(f"{what} is done when the skill {self.session.title(skill)} is: tick its topics.")

    def _marked_by(self, row: TreeRow) -> list[str]:
        """The topics that a mark on a row is for: the topic itself, or what counts in the group."""
        if isinstance(row.node, Topic):
            return [row.node.id]
        counted = self.tree_view.progress.scope(row.place).counted
        return [id_ for id_ in row.ids if id_ in counted]

    @on(TopicCard.Marked)
    def _mark_from_card(self, event: TopicCard.Marked) -> None:
        self.tree_view.action_mark(event.mark)

    @work
    async def action_level(self) -> None:
        """Mark a whole level of the group at the cursor done."""
        row = self.tree_view.row
        if row is None:
            return
        place = group_at(row)
        group, topics = row.tree.group(place), row.tree.topics(place)
        inside = {level: [topic.id for topic in topics if topic.level is level] for level in Level}
        choices = [Choice(level, f"{level}", plural(len(ids), "topic")) for level, ids in inside.items() if ids]
        hint = f"{key_of('pick.pick')} ticks it · {key_of('panel.close')} closes"
        picked = await self.app.push_screen_wait(PickScreen(f"{group.title}: mark a level", hint, choices))
        if picked:
            self._set(tuple(inside[Level(picked)]), Mark.DONE, f"{group.title}, {picked}", True)

    # -- moving -----------------------------------------------------------------------------------------------

    @on(RoadmapTree.Entered)
    def _enter(self, event: RoadmapTree.Entered) -> None:
        row = event.row
        if row.option or (isinstance(row.node, Group) and row.node.rule is Rule.ANY):
            self.action_choose()
        else:
            self._toggle_card()

    def _toggle_card(self) -> None:
        card, tree = self.query_one(TopicCard), self.tree_view
        if self.has_class("-two-panes"):
            (tree if card.has_focus else card).focus()
            return
        self.toggle_class("-reading")
        (card if self.has_class("-reading") else tree).focus()

    @on(TopicCard.Closed)
    def _close_card(self) -> None:
        self._toggle_card()

    def action_back(self) -> None:
        """Back to the tree from the card, then out of a selection, then to the roadmaps."""
        tree = self.tree_view
        if self.has_class("-reading") or self.query_one(TopicCard).has_focus:
            self.remove_class("-reading")
            tree.focus()
        elif tree.selecting_from is not None:
            tree.action_select()
        elif tree.matching:
            tree.mark_matches("")
        elif tree.only is not Filter.ALL:
            tree.show_only(Filter.ALL)
            self.say("")
        else:
            self.dismiss()

    def open_elsewhere(self, topic: str) -> None:
        """Open the roadmap that a topic belongs to."""
        self.app.push_screen(StudyScreen(self.session, self.session.home_of(topic), topic))

    # -- asking -----------------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Take the percentage of the whole roadmap apart."""
        self.app.push_screen(WhyScreen(explain(self.session.progress(self.roadmap))))

    def action_why_here(self) -> None:
        """Take apart the percentage of the group at the cursor."""
        row = self.tree_view.row
        if row:
            progress = self.session.progress(self.roadmap)
            self.app.push_screen(WhyScreen(explain(progress, row.tree.group(group_at(row)).key)))

    @work
    async def action_choose(self) -> None:
        """Choose which option of the "any of" group at the cursor counts."""
        row = self.tree_view.row
        place = choice_at(row) if row else None
        if place is None:
            self.say('There is nothing to choose here; "any of" groups have options.')
            return
        progress = self.session.progress(self.roadmap)
        group, options = progress.tree.group(place), previews(progress, self.session.state.choices, place)
        answer = await self.app.push_screen_wait(ChooseScreen(progress, place, options))
        if answer is not None and self.session.handle(Choose(group.key, answer or None)):
            title = next((option.title for option in options if option.option == answer), "the one furthest along")
            self.say(f"{group.title}: {title} counts · {self.session.progress(self.roadmap).total.percent} %")

    @work
    async def action_note(self) -> None:
        """Write a note on the topic at the cursor."""
        topic = self._topic_for("Notes belong to topics: put the cursor on one.")
        if topic is None:
            return

        def keep(text: str) -> bool:
            return self.session.handle(WriteNote(topic.id, text))

        drafts = self.session.drafts
        before = drafts.pop(topic.id, self.session.state.notes.get(topic.id, ""))
        text = await self.app.push_screen_wait(NoteScreen(topic.title, before, keep))
        if text is not None and len(text) > LONGEST_NOTE:
            drafts[topic.id] = text
            self.say(f"Not saved: longer than {LONGEST_NOTE:,} characters. {key_of('study.note')} opens your draft.")
        elif text is not None and keep(text):
            done = "saved" if text.strip() else "removed"
            self.say(f"Note {done}: {topic.title}. {key_of('study.undo')} undoes it.")

    @work
    async def action_links(self) -> None:
        """Open or copy a link of the topic at the cursor."""
        topic = self._topic_for("Links belong to topics: put the cursor on one.")
        if topic is not None:
            proofs = proofs_of(self.session.state.proofs.get(topic.id, ""))
            links = [*self.session.card(topic.id).links, *(Link("proof", address, address) for address in proofs)]
            self.say(await open_links(self.app, topic.title, links))

    @work
    async def action_proof(self) -> None:
        """Add a link that proves the topic at the cursor."""
        topic = self._topic_for("Proof belongs to topics: put the cursor on one.")
        if topic is not None:
            self.say(await add_proof(self.app, self.session, topic))

    @work
    async def action_timer(self) -> None:
        """Start the timer for the topic at the cursor, or stop it."""
        row = self.tree_view.row
        self.say(await switch_timer(self.app, self.session, row.node if row and isinstance(row.node, Topic) else None))

    def _topic_for(self, otherwise: str) -> Topic | None:
        row = self.tree_view.row
        if row and isinstance(row.node, Topic):
            return row.node
        self.say(otherwise)
        return None

    def action_target(self) -> None:
        """Work toward this role."""
        role = self.session.roadmaps.standings[self.roadmap]
        if role.kind is not Kind.ROLE:
            self.say(f"Only a role can be the target; {key_of('study.watch')} keeps this roadmap in view.")
        elif self.session.handle(SetTarget(role.id)):
            self.say(f"{role.title} is your target now.")

    def action_watch(self) -> None:
        """Keep this roadmap in view beside the target, or no longer."""
        on = self.roadmap not in self.session.state.watched
        self.session.handle(Watch(self.roadmap, on))
        self.say("Kept in view beside your target." if on else "No longer kept in view.")

    # -- back and forth ---------------------------------------------------------------------------------------

    @work
    async def action_undo(self) -> None:
        """Undo the last transaction, also one of an earlier day."""
        self._turned_back(*await undo(self.session))

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        self._turned_back(*await redo(self.session))

    def _turned_back(self, events: list[Event], words: str) -> None:
        show_change(self.tree_view, events)
        self.say(words)

    @work
    async def action_history(self) -> None:
        """List what was done, and undo what is picked."""
        self.say(await ask_what_to_undo(self.app, self.session))
