"""Two roadmaps side by side on a screen, and the matrix of all roles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.style import Style
from rich.text import Text

from tracker.core.effort import time_left
from tracker.core.progress.compare import Comparison, compare, coverage, door, movers, pivot
from tracker.core.progress.measure import Tally
from tracker.core.progress.next_topics import suggest
from tracker.core.text import plural
from tracker.tui.base import TWO_PANES
from tracker.tui.glyphs import glyphs
from tracker.tui.screens.answer import AnswerScreen
from tracker.tui.session import Session
from tracker.tui.text_styles import text_style
from tracker.tui.widgets.rows import padded
from tracker.wording.compare import MATRIX, MOVERS, describe_door, describe_pivot, describe_way

_NAME, _WIDE_NAME, _SHORT_NAME, _NARROW = 26, 44, 12, 60
_COLUMN, _WIDE_COLUMN = 22, 26
_BAR, _WIDE_BAR = 10, 24
"""Columns of a bar, and of one where there is room: in 80 columns a row with months is one line."""


class CompareScreen(AnswerScreen):
    """The target beside another roadmap; where there is only one of them, all roles."""

    def __init__(self, session: Session, roadmaps: list[str]) -> None:
        super().__init__(session)
        self.compared = roadmaps

    def question(self) -> str:
        """What is compared."""
        return " and ".join(map(self.session.title, self.compared)) or "All roles"

    async def words(self) -> Text:
        """The comparison."""
        sides = [self.session.progress(id_) for id_ in self.compared]
        lines = self._sides(compare(sides)) if len(sides) > 1 else self._matrix()
        return Text("\n").join(list(lines))

    def _sides(self, compared: Comparison) -> Iterator[Text]:
        sides, session = compared.sides, self.session
        yield self._row("", [side.progress.roadmap.title for side in sides], text_style("heading"))
        yield self._row("done", [_of(side.progress.total) for side in sides])
        yield self._row("shared", [_of(side.progress.tally_of(side.shared)) for side in sides])
        yield self._row("only here", [_of(side.progress.tally_of(side.only)) for side in sides])
        yield self._row("left", [time_left(*side.progress.total[-2:]) for side in sides])
        yield Text("")
        for side in sides:
            yield Text(describe_way(side.progress))
        for start, goal in pairwise(sides):
            way = pivot(start.progress, goal.progress, session.state.choices)
            yield Text(describe_pivot(way, suggest(way.after, session.topic)))
            yield Text(describe_door(door(start.progress, goal.progress, session.state.choices), goal.progress))
        yield Text("\nSkills", text_style("heading"))
        for row in compared.skills():
            yield self._row(f"  {session.title(row.skill)}", [_of(tally) for tally in row.tallies])

    def _row(self, name: str, cells: list[str], style: str | Style = "") -> Text:
        """A name and a cell for each role, both with more room where the terminal is wide."""
        width = self.size.width - 4
        column = max(_COLUMN, min(_WIDE_COLUMN, (width - _NAME) // len(cells) - 1))
        room = max(_NAME, min(_WIDE_NAME, width - len(cells) * (column + 1)))
        shown = padded(name, room - 1, glyphs().dots)
        return Text(f"{shown} {' '.join(padded(cell, column) for cell in cells)}", style)

    def _matrix(self) -> Iterator[Text]:
        roles = [self.session.progress(role.id) for role in self.session.roles()]
        roles.sort(key=lambda role: -(role.total.percent or 0))
        for number, role in enumerate(roles, 1):
            full, empty = glyphs().bar(role.total, _WIDE_BAR if self.size.width >= TWO_PANES else _BAR)
            title = padded(role.roadmap.title, _NAME - 1, glyphs().dots)
            style = "bold" if role.roadmap.id == self.session.state.target else ""
            percent = "    -" if role.total.percent is None else f"{role.total.percent:>3} %"
            numbers = f" {percent}  {time_left(*role.total[-2:])} left"
            bar = ((full, text_style("bar")), (empty, text_style("bar-empty"))) if self.size.width >= _NARROW else ()
            yield Text.assemble((f"{number:>3} {title} ", style), *bar, numbers)
        yield Text(f"\n{MOVERS}", text_style("heading"))
        for mover in movers(roles):
            yield Text(f"  {mover.topic.title}  ({plural(len(mover.roles), 'role')})")
        yield Text(f"\n{MATRIX}", text_style("heading"))
        name = max(_SHORT_NAME, min(_NAME, self.size.width - 8 - 4 * len(roles)))
        yield Text(" " * (name + 4) + "".join(f"{number:>4}" for number in range(1, len(roles) + 1)))
        for number, (role, shares) in enumerate(zip(roles, coverage(roles), strict=True), 1):
            cells = "".join(f"{share:>4}" for share in shares)
            yield Text(f"{number:>3} {padded(role.roadmap.title, name - 1, glyphs().dots)} {cells}")


def _of(tally: Tally) -> str:
    return f"{tally.done} of {tally.counted}" if tally.counted else "-"
