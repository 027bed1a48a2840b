"""The last seven days: what was done on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

from tracker.core.days import DAYS, weekday
from tracker.core.progress.week import Day
from tracker.tui.glyphs import glyphs

_COLUMN = 4


class WeekPane(Widget):
    """Three lines: a column for each day, its number, and the day's name."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"week--bar", "week--dim", "week--today"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self.border_title = "Last 7 days"
        self._days: Sequence[Day] = ()

    def show(self, days: Sequence[Day]) -> None:
        """Show other days."""
        self._days = days
        self.border_subtitle = f"{sum(day.done for day in days):,} done"
        self.refresh()

    def render(self) -> Text:
        """The lines."""
        style = self.get_component_rich_style
        most = max((day.done for day in self._days), default=0)
        bars, counts, names = (Text(" ", no_wrap=True) for _ in range(3))
        for day in self._days:
            is_today = day is self._days[-1]
            look = style("week--today" if is_today else "week--dim", partial=True)
            bars.append(f"{glyphs().column(day.done, most):>{_COLUMN}}", style("week--bar", partial=True))
            counts.append(f"{day.done or glyphs().none:>{_COLUMN}}", look)
            names.append(DAYS[weekday(day.day)].capitalize()[:2].rjust(_COLUMN), look)
        return Text("\n").join([bars, counts, names])
