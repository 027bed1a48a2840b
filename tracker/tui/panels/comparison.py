"""Many adverts side by side: which skills they ask, as a table with bars."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.progress.measure import Tally
from tracker.core.text import plural
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import cut
from tracker.workspace.adverts.compare import Comparison

_BAR, _TITLE = 8, 26
"""Columns of a bar and of a title; a whole line fits 80 columns with the panel around it."""


class ComparisonScreen(Panel[None]):
    """The skills that all saved adverts ask, as a table with bars."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison

    def compose(self) -> ComposeResult:
        """A line for each skill."""
        count = len(self.comparison.adverts)
        box = Vertical(classes="panel tall")
        box.border_title = Content(f"What {plural(count, 'advert')} {'asks' if count == 1 else 'ask'}")
        box.border_subtitle = Content(f"{key_of('panel.close')} closes")
        with box, VerticalScroll():
            yield Static("\n".join(self._lines()), markup=False)

    def _lines(self) -> Iterable[str]:
        count, dots = len(self.comparison.adverts), glyphs().dots
        yield f"{'Skill':<{_TITLE}} {'asked in':<{_BAR + 8}} {'you have':>8} {'adds':>7} opens"
        for skill in self.comparison.skills:
            bar = "".join(glyphs().bar(Tally(skill.required, count), _BAR))
            asked = f"{bar} {skill.required:>3}/{count:<3}"
            title = cut(skill.title, _TITLE, dots)
            yield f"{title:<{_TITLE}} {asked} {skill.percent:>6} % {skill.gain:>+5.1f} % {skill.opens or '':>5}"
