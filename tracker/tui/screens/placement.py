"""Ticking what the user can do already, a level or a topic at a time: in the first run, and whenever they want."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress, measure
from tracker.core.roadmap.model import Group, Level, Roadmap, Topic
from tracker.core.roadmap.tree import Line, Tree, tree_of
from tracker.core.text import plural
from tracker.tui.base import HELP_AND_QUIT, BaseScreen
from tracker.tui.hints import key_of
from tracker.tui.screens.marking import Marking
from tracker.tui.screens.undo import redo, undo
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.tree_rows import TreeRow

_SHOWN = 4


class PlacementScreen(BaseScreen[bool]):
    """Asks what the user can do already: a skill, a level or a topic at a time, with "done when" in view.

    `step` is what is said before it in the first run.
    """

    CSS_PATH = "first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "finish", "Go on", id="placement.finish", tooltip="See where you stand"),
        Binding("u", "undo", "Undo", id="study.undo", tooltip="Undo the last command"),
        Binding("U", "redo", "Redo", id="study.redo", show=False, tooltip="Redo what was undone"),
        *HELP_AND_QUIT,
    ]

    def __init__(self, session: Session, roadmap: str, step: str = "") -> None:
        super().__init__()
        self.session, self.roadmap, self.step = session, roadmap, step
        self.by_level = by_level(session.progress(roadmap).roadmap)
        self.marking = Marking(session)

    def compose(self) -> ComposeResult:
        """Headline, tree by level, and the "done when" sentence."""
        yield Headline(id="headline")
        yield RoadmapTree(self._progress(), id="tree")
        yield Static(id="meaning", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Follow the state."""
        self.follow(self.session.changed, self._show)
        self._head()
        row = self.query_one(RoadmapTree).row
        if row:
            self._mean(Rows.Highlighted(self.query_one(RoadmapTree), row))

    def _progress(self) -> Progress:
        return measure(self.by_level, self.session.state.marks, self.session.state.choices)

    def _show(self, _state: State) -> None:
        self.query_one(RoadmapTree).update(self._progress())
        self._head()

    def _head(self) -> None:
        headline = self.query_one(Headline)
        progress = self.session.progress(self.roadmap)
        headline.show(progress.roadmap.title, progress.total, ())
        headline.explain(f"{self.step}Tick what you can do today. Below you see when a topic is done.")
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
        self.marking.toggle(ids, event.mark)

    @work
    async def action_undo(self) -> None:
        """Undo the last command."""
        _, words = await undo(self.session)
        self.query_one(Headline).say(words)

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        _, words = await redo(self.session)
        self.query_one(Headline).say(words)

    def action_finish(self) -> None:
        """Go on."""
        self.dismiss(True)


def by_level(role: Roadmap) -> Roadmap:
    """A skill, or the counted skills of a role, with the topics by level: easier to tick in a minute than sections."""
    tree = role.tree

    if tree.root.skill:
        return role._replace(tree=tree_of([(0, tree.root), *_by_level_of(tree, tree.root, 0, 1)]), ready=None)

    def lines(parent: int, depth: int) -> Iterator[Line]:
        for place in tree.children(parent):
            node = tree.nodes[place]
            if isinstance(node, Topic):
                yield depth, node
            elif depth > 1 or not node.optional:
                yield depth, node if node.skill else node._replace(optional=False)
                yield from _by_level_of(tree, node, place, depth + 1) if node.skill else lines(place, depth + 1)

    return role._replace(tree=tree_of([(0, tree.root), *lines(0, 1)]), ready=None)


def _by_level_of(tree: Tree, group: Group, place: int, depth: int) -> Iterator[Line]:
    for level in Level:
        inside = [topic for topic in tree.topics(place) if topic.level is level]
        if inside:
            yield depth, Group(f"{group.key}/{level}", level.capitalize())
            yield from ((depth + 1, topic) for topic in inside)
