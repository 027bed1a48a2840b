"""How a line of a roadmap's tree looks: indent, sign, title, what is said beside it, and columns that line up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from tracker.core.effort import hours
from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Group, Mark, Rule, Topic
from tracker.tui.glyphs import glyphs
from tracker.tui.widgets.rows import Cell, Rows, cut, with_matches
from tracker.tui.widgets.tree_rows import TreeRow, roll_up

_BAR = 10
_NARROW = 56


class DrawnTree(Rows[TreeRow]):
    """Draws the rows of `progress`.

    `unfolded` are the keys of open groups, `matching` the words that are marked in titles, `noted` the topics whose
    notes have them, `linked` the topics that share a tick, `due` those whose review is due.
    """

    def __init__(self, progress: Progress, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self.progress = progress
        self.unfolded: set[str] = set()
        self.matching = ""
        self.noted: frozenset[str] = frozenset()
        self.linked: set[str] = set()
        self.due: set[str] = set()
        self.rolled_up: dict[int, str] = {}

    def draw(self, row: TreeRow, width: int) -> Iterable[Cell]:
        """One line: indent, sign, title, and the columns at the right edge."""
        right = list(self._numbers(row, width))
        signs = self._signs(row)
        due = "  review" if isinstance(row.node, Topic) and self._is_due(row.node) else ""
        room = width - sum(cell_len(text) for text, _ in (*right, *signs)) - 3 - len(due)
        name, notes = self._title(row)
        shown = cut(name, room, glyphs().dots)
        while notes and cell_len(shown) + cell_len(notes) > room:
            notes = notes[: notes.rindex("  ")]
        gap = " " * max(0, room - cell_len(shown) - cell_len(notes))
        title = with_matches(shown, self.matching, self._colour(row))
        return [(" ", ""), *signs, *title, (notes, "dim"), (due, "accent"), (gap, ""), (" ", ""), *right, (" ", "")]

    def _signs(self, row: TreeRow) -> list[Cell]:
        shapes = glyphs()
        signs: list[Cell] = [("  " * row.depth, "")]
        if isinstance(row.node, Topic):
            mark = self.progress.mark(row.node.id)
            colour = "dim" if self._is_due(row.node) else mark.value
            return [*signs, (f"{shapes.mark(mark)} ", "" if mark is Mark.TODO else colour)]
        signs.append((f"{shapes.open if row.node.key in self.unfolded else shapes.closed} ", "dim"))
        if row.option:
            signs.append((f"{shapes.chosen if row.chosen else shapes.other} ", "accent"))
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
        elif row.node.id in self.linked:
            notes.append("linked")
        if row.node.name in self.noted:
            notes.insert(0, "in your note")
        return row.node.title, "".join(f"  {note}" for note in notes)

    def _is_due(self, topic: Topic) -> bool:
        return topic.id in self.due and self.progress.mark(topic.id) is Mark.DONE

    def _colour(self, row: TreeRow) -> str:
        if isinstance(row.node, Group):
            return ("heading" if row.depth == 0 else "strong") if row.counts else "dim"
        if self._is_due(row.node):
            return "dim"
        mark = self.progress.mark(row.node.id)
        return mark.value if mark in (Mark.DONE, Mark.SKIPPED) else ("" if row.counts else "dim")

    def _numbers(self, row: TreeRow, width: int) -> Iterator[Cell]:
        if isinstance(row.node, Topic):
            takes = hours(row.node.hours) if row.node.hours else ""
            if row.tree.has_children(row.place):
                yield (f"{self._below(row):>8} ", "dim")
            yield (f"{row.node.level or '':<8} {takes:>7}" if width >= _NARROW else f" {takes:>6}", "dim")
            return
        tally = self.progress.tally(row.place)
        yield (f"{f'{tally.done}/{tally.counted}':>8} ", "dim")
        if width >= _NARROW:
            full, empty = glyphs().bar(tally, _BAR)
            yield (full, "bar")
            yield (empty, "bar-empty")
        yield (
            "     -" if tally.percent is None else f" {tally.percent:>3} %",
            "" if row.counts and tally.done else "dim",
        )

    def _below(self, row: TreeRow) -> str:
        """How far the topics below a topic are, counted once for each state."""
        if row.place not in self.rolled_up:
            self.rolled_up[row.place] = "{}/{}".format(*roll_up(self.progress, row.place))
        return self.rolled_up[row.place]
