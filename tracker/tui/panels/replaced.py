"""The question what to do when the file of the open store was removed or replaced."""

from __future__ import annotations

from tracker.core.text import plural
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import SelfOpenedPanel
from tracker.tui.panels.pick import Choice, PickScreen

COPY, OPEN, LEAVE = "copy", "open", "leave"


class ReplacedScreen(SelfOpenedPanel[str], PickScreen):
    """The question, which opens by itself."""


def ask_about_store(words: str, waiting: int) -> ReplacedScreen:
    """The panel with the possible answers. Its answer None means: go on reading, and write nothing."""
    changes = plural(waiting, "change")
    choices = [
        Choice(COPY, f"Save what is open{f', with {changes}' if waiting else ''}, as a new store"),
        Choice(OPEN, f"Open the store that is there now{f', and write {changes} into it' if waiting else ''}"),
        Choice(LEAVE, f"Leave{f', and keep {changes} in a file' if waiting else ''}"),
    ]
    hint = f"{key_of('pick.pick')} does it · {key_of('panel.close')} goes on without writing"
    return ReplacedScreen("Your store is gone or was replaced", hint, choices, words)
