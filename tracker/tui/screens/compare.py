"""Two roadmaps side by side on a screen, and the matrix of all roles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.text import Text

from tracker.core.effort import time_left
from tracker.core.progress.compare import Comparison, compare, coverage, door, movers, pivot
from tracker.core.progress.measure import Tally
from tracker.core.progress.next_topics import suggest
from tracker.core.text import plural
from tracker.tui.glyphs import glyphs
from tracker.tui.screens.answer import AnswerScreen
from tracker.tui.session import Session
from tracker.tui.widgets.rows import padded
from tracker.wording.compare import describe_door, describe_pivot, describe_way

_NAME, _COLUMN = 30, 22


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
        yield _row("", [side.progress.roadmap.title for side in sides], "bold")
        yield _row("done", [_of(side.progress.total) for side in sides])
        yield _row("shared", [_of(side.progress.tally_of(side.shared)) for side in sides])
        yield _row("only here", [_of(side.progress.tally_of(side.only)) for side in sides])
        yield _row("left", [time_left(*side.progress.total[-2:]) for side in sides])
        yield Text("")
        for side in sides:
            yield Text(describe_way(side.progress))
        for start, goal in pairwise(sides):
            way = pivot(start.progress, goal.progress, session.state.choices)
            yield Text(describe_pivot(way, suggest(way.after, session.topic)))
            yield Text(describe_door(door(start.progress, goal.progress, session.state.choices), goal.progress))
        yield Text("\nSkills", "bold")
        for row in compared.skills():
            yield _row(f"  {session.title(row.skill)}", [_of(tally) for tally in row.tallies])

    def _matrix(self) -> Iterator[Text]:
        roles = [self.session.progress(role.id) for role in self.session.roles()]
        roles.sort(key=lambda role: -(role.total.percent or 0))
        for number, role in enumerate(roles, 1):
            full, empty = glyphs().bar(role.total, 16)
            numbers = f" {role.total.percent or 0:>3} %  {time_left(*role.total[-2:])} left"
            yield Text.assemble(f"{number:>3} {padded(role.roadmap.title, _NAME)}", full, (empty, "dim"), numbers)
        yield Text("\nTicks that move most roles at once", "bold")
        for mover in movers(roles):
            yield Text(f"  {mover.topic.title}  ({plural(len(mover.roles), 'role')})")
        yield Text("\nPer cent of the role in a column that you know when you have learnt the role in a row", "bold")
        yield Text(" " * (_NAME + 4) + "".join(f"{number:>4}" for number in range(1, len(roles) + 1)))
        for number, (role, shares) in enumerate(zip(roles, coverage(roles), strict=True), 1):
            cells = "".join(f"{share:>4}" for share in shares)
            yield Text(f"{number:>3} {padded(role.roadmap.title, _NAME)}{cells}")


def _row(name: str, cells: list[str], style: str = "") -> Text:
    return Text(padded(name, _NAME) + " ".join(padded(cell, _COLUMN) for cell in cells), style)


def _of(tally: Tally) -> str:
    return f"{tally.done} of {tally.counted}" if tally.counted else "-"
