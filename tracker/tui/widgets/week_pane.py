"""The last seven days: what was done on each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widget import Widget

from tracker.core.days import DAYS, weekday
from tracker.core.progress.week import Day
from tracker.tui.glyphs import glyphs
from tracker.tui.text_styles import text_style

_COLUMN = 4


class WeekPane(Widget):
    """Three lines: a column for each day, its number, and the day's name."""

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
        most = max((day.done for day in self._days), default=0)
        bars, counts, names = (Text(" ", no_wrap=True) for _ in range(3))
        for day in self._days:
            is_today = day is self._days[-1]
            look = text_style("strong" if is_today else "dim")
            bars.append(f"{glyphs().column(day.done, most):>{_COLUMN}}", text_style("bar"))
            counts.append(f"{day.done or glyphs().none:>{_COLUMN}}", look)
            names.append(DAYS[weekday(day.day)].capitalize()[:2].rjust(_COLUMN), look)
        return Text("\n").join([bars, counts, names])
