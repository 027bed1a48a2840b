"""The target: how far it is to being ready to apply, and to the whole role."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content
from textual.widget import Widget

from tracker.core.effort import hours
from tracker.core.progress.measure import Progress, Tally
from tracker.tui.glyphs import glyphs
from tracker.tui.text_styles import text_style
from tracker.tui.widgets.big_number import LINES, big

_CELLS = 2
"""Lines below the numbers for the cells: a line between and the cells themselves."""


class TargetPane(Widget):
    """A big percentage, two bars with what is left, and a cell for each skill that the role asks for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._ready: Tally | None = None
        self._total = Tally()
        self._skills: Sequence[Tally] = ()
        self._fresh = ""

    def show(self, progress: Progress, skills: Sequence[Tally], fresh: int | None = None) -> None:
        """Show how far the target is; `skills` has what it asks of each skill, in the order of learning.

        `fresh` is how many per cent of it are done and still sit, where that is known.
        """
        self._fresh = "" if fresh is None else f", {fresh} % fresh"
        self.border_title = Content(progress.roadmap.title)  # text, never markup
        self._ready, self._total, self._skills = progress.ready, progress.total, skills
        self.refresh()

    def render(self) -> Text:
        """The lines."""
        first = self._ready or self._total
        percent = "-" if first.percent is None else f"{first.percent}%"
        number = big(percent) if glyphs().is_unicode else (percent, "", "")
        width = max(map(cell_len, number))
        room = self.content_size.width - width - 4
        share = "-" if self._total.percent is None else f"{self._total.percent} %"
        whole = f" {share}{self._fresh}" if self._ready else self._fresh
        role = (f"Whole role{whole}", f"Role{whole}")
        beside = [
            self._counts(("Ready to apply", "Ready") if self._ready else role, first, room),
            self._bar(first, room),
        ]
        if self._ready:
            beside.append(self._counts(role, self._total, room))
        style = text_style("doing")
        lines = []
        for n, digits in enumerate(number):
            left = Text.assemble((f" {digits:<{width}}  ", style), no_wrap=True)
            lines.append(left + beside[n] if n < len(beside) else left)
        if self.content_size.height >= LINES + _CELLS:
            lines += [Text(), self._cells()]
        return Text("\n").join(lines)

    def _counts(self, titles: tuple[str, str], tally: Tally, room: int) -> Text:
        """A title and what is left, in at most `room` columns: the long title where it fits, else the short one."""
        left = f", {hours(round(tally.hours_left))} left" if tally.hours_left else ""
        title, brief = titles
        most = f"  {tally.done:,} of {tally.counted:,} topics{left}"
        bare = f"  {tally.done:,}/{tally.counted:,}"
        ways = ((title, most), (title, bare + left), (title, bare), (brief, bare), (brief, ""))
        title, counts = next((way for way in ways if len("".join(way)) <= room), ways[-1])
        line = Text.assemble((title, ""), (counts, text_style("dim")))
        line.truncate(room, overflow="crop")
        return line

    def _bar(self, tally: Tally, room: int) -> Text:
        full, empty = glyphs().bar(tally, max(1, room))
        return Text.assemble((full, text_style("bar")), (empty, text_style("bar-empty")))

    def _cells(self) -> Text:
        """A cell for each skill, higher and brighter the more of it is done."""
        text = Text(" ", no_wrap=True)
        for tally in self._skills[: self.content_size.width - 2]:
            percent = tally.percent or 0
            name = "bar" if percent == 100 else "accent" if percent else "bar-empty"  # noqa: PLR2004
            text.append(glyphs().cell(tally), text_style(name))
        return text
