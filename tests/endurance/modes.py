"""Which modes a program left switched on in a terminal, told by the bytes that it sent."""

from __future__ import annotations

import re

_NAMES = {
    7: "wrapping off",
    25: "cursor hidden",
    1000: "mouse",
    1003: "mouse movement",
    1004: "focus",
    1006: "mouse (SGR)",
    1015: "mouse (urxvt)",
    1049: "alternate screen",
    2004: "bracketed paste",
    2026: "synchronised output",
    2048: "resize reports",
}
_ON_AT_FIRST = {7, 25}
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KEYS = re.compile(rb"\x1b\[>\d*u|\x1b\[<\d*u")
_COLOUR = re.compile(rb"\x1b\[([\d;]*)m")


def left_on(raw: bytes) -> str:
    """The modes that are not as they were before the first byte of `raw`, by name; "" where all are."""
    state: dict[int, bool] = {}
    for numbers, sign in _MODE.findall(raw):
        for number in numbers.split(b";"):
            state[int(number)] = sign == b"h"
    wrong = [_NAMES.get(mode, f"mode {mode}") for mode, on in state.items() if on != (mode in _ON_AT_FIRST)]
    depth = 0
    for match in _KEYS.findall(raw):
        depth = max(0, depth + (1 if b">" in match else -1))
    if depth:
        wrong.append("key reports")
    if (colours := _COLOUR.findall(raw)) and colours[-1].strip(b"0"):
        wrong.append("a colour")
    return ", ".join(wrong)
