"""Text whose lines keep their indent when they are wrapped."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

_HANG = 2


class WrappedText(Static):
    """Shows lines. A line that is too long goes on below, indented a little more than its beginning."""

    def __init__(self, words: str, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(words, id=id, markup=False)
        self.words = words

    def tell(self, words: str) -> None:
        """Show other lines."""
        self.words = words
        self._show()

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        self._show()

    def _show(self) -> None:
        lines = [self._broken(line) if line else line for line in self.words.split("\n")]
        self.update(Text("\n".join(lines)))

    def _broken(self, line: str) -> str:
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        width = self.size.width - indent - _HANG
        if width <= _HANG:
            return line
        first, *rest = Text(words).wrap(self.app.console, width + _HANG)
        behind = Text(words[len(first.plain) :].lstrip()) if rest else Text()
        wrapped = behind.wrap(self.app.console, width) if rest else ()
        more = [f"{' ' * (indent + _HANG)}{text.plain.rstrip()}" for text in wrapped]
        return "\n".join([f"{' ' * indent}{first.plain.rstrip()}", *more])
