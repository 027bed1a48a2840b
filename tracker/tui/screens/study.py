"""Working through one roadmap: the tree, the card, and what each tick did."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer

from tracker.core.decide import Choose, SetMark, WriteNote, toggled
from tracker.core.explain import explain
from tracker.core.journal import Event, State
from tracker.core.progress import Progress, Worth, previews, worth
from tracker.core.roadmap import Group, Mark, Rule, Topic, topics
from tracker.core.tell import tell_act
from tracker.core.text import plural
from tracker.tui.screens.choose import ChooseScreen
from tracker.tui.screens.note import NoteScreen
from tracker.tui.screens.why import WhyScreen
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Beside, Headline
from tracker.tui.widgets.roadmap_tree import RoadmapTree, TreeRow
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.topic_card import GroupFacts, TopicCard, TopicFacts


TWO_PANES = 100
"""Columns from which on the card stands beside the tree."""


class StudyScreen(Screen[None]):
    """One roadmap. From 100 columns on the card stands beside the tree; below, it takes the tree's place."""

    CSS_PATH = "study.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "note", "Note", id="study.note", tooltip="Write a note on this topic"),
        Binding("c", "choose", "Choose", id="study.choose", show=False, tooltip='Choose which option of an "any of" group counts'),
        Binding("percent_sign", "why", "Why?", id="study.why", tooltip="Why this percentage?"),
        Binding("y", "why_here", "Why here?", id="study.why_here", show=False, tooltip="Why the percentage of this group?"),
        Binding("u", "undo", "Undo", id="study.undo", tooltip="Take back the last act"),
        Binding("U", "redo", "Redo", id="study.redo", show=False, tooltip="Do again what was undone"),
        Binding("escape,b", "back", "Back", id="study.back", tooltip="Back to the card's tree, or to the roadmaps"),
        Binding("question_mark", "app.keys", "Keys", id="app.keys", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
    ]

    def __init__(self, session: Session, roadmap: str) -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap

    def compose(self) -> ComposeResult:
        """Headline, tree and card."""
        yield Headline(id="headline")
        with Horizontal(id="panes"):
            yield RoadmapTree(self.session.progress(self.roadmap), id="tree")
            yield TopicCard(id="card")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the state."""
        self.session.changed.subscribe(self, self._show)
        self._head(self.session.progress(self.roadmap))
        self._describe()

    # -- showing ----------------------------------------------------------------------------------------------

    def _show(self, _state: State) -> None:
        if self.roadmap not in self.session.roadmaps:
            self.dismiss()
            return
        progress = self.session.progress(self.roadmap)
        self.query_one(RoadmapTree).update(progress)
        self._head(progress)

    def _head(self, progress: Progress) -> None:
        beside = [Beside("Ready to apply", progress.ready)] if progress.ready else []
        for id_ in self.session.beside():
            if id_ != self.roadmap:
                other = self.session.progress(id_)
                beside.append(Beside(other.roadmap.title, other.total))
        self.query_one(Headline).show(progress.roadmap.title, progress.total, beside)

    @on(Rows.Highlighted)
    def _describe(self) -> None:
        row = self.query_one(RoadmapTree).row
        facts: TopicFacts | GroupFacts | None = None
        if row and isinstance(row.node, Topic):
            facts = self._topic_facts(row, row.node)
        elif row and isinstance(row.node, Group):
            facts = self._group_facts(row.node)
        self.query_one(TopicCard).show(facts)

    def _topic_facts(self, row: TreeRow, topic: Topic) -> TopicFacts:
        state = self.session.state
        needs = [
            (found, state.marks.get(found.id, Mark.TODO)) for id_ in topic.needs if (found := self.session.topic(id_))
        ]
        mark = state.marks.get(topic.id, Mark.TODO)
        worths = self._worths(topic.id)
        note = state.notes.get(topic.id, "")
        return TopicFacts(topic, mark, self.session.card(topic.id), note, needs, worths, row.counts)

    def _worths(self, topic: str) -> list[Worth]:
        choices = self.session.state.choices
        found = [worth(self.session.progress(role.id), choices, topic) for role in self.session.roles()]
        return [one for one in found if one]

    def _group_facts(self, group: Group) -> GroupFacts:
        progress = self.session.progress(self.roadmap)
        about = self.session.profile(group.skill).about if group.skill else ""
        tally, optional = progress.tallies[group.key], progress.optional[group.key]
        return GroupFacts(group, tally, optional, progress.chosen.get(group.key), about)

    def _say(self, words: str) -> None:
        self.query_one(Headline).say(words)

    # -- wishes -----------------------------------------------------------------------------------------------

    @on(RoadmapTree.Marked)
    def _mark(self, event: RoadmapTree.Marked) -> None:
        node, mark = event.row.node, event.mark
        ids = self._marked_by(node)
        if mark is not Mark.TODO:
            mark = toggled([self.session.state.marks.get(id_, Mark.TODO) for id_ in ids], mark)
        before = self._percentages()
        if self.session.wish(SetMark(ids, mark)):
            many = f" ({plural(len(ids), 'topic')})" if isinstance(node, Group) else ""
            self._say(f"{node.title}{many}: {mark}{self._skills(ids)}{self._moved(before)}")

    def _skills(self, ids: tuple[str, ...]) -> str:
        """Where the skill of the topics stands now, unless it is the roadmap on the screen."""
        homes = dict.fromkeys(id_.partition("/")[0] for id_ in ids)
        found = [self.session.progress(home) for home in homes if home in self.session.roadmaps]
        return "".join(
            f" · {one.roadmap.title} {one.total.done}/{one.total.counted}"
            for one in found[:2]
            if one.roadmap.id != self.roadmap
        )

    def _marked_by(self, node: Group | Topic) -> tuple[str, ...]:
        """The topics that a mark on a row is for: the topic itself, or what counts in the group."""
        if isinstance(node, Topic):
            return (node.id,)
        counted = self.session.progress(self.roadmap).scopes[node.key].counted
        return tuple(topic.id for topic in topics(node) if topic.id in counted)

    def _percentages(self) -> dict[str, int | None]:
        ids = dict.fromkeys([self.roadmap, *self.session.beside()])
        return {id_: self.session.progress(id_).total.percent for id_ in ids}

    def _moved(self, before: dict[str, int | None]) -> str:
        told = []
        for id_, was in before.items():
            progress = self.session.progress(id_)
            now = progress.total.percent
            if was is None or now is None:
                continue
            change = f" ({now - was:+d})" if now != was else ""
            told.append(f" · {progress.roadmap.title} {now} %{change}")
        return "".join(told)

    @on(RoadmapTree.Entered)
    def _enter(self, event: RoadmapTree.Entered) -> None:
        row = event.row
        if row.option or (isinstance(row.node, Group) and row.node.rule is Rule.ANY):
            self.action_choose()
        else:
            self._toggle_card()

    def _toggle_card(self) -> None:
        card = self.query_one(TopicCard)
        if self.has_class("-two-panes"):
            (self.query_one(RoadmapTree) if card.has_focus else card).focus()
            return
        self.toggle_class("-reading")
        (card if self.has_class("-reading") else self.query_one(RoadmapTree)).focus()

    def action_back(self) -> None:
        """Back to the tree when the card is in front, else to the roadmaps."""
        if self.has_class("-reading") or self.query_one(TopicCard).has_focus:
            self.remove_class("-reading")
            self.query_one(RoadmapTree).focus()
        else:
            self.dismiss()

    def action_why(self) -> None:
        """Take the percentage of the whole roadmap apart."""
        self.app.push_screen(WhyScreen(explain(self.session.progress(self.roadmap))))

    def action_why_here(self) -> None:
        """Take apart the percentage of the group at the cursor."""
        row = self.query_one(RoadmapTree).row
        if row:
            key = row.node.key if isinstance(row.node, Group) else row.parent
            self.app.push_screen(WhyScreen(explain(self.session.progress(self.roadmap), key)))

    @work
    async def action_choose(self) -> None:
        """Choose which option of the "any of" group at the cursor counts."""
        row = self.query_one(RoadmapTree).row
        group = self._either(row) if row else None
        if group is None:
            self._say('There is nothing to choose here; "any of" groups have options.')
            return
        progress = self.session.progress(self.roadmap)
        found = previews(progress, self.session.state.choices, group)
        answer = await self.app.push_screen_wait(ChooseScreen(group, progress.chosen[group.key], progress, found))
        if answer is not None and self.session.wish(Choose(group.key, answer or None)):
            title = next((option.title for option in group.children if option.id == answer), "the one furthest along")
            self._say(f"{group.title}: {title} counts · {self.session.progress(self.roadmap).total.percent} %")

    def _either(self, row: TreeRow) -> Group | None:
        """The innermost "any of" group that the row is, or is in."""
        path = row.node.key if isinstance(row.node, Group) else row.parent
        tree = self.session.roadmaps[self.roadmap].root
        found = None
        node: Group | None = tree
        while node is not None:
            if node.rule is Rule.ANY:
                found = node
            node = next(
                (
                    child
                    for child in node.children
                    if isinstance(child, Group) and (child.key == path or path.startswith(f"{child.key}/"))
                ),
                None,
            )
        return found

    @work
    async def action_note(self) -> None:
        """Write a note on the topic under the cursor."""
        row = self.query_one(RoadmapTree).row
        if not row or not isinstance(row.node, Topic):
            self._say("Notes belong to topics: put the cursor on one.")
            return
        topic = row.node
        text = await self.app.push_screen_wait(NoteScreen(topic.title, self.session.state.notes.get(topic.id, "")))
        if text is not None and self.session.wish(WriteNote(topic.id, text)):
            self._say(f"{topic.title}: note {'kept' if text.strip() else 'removed'}")

    @work
    async def action_undo(self) -> None:
        """Take back the last act, also one of an earlier day."""
        self._walked(await self.session.undo(), "undo")

    @work
    async def action_redo(self) -> None:
        """Do again what was undone last."""
        self._walked(await self.session.redo(), "redo")

    def _walked(self, events: list[Event], what: str) -> None:
        if not events:
            self._say(f"There is nothing to {what}.")
            return
        tree = self.query_one(RoadmapTree)
        subjects = {event.subject for event in events}
        if not any(topic.id in subjects for row in [tree.row] if row for topic in topics(row.node)):
            next((True for event in events if tree.reveal(event.subject)), False)
        self._say(tell_act(events, self.session.title))
