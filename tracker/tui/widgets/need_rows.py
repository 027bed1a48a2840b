"""Skills that are asked: how, up to which level, and how much of each the user has."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len

from tracker.core.effort import hours
from tracker.core.roadmap.model import Level
from tracker.tui.glyphs import glyphs
from tracker.tui.widgets.rows import Cell, Rows, cut


class NeedKind(StrEnum):
    """How a skill is asked."""

    REQUIRED = "required"
    ONE_OF = "one of"
    NICE = "useful"
    NOT_ASKED = "not asked"


class NeedRow(NamedTuple):
    """A skill with what is asked of it, and the user's per cent and hours left."""

    id: str
    title: str
    kind: NeedKind
    level: Level
    percent: int
    hours_left: float


class NeedRows(Rows[NeedRow]):
    """One line for each skill."""

    def key(self, row: NeedRow) -> str:
        """The id of the skill."""
        return row.id

    def draw(self, row: NeedRow, width: int) -> Iterable[Cell]:
        """How it is asked, title, level, per cent and hours."""
        right = f"{row.level.value:<8} {row.percent:>3} % {hours(row.hours_left):>8} "
        kind = f" {row.kind.value:<9} "
        room = max(4, width - cell_len(right) - cell_len(kind))
        title = cut(row.title, room - 1, glyphs().dots)
        style = "" if row.kind in {NeedKind.REQUIRED, NeedKind.ONE_OF} else "dim"
        gap = " " * max(0, room - cell_len(title))
        return [(kind, "dim"), (title, style), (gap, ""), (right, "dim")]
