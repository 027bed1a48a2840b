"""Filtering what a terminal sends before keys are parsed: a paste stays text, and answers are not parsed as keys."""

from __future__ import annotations

import re
from collections.abc import Callable

_START, _END = "\x1b[200~", "\x1b[201~"
_ANSWER = re.compile(
    "\x1b\\]([0-9][^\x07\x1b]*)(?:\x07|\x1b\\\\)"  # OSC, such as the colour of the background
    "|\x1b\\[[?>=][0-9;]*c"  # who the terminal is
    "|\x1bP[^\x1b]*\x1b\\\\"  # DCS, such as its name and version
)
_BEGUN = re.compile("\x1b(?:\\][0-9][^\x07\x1b]*\x1b?|\\[[?>=][0-9;]*|P[^\x1b]*\x1b?)\\Z")
_MAYBE_BEGUN = re.compile("\x1b(?:\\]|\\[[0-9]{0,3})?\\Z")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

BURST_SECONDS = 0.02
"""A pause of so many seconds ends a paste: a terminal sends a paste without pauses, and keys come more slowly."""
ANSWER_SECONDS = 1.0
"""How long the filter waits for the rest of an answer. No key begins like an answer."""


class InputFilter:
    """A filter between a terminal and the parser of keys.

    All between the start and the end of a paste is text without control characters, never a key. A pasted text can
    contain the sequence that ends a paste, and no program can distinguish it from the real end. So the last such
    sequence before a pause of `BURST_SECONDS` counts as the end; what comes after the pause are keys.

    `answered` is called with each answer of the terminal to a query (OSC).
    """

    def __init__(self, answered: Callable[[str], None]) -> None:
        self._answered = answered
        self._pasting = False
        self._held = ""

    @property
    def patience(self) -> float | None:
        """The seconds to wait for more input before `idle`; None where nothing is held back."""
        if not self._held:
            return None
        return ANSWER_SECONDS if not self._pasting and _BEGUN.fullmatch(self._held) else BURST_SECONDS

    def feed(self, text: str) -> str:
        """The part of the held-back text and of `text` that the parser can read now."""
        text, self._held = self._held + text, ""
        return self._pasted(text) if self._pasting else self._typed(text)

    def idle(self) -> str:
        """The text that was held back, when no more has come in time."""
        text, self._held = self._held, ""
        if self._pasting and text.startswith(_END):
            self._pasting = False
            return _END + self._typed(text.removeprefix(_END))
        if self._pasting:
            self._held = text  # the beginning of an end; the paste goes on
            return ""
        return "" if _BEGUN.fullmatch(text) else text

    def _pasted(self, text: str) -> str:
        inside, end, after = text.rpartition(_END)
        if not end:
            inside = after
            self._held = next((prefix for n in range(len(_END) - 1, 0, -1) if inside.endswith(prefix := _END[:n])), "")
            return _text(inside.removesuffix(self._held))
        if after:
            self._held = _END + after
            return _text(inside)
        self._pasting = False
        return _text(inside) + _END

    def _typed(self, text: str) -> str:
        before, start, after = text.partition(_START)
        for answer in _ANSWER.finditer(before):
            if answer[1]:
                self._answered(answer[1])
        keys = _ANSWER.sub("", before)
        if start:
            self._pasting = True
            return keys + _START + self._pasted(after)
        begun = _BEGUN.search(keys) or _MAYBE_BEGUN.search(keys)
        if begun:
            self._held = begun[0]
            keys = keys[: begun.start()]
        return keys


def _text(pasted: str) -> str:
    return _NOT_TEXT.sub("", pasted.replace(_END, "").replace(_START, ""))
