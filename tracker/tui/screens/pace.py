"""The user's pace on a screen: a year of days, the way up as a chart, the streak, and a finish date if asked for."""

from __future__ import annotations

import asyncio

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.progress.measure import Progress
from tracker.core.progress.pace import burn_up, year
from tracker.settings import Settings
from tracker.tui.glyphs import ASCII, glyphs
from tracker.tui.screens.answer import AnswerScreen
from tracker.tui.session import Session
from tracker.tui.text_styles import text_style
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.wording.pace import STREAK_RULE, describe_forecast, describe_streak, heat_line
from tracker.workspace.local_days import short_day
from tracker.workspace.pace import Record, pace, read_record, rest_days

_MARGIN = 7
"""Columns beside the days: their names, the edges and the scroll bar."""
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_PERCENTS: list[float] = [0, 25, 50, 75, 100]
_WEEK_TICKS = 4


class PaceScreen(AnswerScreen):
    """What was done day by day, and how far it brought the user."""

    def __init__(self, session: Session, roadmap: str, settings: Settings) -> None:
        super().__init__(session)
        self.roadmap, self.settings = roadmap, settings

    def question(self) -> str:
        """Along which roadmap."""
        return f"Pace: {self.session.title(self.roadmap)}"

    def compose(self) -> ComposeResult:
        """The heading, the words, the chart, the keys."""
        from textual_plotext import PlotextPlot  # 75 ms, and only this screen has a chart

        yield Static(Content(self.question()), id="question", markup=False)
        with VerticalScroll(id="answer"):
            yield Static(Text("…"), id="words", markup=False)
            chart = PlotextPlot(id="chart")
            chart.styles.height = 14
            chart.styles.margin = (1, 0)
            yield chart
        yield KeysFooter()

    async def words(self) -> Text:
        """The record in words; the chart is drawn beside."""
        session = self.session
        record = await asyncio.to_thread(read_record, session.workspace, session.state)
        progress = session.progress(self.roadmap)
        self._draw(record, progress)
        rows = zip(_DAYS, year(record.topics_by_day(), record.today), strict=True)
        ascii_only = glyphs() is ASCII
        weeks = max(1, self.size.width - _MARGIN)  # the last ones, where a year does not fit
        heat = [
            Text.assemble(f"{name:<4}", (heat_line(days, ascii_only=ascii_only)[-weeks:], text_style("bar")))
            for name, days in rows
        ]
        rest = self.settings.rest_days
        lines = ["", describe_streak(record.streak(rest_days(rest)), rest), STREAK_RULE]
        measured = await asyncio.to_thread(pace, record, progress)
        if measured.weeks:
            lines.append(f"{measured.per_week:.1f} h a week here, over {len(measured.weeks)} whole weeks")
        if self.settings.forecast:
            low, high = (
                (
                    short_day(record.today + 7 * weeks, record.today)
                    for weeks in (measured.forecast.low, measured.forecast.high)
                )
                if measured.forecast
                else ("", "")
            )
            lines.append(describe_forecast(measured.forecast, len(measured.weeks), measured.hours_left, low, high))
        return Text("\n").join([*heat, *map(Text, lines)])

    def _draw(self, record: Record, progress: Progress) -> None:
        from textual_plotext import PlotextPlot  # as in `compose`

        chart = self.query_one("#chart", PlotextPlot)
        points = burn_up(progress, record.days, record.today)
        chart.display = len(points) > 1  # one point is no way up
        plot = chart.plt
        plot.clear_data()
        plot.title("per cent done, week by week")
        weeks = [(point.day - record.today) / 7 for point in points]
        plot.plot(weeks, [point.total.percent or 0 for point in points], label="all")
        if progress.ready:
            plot.plot(weeks, [point.ready.percent or 0 if point.ready else 0 for point in points], label="ready")
        plot.ylim(0, 100)
        plot.yticks(_PERCENTS)
        step = max(1, round(-weeks[0] / _WEEK_TICKS)) if weeks else 1
        ticks: list[float] = list(range(0, int(min(weeks, default=0)) - 1, -step))
        plot.xticks(ticks, [f"{week}" if week else "now" for week in ticks])
        plot.xlabel("weeks from today")
        chart.refresh()
