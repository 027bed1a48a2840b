"""The tree of a roadmap: groups with their tallies, topics with their marks, columns that line up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.progress import Progress
from tracker.core.roadmap import Group, Mark, Node, Rule, Topic, groups
from tracker.core.text import hours
from tracker.tui.glyphs import glyphs
from tracker.tui.widgets.rows import Cell, Rows, cut

BAR = 10
_NARROW = 56


class TreeRow(NamedTuple):
    """A line of the tree. `counts` is false inside what is optional or not chosen; `option` inside an "any of"."""

    node: Node
    parent: str
    depth: int
    counts: bool
    option: bool
    chosen: bool


class RoadmapTree(Rows[TreeRow]):
    """Shows the progress it is given. It folds by itself, and posts what the person wants done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "wish('done')", "Tick", id="tree.tick", tooltip="Mark done, or todo again"),
        Binding("d", "wish('doing')", "Doing", id="tree.doing", tooltip="Mark doing, or todo again"),
        Binding("s", "wish('skipped')", "Skip", id="tree.skip", tooltip="Leave out of the count, or take in again"),
        Binding("r", "wish('todo')", "Reset", id="tree.reset", show=False, tooltip="Mark todo"),
        Binding("enter", "enter", "Open", id="tree.enter", show=False, tooltip="Fold a group, choose an option, open the card"),
        Binding("right,l", "unfold", "Unfold", id="tree.unfold", show=False, tooltip="Unfold, or go in"),
        Binding("left,h", "fold", "Fold", id="tree.fold", show=False, tooltip="Fold, or go to the group"),
    ]

    class Marked(Message):
        """The person wants these topics to have the mark, or none if they all have it."""

        def __init__(self, row: TreeRow, mark: Mark) -> None:
            self.row, self.mark = row, mark
            super().__init__()

    class Entered(Message):
        """The person wants to see or choose what this row stands for."""

        def __init__(self, row: TreeRow) -> None:
            self.row = row
            super().__init__()

    def __init__(self, progress: Progress, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self.progress = progress
        self.unfolded = self._unfolded_at_first(progress)
        self.glyphs = glyphs()
        self.rows = list(self._visible())

    @staticmethod
    def _unfolded_at_first(progress: Progress) -> set[str]:
        """A skill shows its topics at once; a role shows its skills, since a wall of boxes puts people off."""
        root = progress.roadmap.root
        return {group.key for group in groups(root)} if root.skill else {root.key}

    # -- rows -------------------------------------------------------------------------------------------------

    def update(self, progress: Progress) -> None:
        """Show other progress; cursor, scroll and folds stay."""
        self.progress = progress
        self.show(list(self._visible()))

    def key(self, row: TreeRow) -> str:
        """A group's key, or a topic with the group it stands in."""
        return row.node.key if isinstance(row.node, Group) else f"{row.parent} {row.node.id}"

    def _visible(self) -> Iterator[TreeRow]:
        root = self.progress.roadmap.root
        yield from self._below(root.children, root.key, 0, True)

    def _below(self, nodes: Iterable[Node], parent: str, depth: int, counts: bool) -> Iterator[TreeRow]:
        picked = self.progress.chosen.get(parent)
        for node in nodes:
            chosen = picked is not None and picked.option == node.id
            here = counts and (picked is None or chosen) and not (isinstance(node, Group) and node.optional)
            yield TreeRow(node, parent, depth, here, picked is not None, chosen)
            key = node.key if isinstance(node, Group) else node.id
            if node.children and (key in self.unfolded or isinstance(node, Topic)):
                yield from self._below(node.children, key, depth + 1, here)

    def reveal(self, topic: str) -> bool:
        """Unfold what hides a topic and put the cursor on its first place; False when it is not in this roadmap."""
        path = _path(self.progress.roadmap.root, topic)
        if path is None:
            return False
        self.unfolded.update(path)
        self.show(list(self._visible()))
        return self.go_to_key(f"{path[-1]} {topic}")

    # -- looks ------------------------------------------------------------------------------------------------

    def draw(self, row: TreeRow, width: int) -> Iterable[Cell]:
        """One line: indent, sign, title, and the columns at the right edge."""
        right = list(self._numbers(row, width))
        room = width - sum(cell_len(text) for text, _ in right) - 2
        signs = self._signs(row)
        room -= sum(cell_len(text) for text, _ in signs)
        name, notes = self._title(row)
        shown = cut(name, room, self.glyphs.dots)
        while notes and cell_len(shown) + cell_len(notes) > room:
            notes = notes[: notes.rindex("  ")]
        gap = " " * max(0, room - cell_len(shown) - cell_len(notes))
        return [(" ", ""), *signs, (shown, self._colour(row)), (notes, "dim"), (gap, ""), *right, (" ", "")]

    def _signs(self, row: TreeRow) -> list[Cell]:
        signs: list[Cell] = [("  " * row.depth, "")]
        if isinstance(row.node, Topic):
            mark = self.progress.mark(row.node.id)
            return [*signs, (f"{self.glyphs.mark(mark)} ", "" if mark is Mark.TODO else mark.value)]
        signs.append((f"{self.glyphs.open if row.node.key in self.unfolded else self.glyphs.closed} ", "dim"))
        if row.option:
            signs.append((f"{self.glyphs.chosen if row.chosen else self.glyphs.other} ", "accent"))
        return signs

    def _title(self, row: TreeRow) -> tuple[str, str]:
        notes = []
        if isinstance(row.node, Group):
            if row.node.level and row.node.skill:
                notes.append(f"to {row.node.level}")
            if row.node.rule is Rule.ANY:
                notes.append("any of")
            if row.node.optional:
                notes.append("useful")
        elif row.option and row.chosen:
            notes.append("counts")
        elif row.node.project:
            notes.append("project")
        return row.node.title, "".join(f"  {note}" for note in notes)

    def _colour(self, row: TreeRow) -> str:
        if isinstance(row.node, Group):
            return ("heading" if row.depth == 0 else "strong") if row.counts else "dim"
        mark = self.progress.mark(row.node.id)
        return mark.value if mark in (Mark.DONE, Mark.SKIPPED) else ("" if row.counts else "dim")

    def _numbers(self, row: TreeRow, width: int) -> Iterator[Cell]:
        if isinstance(row.node, Topic):
            level = str(row.node.level or "")
            facts = f"{level:<8} {hours(row.node.hours) if row.node.hours else '':>5}"
            yield (facts if width >= _NARROW else facts[-5:], "dim")
            return
        tally = self.progress.tallies[row.node.key]
        counts = f"{tally.done}/{tally.counted}"
        yield (f"{counts:>8} ", "dim")
        if width >= _NARROW:
            full, empty = self.glyphs.bar(tally, BAR)
            yield (full, "bar")
            yield (empty, "bar-empty")
        yield ("     -" if tally.percent is None else f" {tally.percent:>3} %", "" if row.counts else "dim")

    # -- keys and mouse ---------------------------------------------------------------------------------------

    def action_wish(self, mark: str) -> None:
        """Post what the person wants of the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Marked(self.row, Mark(mark)))

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
            self.go_to_key(row.parent)

    def _toggle(self, group: Group) -> None:
        self.unfolded ^= {group.key}
        self.show(list(self._visible()))

    def on_rows_clicked(self, event: Rows.Clicked[TreeRow]) -> None:
        """A click on a sign does what the sign stands for; a second click on a row enters it."""
        row = event.row
        on_sign = event.column <= 2 * row.depth + 2
        if isinstance(row.node, Topic) and on_sign:
            self.action_wish(Mark.DONE.value)
        elif isinstance(row.node, Group) and on_sign:
            self._toggle(row.node)
        elif event.again:
            self.action_enter()


def _path(node: Node, topic: str) -> list[str] | None:
    """The keys of the groups that lead to a topic, or None."""
    key = node.key if isinstance(node, Group) else node.id
    for child in node.children:
        if isinstance(child, Topic) and child.id == topic:
            return [key]
        below = _path(child, topic)
        if below is not None:
            return [key, *below]
    return None


