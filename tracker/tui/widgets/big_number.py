"""A number in digits three lines high."""

from __future__ import annotations

LINES = 3
_DIGITS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▄█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", "▀▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    "%": ("▄ ▄▀", "▄▀ ▄", "    "),
    "-": ("   ", "▀▀▀", "   "),
}


def big(text: str) -> tuple[str, str, str]:
    """The three lines of a text that holds digits, "%" and "-" only."""
    top, middle, bottom = (" ".join(_DIGITS[sign][n] for sign in text) for n in range(LINES))
    return top, middle, bottom
