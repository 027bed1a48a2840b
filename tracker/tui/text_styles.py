"""How pieces of text look, by name, in the colours of the theme in use.

They are no component classes: Textual looks for the rules of each in every widget, which took 4 % of the start.
"""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

LOOKS: Mapping[str, tuple[str, Style]] = {
    "dim": ("muted", Style()),
    "strong": ("foreground", Style(bold=True)),
    "heading": ("head", Style(bold=True)),
    "doing": ("accent", Style(bold=True)),
    "done": ("success", Style()),
    "skipped": ("muted", Style(italic=True)),
    "bar": ("success", Style()),
    "bar-empty": ("track", Style()),
    "accent": ("accent", Style()),
    "match": ("accent", Style(bold=True, underline=True)),
}
"""The variable of the theme that has the colour of each, and what it has beside it."""

GROUNDS: Mapping[str, tuple[str, str, Style]] = {
    "cursor": ("cursor", "foreground", Style()),
    "cursor-away": ("away", "", Style()),
    "marked": ("away", "", Style(bold=True)),
}
"""The same for the ground of a row, with the colour of its text where it has one."""

_ANSI: Mapping[str, Style] = {
    "dim": Style(dim=True),
    "bar-empty": Style(dim=True),
    "cursor": Style(reverse=True),
    "cursor-away": Style(underline=True),
    "marked": Style(bold=False, reverse=True),
}
"""What stands out by other means in the terminal's own colours, which have no shades."""

_in_use: dict[str, Style] = {}


def use_text_styles(variables: Mapping[str, str], *, ansi: bool) -> None:
    """Use the colours of a theme from now on; a process has one terminal, and so one theme."""
    for name, (colour, look) in LOOKS.items():
        _in_use[name] = Style(color=Color.parse(variables[colour]).rich_color) + look
    for name, (ground, colour, look) in GROUNDS.items():
        text = Color.parse(variables[colour]).rich_color if colour else None
        _in_use[name] = Style(color=text, bgcolor=Color.parse(variables[ground]).rich_color) + look
    if ansi:
        for name, look in _ANSI.items():
            _in_use[name] += look


def text_style(name: str) -> Style:
    """The style of this name; none for an empty one."""
    return _in_use[name] if name else Style.null()
