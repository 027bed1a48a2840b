"""The tree of a roadmap: groups with their tallies, topics with their marks, columns that line up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Group, Mark, Rule, Topic
from tracker.core.text import folded
from tracker.tui.widgets.drawn_tree import DrawnTree
from tracker.tui.widgets.mark_keys import MARK_KEYS
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.tree_rows import Filter, TreeRow, TreeView, key_of, visible

_DEEPEST = 9


class RoadmapTree(DrawnTree):
    """Shows the progress it is given. It folds, filters and searches by itself, and posts what the user wants."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "enter",
            "Open",
            id="tree.enter",
            tooltip="Fold, choose an option, open the card",
        ),
        *MARK_KEYS,
        Binding("right,l", "unfold", "Unfold", id="tree.unfold", show=False, tooltip="Unfold, or go in"),
        Binding("left,h", "fold", "Fold", id="tree.fold", show=False, tooltip="Fold, or go to the group"),
        Binding("v", "select", "Select", id="tree.select", show=False, tooltip="Begin or end selecting rows"),
        Binding(
            "right_square_bracket",
            "open(1)",
            "Next open",
            id="tree.next_open",
            show=False,
            tooltip="To the next open topic",
        ),
        Binding(
            "left_square_bracket",
            "open(-1)",
            "Previous open",
            id="tree.previous_open",
            show=False,
            tooltip="To the open topic before",
        ),
        *(
            Binding(
                str(n), f"depth({n})", f"Depth {n}", id=f"tree.depth_{n}", show=False, tooltip=f"Unfold to depth {n}"
            )
            for n in (1, 2, 3)
        ),
        Binding("0", f"depth({_DEEPEST})", "Unfold all", id="tree.depth_all", show=False, tooltip="Unfold everything"),
    ]

    class Marked(Message):
        """The user wants these rows to have the mark, or none if they all have it."""

        def __init__(self, rows: list[TreeRow], mark: Mark) -> None:
            self.rows, self.mark = rows, mark
            super().__init__()

    class Entered(Message):
        """The user wants to see or choose what this row stands for."""

        def __init__(self, row: TreeRow) -> None:
            self.row = row
            super().__init__()

    def __init__(self, progress: Progress, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(progress, id=id)
        self.unfolded = self._unfolded_at_first(progress)
        self.only = Filter.ALL
        self.notes: Mapping[str, str] = {}
        self._folds_before = set[str]()
        self.selecting_from: int | None = None
        self.rows = self._visible()

    @staticmethod
    def _unfolded_at_first(progress: Progress) -> set[str]:
        """A skill shows its topics at once; a role shows its skills, since a wall of boxes puts people off."""
        root = progress.tree.root
        return {*progress.tree.groups} if root.skill else {root.key}

    # -- rows -------------------------------------------------------------------------------------------------

    def update(self, progress: Progress) -> None:
        """Show other progress; cursor, scroll and folds stay."""
        before, self.progress = self.progress, progress
        self.rolled_up.clear()
        # Without a filter, a mark changes how lines look, and not which there are unless another option is chosen.
        if progress.tree is not before.tree or progress.chosen != before.chosen or self.only is not Filter.ALL:
            self.show(self._visible())
            return
        for index in self.in_view():
            if self._has_changed(self.rows[index], before):
                self.refresh_row(index)
        self.post_message(self.Highlighted(self, self.row))

    def link(self, topics: Collection[str]) -> None:
        """Say which topics share a tick."""
        if {*topics} != self.linked:
            self.linked = {*topics}
            self.refresh()

    def show_due(self, topics: Collection[str]) -> None:
        """Say which topics are due for a review."""
        if {*topics} != self.due:
            self.due = {*topics}
            self.refresh()

    def _has_changed(self, row: TreeRow, before: Progress) -> bool:
        """Whether the marks at a row or below it may have changed since `before`."""
        if isinstance(row.node, Group):
            return before.tally(row.place) != self.progress.tally(row.place)
        return row.tree.has_children(row.place) or before.mark(row.node.id) is not self.progress.mark(row.node.id)

    def key(self, row: TreeRow) -> str:
        """The row's own."""
        return row.key

    def is_marked(self, index: int) -> bool:
        """Whether a row is in the selection."""
        return self.selecting_from is not None and min(self.selecting_from, self.cursor) <= index <= max(
            self.selecting_from, self.cursor
        )

    def _visible(self) -> Sequence[TreeRow]:
        return visible(self.progress, self.unfolded, self.only)

    def reveal(self, topic: str) -> bool:
        """Unfold what hides a topic and put the cursor on its first place; False when it is not in this roadmap."""
        place = self.progress.tree.places.get(topic)
        if place is not None:
            self._go_to(place)
        return place is not None

    def search(self, words: str, step: int) -> int:
        """Go to the next (1), the previous (-1) or this or the next (0) row that has `words`, in its title or its note.

        Returns how many have.
        """
        wanted = folded(words)
        nodes = self.progress.tree.nodes
        self.noted = frozenset(id_ for id_ in self.progress.tree.places if wanted in folded(self.notes.get(id_, "")))
        places = [
            place
            for place, node in enumerate(nodes)
            if place and (wanted in folded(node.title) or node.name in self.noted)
        ]
        if not places:
            return 0
        here = self.row.place if self.row else 0
        later = [place for place in places if place >= here + max(step, 0)]
        earlier = [place for place in places if place < here]
        self._go_to((earlier or places)[-1] if step < 0 else (later or places)[0])
        return len(places)

    def mark_matches(self, words: str) -> None:
        """Mark `words` in the titles; none where they are empty."""
        self.matching = words
        self.noted = self.noted if words else frozenset()
        self.refresh()

    def view(self) -> TreeView:
        """What is in view now, to be restored later."""
        return TreeView(
            self.only, frozenset(self.unfolded), self.key(self.row) if self.row else "", self.scroll_offset.y
        )

    def restore(self, view: TreeView) -> None:
        """Show what was in view once."""
        self.only, self.unfolded = view.only, set(view.unfolded)
        self.show(self._visible())
        self.go_to_key(view.row)
        self.scroll_to(y=view.scroll, animate=False, force=True)

    def show_only(self, only: Filter) -> None:
        """Show what a filter lets through, unfolded; without one, the folds of before it come back."""
        if self.only is Filter.ALL:
            self._folds_before = set(self.unfolded)
        self.only = only
        self.unfolded = set(self._folds_before) if only is Filter.ALL else {*self.progress.tree.groups}
        self.selecting_from = None
        here = self.row
        self.show(self._visible())
        if here and not self.go_to_key(self.key(here)):
            self._go_above(here)

    def _go_to(self, place: int) -> None:
        tree = self.progress.tree
        if self.only is not Filter.ALL and not any(row.place == place for row in self._visible()):
            self.only, self.unfolded = Filter.ALL, set(self._folds_before)
        self.unfolded.update(tree.nodes[above].name for above in tree.path(place))
        rows = self._visible()
        self.show(rows)
        self.go(next(n for n, row in enumerate(rows) if row.place == place))

    def _go_above(self, here: TreeRow) -> None:
        """Put the cursor on the innermost group in view that holds a row."""
        above = {*here.tree.path(here.place)}
        holding = [row for row in self.rows if row.place in above]
        if holding:
            self.go_to_key(holding[-1].key)

    # -- keys and mouse ---------------------------------------------------------------------------------------

    def action_mark(self, mark: str) -> None:
        """Post what the user wants of the selected rows, or of the one under the cursor."""
        selected = [] if self.selecting_from is None else [r for n, r in enumerate(self.rows) if self.is_marked(n)]
        chosen = selected or [row for row in [self.row] if row]
        if chosen:
            self.post_message(self.Marked(chosen, Mark(mark)))
        if selected:
            self.selecting_from = None
            self.refresh()

    def action_select(self) -> None:
        """Begin selecting at the cursor, or stop."""
        self.selecting_from = self.cursor if self.selecting_from is None else None
        self.refresh()

    def action_enter(self) -> None:
        """Fold a group, or ask for what the row stands for."""
        row = self.row
        if row is None:
            return
        if isinstance(row.node, Group) and row.node.rule is Rule.ALL and not row.option:
            self._toggle(row.node)
        else:
            self.post_message(self.Entered(row))

    def action_unfold(self) -> None:
        """Unfold the group, or go to its first member."""
        row = self.row
        if row and isinstance(row.node, Group):
            if row.node.key in self.unfolded:
                self.go(self.cursor + 1)
            else:
                self._toggle(row.node)

    def action_fold(self) -> None:
        """Fold the group, or go to the group of this row."""
        row = self.row
        if row and isinstance(row.node, Group) and row.node.key in self.unfolded:
            self._toggle(row.node)
        elif row:
            self.go_to_key(key_of(row.tree, row.tree.parents[row.place]))

    def action_depth(self, depth: int) -> None:
        """Unfold to a depth: 1 shows the outermost groups only."""
        tree = self.progress.tree
        self.unfolded = {key for key, place in tree.groups.items() if len(tree.path(place)) < depth}
        here = self.row
        self.show(self._visible())
        if here and not any(row.place == here.place for row in self.rows):
            self._go_above(here)

    def action_open(self, step: int) -> None:
        """Go to the next open topic that counts, unfolding what hides it."""
        progress, nodes = self.progress, self.progress.tree.nodes
        here = self.row.place if self.row else 0
        for distance in range(1, len(nodes)):
            place = (here + distance * step) % len(nodes)
            node = nodes[place]
            is_open = isinstance(node, Topic) and progress.mark(node.id) in (Mark.TODO, Mark.DOING)
            if is_open and progress.counts[place]:
                self._go_to(place)
                return

    def _toggle(self, group: Group) -> None:
        self.unfolded ^= {group.key}
        self.selecting_from = None
        self.show(self._visible())

    def on_rows_clicked(self, event: Rows.Clicked[TreeRow]) -> None:
        """A click on a sign does what the sign stands for; a double click on a row enters it."""
        row = event.row
        on_sign = event.column <= 2 * row.depth + 2
        if isinstance(row.node, Topic) and on_sign:
            self.action_mark(Mark.DONE.value)
        elif isinstance(row.node, Group) and on_sign:
            self._toggle(row.node)
        elif event.again:
            self.action_enter()
