"""The lines at the top of a screen: a title with its bar and percentage, other percentages, and a message."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from tracker.core.effort import hours, time_left
from tracker.core.progress.measure import Tally
from tracker.tui.glyphs import glyphs
from tracker.tui.text_styles import text_style
from tracker.tui.widgets.rows import cut

_BAR = 20


class Beside(NamedTuple):
    """A percentage that is shown beside the main one."""

    title: str
    tally: Tally


class Headline(Widget):
    """Three lines: the roadmap with its numbers, a message or other percentages, and what to do next."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._title, self._tally, self._beside = "", Tally(), tuple[Beside, ...]()
        self._fresh: int | None = None
        self._timed = ""
        self._said = self._suggested = self._explained = self._waits = ""

    def show(self, title: str, tally: Tally, beside: Sequence[Beside], fresh: int | None = None) -> None:
        """Show other numbers; `fresh` is how many per cent are done and still sit, where that is known."""
        self._title, self._tally, self._beside, self._fresh = title, tally, tuple(beside), fresh
        self.refresh()

    def say(self, words: str) -> None:
        """Show a message in place of the other percentages, until the next `say`."""
        if words != self._said:
            self._said = words
            self.refresh()

    def explain(self, words: str) -> None:
        """Show a sentence in place of the other percentages."""
        self._explained = words
        self.refresh()

    def suggest(self, words: str) -> None:
        """Show what to do next."""
        self._suggested = words
        self.refresh()

    def wait(self, words: str) -> None:
        """Show at the right that changes are not on disk yet; "" removes it."""
        if words != self._waits:
            self._waits = words
            self.refresh()

    def time(self, words: str) -> None:
        """Show at the right how long the timer has run; "" removes it."""
        if words != self._timed:
            self._timed = words
            self.refresh()

    def render(self) -> Text:
        """The lines."""
        return Text("\n").join([self._first(), self._second(), self._third()])

    def _first(self) -> Text:
        signs, tally, width = glyphs(), self._tally, self.size.width
        if tally.percent is None:
            title = cut(self._title, width - 2, signs.dots)
            return Text(f" {title}", text_style("strong"), no_wrap=True)
        percent = f"{tally.percent} %" if self._fresh is None else f"{tally.percent} %, {self._fresh} % fresh"
        left = f" · {hours(tally.hours_left)} left" if tally.hours_left else ""
        all_left = f" · {time_left(tally.hours_left, tally.months_left)} left" if tally.months_left else left
        longest, long = (f"  {tally.done:,} of {tally.counted:,} topics{words}" for words in (all_left, left))
        short = f"  {tally.done}/{tally.counted}"
        facts = next(
            (f for f in (longest, long, short) if width - _BAR - len(percent) - len(f) - 5 >= cell_len(self._title)), ""
        )
        bar = signs.bar(tally, _BAR if width >= 60 else _BAR // 2)  # noqa: PLR2004  # columns of a narrow terminal
        title = cut(self._title, width - cell_len("".join(bar)) - len(percent) - len(facts) - 5, signs.dots)
        return Text.assemble(
            (f" {title}  ", text_style("strong")),
            (bar[0], text_style("bar")),
            (bar[1], text_style("bar-empty")),
            (f" {percent}", text_style("strong")),
            (facts, text_style("dim")),
            no_wrap=True,
        )

    def _second(self) -> Text:
        percentages = []
        for title, tally in self._beside:
            percentages.append(f"{title} {'-' if tally.percent is None else f'{tally.percent} %'}")
        said = self._said or self._explained or f" {glyphs().dash} ".join(percentages)
        words = cut(said, self.size.width - 2, glyphs().dots)
        return Text(f" {words}", text_style("accent" if self._said else "dim"), no_wrap=True)

    def _third(self) -> Text:
        return self._line(self._suggested, "dim")

    def _line(self, words: str, name: str) -> Text:
        """A line of words in the style of this name, with what waits or the timer at its right."""
        signs = glyphs()
        aside = self._waits.replace("…", signs.dots) or cut(self._timed, self.size.width // 3, signs.dots)
        waits = f"{aside} " if aside else ""
        words = cut(words, self.size.width - 2 - cell_len(waits), signs.dots)
        gap = " " * (self.size.width - 1 - cell_len(words) - cell_len(waits)) if waits else ""
        news = text_style("accent" if self._waits else "dim")
        return Text.assemble((f" {words}", text_style(name)), (gap, ""), (waits, news), no_wrap=True)


class StatusLine(Headline):
    """One line: a message, or what to do next."""

    def render(self) -> Text:
        """The line."""
        return self._line(self._said or self._suggested, "accent" if self._said else "dim")
