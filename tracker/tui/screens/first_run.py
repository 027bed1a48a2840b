"""The first start: pick a role, tick what you can do already, and see your percentage. Each step can be skipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.core.journal.commands import SetMark, toggled
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress, Tally, measure
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.roadmap.model import Group, Level, Mark, Roadmap, Topic
from tracker.core.roadmap.tree import Line, tree_of
from tracker.core.text import plural
from tracker.tui.base import BaseScreen
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.screens.home import ListScreen
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.tree_rows import TreeRow

_SHOWN = 4


class WelcomeScreen(ListScreen):
    """Asks for a role: its id, or None where the user skips the step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "Skip", id="welcome.skip", tooltip="Look around first; a role can be picked later"),
        Binding("i", "read", "Read all", id="welcome.read", tooltip="Read about this role, large; again for the list"),
        Binding("question_mark", "app.keys", "Help", id="app.keys", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
    ]

    def list_rows(self) -> list[ListRow]:
        """All roles."""
        heading = "Which job do you want?"
        return [ListRow(heading), *(self.list_row(heading, role) for role in self.session.roles())]

    def head(self) -> None:
        """What tracker does, in one sentence."""
        headline = self.query_one(Headline)
        headline.show("Welcome to tracker", Tally(), ())
        headline.explain("It tells you how far you are from the job you want, and what to learn next.")
        headline.suggest(f"Step 1 of 3: pick a role (arrows, {key_of('list.open')}). You can change it at any time.")

    @on(RoadmapList.Picked)
    def _pick(self, event: RoadmapList.Picked) -> None:
        self.dismiss(event.roadmap.id)

    def action_skip(self) -> None:
        """Go on without a role."""
        self.dismiss(None)

    def action_read(self) -> None:
        """Show the description on the whole screen, or the list again."""
        self.toggle_class("-reading")


class PlacementScreen(BaseScreen[bool]):
    """Asks what the user can do already: a skill, a level or a topic at a time, with "done when" in view."""

    CSS_PATH = "first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "finish", "Go on", id="placement.finish", tooltip="See where you stand"),
        Binding("question_mark", "app.keys", "Help", id="app.keys", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "Quit", id="app.quit", tooltip="Leave; everything is kept"),
    ]

    def __init__(self, session: Session, role: str) -> None:
        super().__init__()
        self.session, self.role = session, role
        self.by_level = by_level(session.roadmaps[role])

    def compose(self) -> ComposeResult:
        """Headline, tree by level, and the "done when" sentence."""
        yield Headline(id="headline")
        yield RoadmapTree(self._progress(), id="tree")
        yield Static(id="meaning", markup=False)
        yield KeysFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the state."""
        self.follow(self.session.changed, self._show)
        self._head()

    def _progress(self) -> Progress:
        return measure(self.by_level, self.session.state.marks, self.session.state.choices)

    def _show(self, _state: State) -> None:
        self.query_one(RoadmapTree).update(self._progress())
        self._head()

    def _head(self) -> None:
        headline = self.query_one(Headline)
        progress = self.session.progress(self.role)
        headline.show(progress.roadmap.title, progress.total, ())
        headline.explain("Step 2 of 3: tick what you can do today. Below you see when a topic is done.")
        enter, tick, go_on = key_of("tree.enter"), key_of("tree.tick"), key_of("placement.finish")
        headline.suggest(f"{enter} looks inside a skill or level, {tick} ticks it or a topic, {go_on} goes on.")

    @on(Rows.Highlighted)
    def _mean(self, event: Rows.Highlighted[TreeRow]) -> None:
        self.query_one("#meaning", Static).update(self._meaning(event.row) if event.row else "")

    def _meaning(self, row: TreeRow) -> Text:
        node = row.node
        if isinstance(node, Topic):
            return Text.assemble(("Done when  ", "bold"), self.session.card(node.id).done_when)
        inside = [topic.title for topic in row.tree.topics(row.place)]
        more = f" and {len(inside) - _SHOWN} more" if len(inside) > _SHOWN else ""
        return Text.assemble((f"{plural(len(inside), 'topic')}  ", "bold"), ", ".join(inside[:_SHOWN]) + more)

    @on(RoadmapTree.Marked)
    def _mark(self, event: RoadmapTree.Marked) -> None:
        ids = tuple(dict.fromkeys(id_ for row in event.rows for id_ in row.ids))
        mark = event.mark
        if mark is not Mark.TODO:
            mark = toggled([self.session.state.marks.get(id_, Mark.TODO) for id_ in ids], mark)
        self.session.handle(SetMark(ids, mark))

    def action_finish(self) -> None:
        """Go on."""
        self.dismiss(True)


def by_level(role: Roadmap) -> Roadmap:
    """The counted skills of a role with their topics by level instead of by section; easier to tick in a minute."""
    tree = role.tree

    def lines(parent: int, depth: int) -> Iterator[Line]:
        for place in tree.children(parent):
            node = tree.nodes[place]
            if isinstance(node, Topic):
                yield depth, node
            elif depth > 1 or not node.optional:
                yield depth, node if node.skill else node._replace(optional=False)
                yield from by_level_of(node, place, depth + 1) if node.skill else lines(place, depth + 1)

    def by_level_of(group: Group, place: int, depth: int) -> Iterator[Line]:
        for level in Level:
            inside = [topic for topic in tree.topics(place) if topic.level is level]
            if inside:
                yield depth, Group(f"{group.key}/{level}", level.capitalize())
                yield from ((depth + 1, topic) for topic in inside)

    return role._replace(tree=tree_of([(0, tree.root), *lines(0, 1)]), ready=None)


def where_you_stand(session: Session, role: str) -> PickScreen:
    """The third step: the percentage, the nearest roles, and three topics to start with. Asks for one of them."""
    progress = session.progress(role)
    nearest_progress = nearest_roles([session.progress(other.id) for other in session.roles()])
    near = ", ".join(f"{other.roadmap.title} {other.total.percent} %" for other in nearest_progress)
    total = progress.total
    words = [f"{progress.roadmap.title}: {total.percent} %, {total.done} of {total.counted} topics."]
    if progress.ready and progress.ready.percent is not None:
        left = plural(progress.ready.left, "topic")
        words.append(f"Ready to apply as a junior: {progress.ready.percent} %, {left} to go.")
    words.append(f"Roles nearest to what you can do: {near}." if near else "Each tick counts in every role.")
    words.append("\nThree topics to start with:")
    choices = [Choice(suggestion.topic.id, suggestion.topic.title, suggestion.why) for suggestion in suggest(progress)]
    hint = f"{key_of('pick.pick')} starts · {key_of('panel.close')} shows the roadmap"
    return PickScreen("Step 3 of 3: where you stand", hint, choices, "\n".join(words))
