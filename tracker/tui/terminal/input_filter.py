"""What a terminal sends, put right before keys are made of it: a paste stays text, and no answer is taken for keys."""

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
"""How long a pause is that ends a paste. A terminal sends one as fast as it is read; a hand needs longer for a key."""
ANSWER_SECONDS = 1.0
"""How long the rest of an answer that has begun is waited for; no key begins like one."""


class InputFilter:
    """A filter between a terminal and the parser of keys.

    Guaranteed: what lies between the start of a paste and its end is text without control characters, never a key.
    An end that the pasted text holds cannot be told from the real one, by any program. As long as more comes without a
    pause of `BURST_SECONDS`, though, the last end that comes is taken for the real one: what stands between the two is
    text as well. What comes after that pause are keys.

    `answered` is called with what a terminal says in answer to a question (OSC), whenever it does.
    """

    def __init__(self, answered: Callable[[str], None]) -> None:
        self._answered = answered
        self._pasting = False
        self._held = ""

    @property
    def patience(self) -> float | None:
        """How long to wait for more before `idle`, in seconds; None where nothing is held back."""
        if not self._held:
            return None
        return ANSWER_SECONDS if not self._pasting and _BEGUN.fullmatch(self._held) else BURST_SECONDS

    def feed(self, text: str) -> str:
        """What of `text`, and of what was held back, the parser may read now."""
        text, self._held = self._held + text, ""
        return self._pasted(text) if self._pasting else self._typed(text)

    def idle(self) -> str:
        """What was held back, where no more came in time."""
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
            self._held = next((part for n in range(len(_END) - 1, 0, -1) if inside.endswith(part := _END[:n])), "")
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
