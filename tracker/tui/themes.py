"""The app's own colours, dark and light, and the shades that are mixed for every theme."""

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="tracker-dark",
    dark=True,
    primary="#5fb3b3",
    secondary="#8fa7c4",
    accent="#e5b567",
    foreground="#dfe3e8",
    background="#15191e",
    surface="#1b2027",
    panel="#2b323b",
    success="#8fc07a",
    warning="#e5b567",
    error="#ef7d77",
    variables={
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#5fb3b3 22%",
        "text-disabled": "auto 60%",
    },
)

LIGHT = Theme(
    name="tracker-light",
    dark=False,
    primary="#0f6b6b",
    secondary="#3d5a80",
    accent="#8a5a00",
    foreground="#1f2429",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#dcd8ce",
    success="#2f6b1f",
    warning="#8a5a00",
    error="#b3261e",
    variables={
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#0f6b6b 10%",
        "text-disabled": "auto 65%",
    },
)

OWN = (DARK, LIGHT)

_MIXED = {"muted": 0.36, "track": 0.75, "away": 0.88}
"""How much background each shade of the foreground holds."""
_MIXED_LIGHT = {**_MIXED, "muted": 0.28}
"""The same on a light ground, where the eye needs more of the text."""


def mixed(theme: Theme, variables: Mapping[str, str]) -> dict[str, str]:
    """Solid shades between the foreground and the background of a theme; the terminal's own colours have none."""
    if theme.ansi:
        return {**dict.fromkeys([*_MIXED, "cursor", "head"], "ansi_default"), "track": "ansi_bright_black"}
    ground, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    primary = Color.parse(variables["primary"])
    shares = _MIXED if theme.dark else _MIXED_LIGHT
    shades = {name: text.blend(ground, share).hex for name, share in shares.items()}
    return {**shades, "cursor": ground.blend(primary, 0.3).hex, "head": primary.hex}
