"""A text that wraps and scrolls, drawn line by line: another text needs no new layout of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip


class TextPane(ScrollView):
    """Shows a text, and lets it be selected with the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", id="card.down", show=False, tooltip="Scroll down"),
        Binding("k", "scroll_up", "Up", id="card.up", show=False, tooltip="Scroll up"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._text, self._lines = Text(), list[Text]()
        self._base = Style.null()

    @property
    def words(self) -> str:
        """What is shown, before it is wrapped."""
        return self._text.plain

    def tell(self, lines: Iterable[Text]) -> None:
        """Show other lines, from the top."""
        text = Text("\n").join(lines)
        self.scroll_home(animate=False)
        if text != self._text:  # what is described is often described again, at the start and with each focus
            self._text, before = text, len(self._lines)
            self._wrap()
            self.refresh(Region(0, 0, self.size.width, max(before, len(self._lines))))  # below that nothing changes

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self._wrap()
        self.refresh()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = list(self._text.wrap(self.app.console, width)) if width > 0 else []
        size = Size(1, len(self._lines))  # as wide as the view: nothing scrolls sideways
        if size != self.virtual_size:  # set so that the scroll bar follows, and not the layout of the whole screen
            self.set_reactive(TextPane.virtual_size, size)
            self._scroll_update(size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the viewport, in one style: to work it out takes as long as to draw a line."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width, base = self.scrollable_content_region.width, self._base
        index = y + round(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[index]
        if span := self.text_selection.get_span(index) if self.text_selection else None:
            line = line.copy()
            line.stylize(self._selected(), span[0], len(line) if span[1] < 0 else span[1])
        segments = [segment for segment in line.render(self.app.console) if segment.text]
        return Strip(segments).apply_style(base).adjust_cell_length(width, base).apply_offsets(0, index)

    def _selected(self) -> Style:
        return self.screen.get_component_rich_style("screen--selection")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words, and what follows them."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"
