"""Undo and redo on a screen: showing what they changed, and undoing several transactions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from tracker.core.journal.events import Event, Transaction
from tracker.core.text import plural
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.wording.history import describe_transaction

_MOST = 200


def show_change(tree: RoadmapTree, events: Sequence[Event], verb: str, title: Callable[[str], str]) -> str:
    """Put the cursor on what an undo or redo changed. Returns a message; `verb` is "undo" or "redo"."""
    if not events:
        return f"There is nothing to {verb}."
    subjects = {event.subject for event in events}
    if not tree.row or subjects.isdisjoint(tree.row.ids):
        next((True for event in events if tree.reveal(event.subject)), False)
    return describe_transaction(events, title)


async def ask_how_far_to_undo(app: App[None], session: Session) -> str:
    """List what can be undone, newest first. Undo the picked transaction and all that are newer."""
    await session.written()
    transactions = session.ask(lambda workspace: workspace.undoable(_MOST), list[Transaction]())
    if not transactions:
        return "There is nothing to undo yet."
    choices = []
    for number, transaction in enumerate(transactions, 1):
        moment = transaction.events[0].at[:16].replace("T", " ")
        choices.append(Choice(str(number), describe_transaction(transaction.events, session.title), moment))
    words = "Newest first. Picking one undoes it and everything above it; redo restores them one by one."
    hint = f"{key_of('pick.pick')} undoes down to here · {key_of('panel.close')} closes"
    picked = await app.push_screen_wait(PickScreen("What you did", hint, choices, words))
    if picked is None:
        return ""
    for _ in range(int(picked)):
        await session.undo()
    return f"Undone: {plural(int(picked), 'command')}; redo restores them one by one."
