"""The store's file is not the one that is open any more: what to do with what is open."""

from __future__ import annotations

from tracker.core.text import plural
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Unasked
from tracker.tui.panels.pick import Choice, PickScreen

COPY, OPEN, LEAVE = "copy", "open", "leave"


class ReplacedScreen(Unasked[str], PickScreen):
    """The question, which comes while something else is done."""


def ask_about_store(words: str, waiting: int) -> ReplacedScreen:
    """What asks for one of the ways on; None is to look on, with nothing written."""
    changes = plural(waiting, "change")
    choices = [
        Choice(COPY, f"Save what is open{f', with {changes}' if waiting else ''}, as a store of its own"),
        Choice(OPEN, f"Open the store that is there now{f', and write {changes} into it' if waiting else ''}"),
        Choice(LEAVE, f"Leave{f', and keep {changes} in a file' if waiting else ''}"),
    ]
    hint = f"{key_of('pick.pick')} does it · {key_of('panel.close')} goes on without writing"
    return ReplacedScreen("Your store is gone or was replaced", hint, choices, words)
