"""Filters for everything that is drawn: without control characters, without colours, or without Unicode."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tracker.core.text import inert

_SIMILAR = (
    "★* ○. ◐~ ✓x ●* ▸> ▾v –- —- ―- …~ ·. •* ‘' ’' “\" ”\" ×x "
    "→> ←< ↑^ ↓v ⇥> ␣_ ─- ━- ═- │| ┃| ║| ▔- ▁- ▂- ▌| ▐| ▎| ▏| ▊| ▋| ▍| ▉| ▕|"
)
_SIGNS = {ord(pair[0]): pair[1:] for pair in [*_SIMILAR.split(), "🔎/ "]}
_UNCOLOURED = Style.from_color(RichColor.default(), RichColor.default())
_REVERSED = _UNCOLOURED + Style(reverse=True)


class Uncoloured(LineFilter):
    """Removes all colours. Text with a background colour is reversed, so that cursor and selection stay visible."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's signature
        """The same segments in the terminal's default colours."""
        return [Segment(text, style and _without_colour(style), control) for text, style, control in segments]


@lru_cache(1024)
def _without_colour(style: Style) -> Style:
    ground = style.bgcolor
    stands_out = ground is not None and not ground.is_default and ground.number != 0  # 0 is the black of scrollbars
    return style + (_REVERSED if stands_out else _UNCOLOURED)


class Inert(LineFilter):
    """Removes all control characters, whichever widget, file or store they come from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's signature
        """The same segments, in as many columns."""
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(as_inert(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def as_inert(text: str) -> str:
    """`text` without control characters, in as many columns as before."""
    clean = inert(text)
    if clean == text and "\n" not in text and "\t" not in text:
        return text
    return "".join(
        was if was == now and was not in "\n\t" else " " * cell_len(was) for was, now in zip(text, clean, strict=True)
    )


class AsciiOnly(LineFilter):
    """Replaces everything beyond ASCII, whichever widget or file it comes from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's signature
        """The same segments, in as many columns."""
        return [
            segment if segment.text.isascii() else Segment(as_ascii(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def as_ascii(text: str) -> str:
    """`text` in ASCII, in as many columns: similar signs, letters without accents, and `?` for the rest."""
    return "".join(char if char.isascii() else _similar(char) for char in text.translate(_SIGNS))


def _similar(char: str) -> str:
    width = cell_len(char)
    if "\u2500" <= char <= "\u257f":  # corners and crossings of lines
        return "+"
    if "\u2580" <= char <= "\u259f":  # blocks
        return "#"
    plain = "".join(letter for letter in normalize("NFKD", char) if letter.isascii() and letter.isprintable())
    return plain if len(plain) == width else "?" * width
