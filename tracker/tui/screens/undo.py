"""Undo and redo on a screen: showing what they changed, and undoing one of the earlier transactions or all since."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from tracker.core.errors import TrackerError
from tracker.core.journal.events import Event, Transaction
from tracker.core.text import plural
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.wording.history import describe_briefly, describe_transaction, removed_roadmaps
from tracker.workspace.clock import local
from tracker.workspace.local_days import short_day, shown_day

_MOST = 200
_ONE, _BACK_TO = "one", "back"


async def undo(session: Session) -> tuple[list[Event], str]:
    """Undo the last transaction. Returns its events and a message; one that took a roadmap away says how to get it."""
    titles = {id_: roadmap.title for id_, roadmap in session.roadmaps.standings.items()}
    events = await session.undo()
    if gone := removed_roadmaps(events):
        names = ", ".join(titles.get(id_, id_) for id_ in gone)
        return events, f"Undone: the import of {names}. {key_of('study.redo')} brings it back, with its marks."
    return events, describe_transaction(events, session.title) if events else "There is nothing to undo."


async def redo(session: Session) -> tuple[list[Event], str]:
    """Redo what was undone last. Returns its events and a message."""
    events = await session.redo()
    return events, describe_transaction(events, session.title) if events else "There is nothing to redo."


def show_change(tree: RoadmapTree, events: Sequence[Event]) -> None:
    """Put the cursor on what an undo or redo changed."""
    subjects = {event.subject for event in events}
    if events and (not tree.row or subjects.isdisjoint(tree.row.ids)):
        next((True for event in events if tree.reveal(event.subject)), False)


async def ask_what_to_undo(app: App[None], session: Session) -> str:
    """List what can be undone, newest first. Undo the picked transaction alone, or with all that are newer."""
    await session.written()
    transactions = session.ask(lambda workspace: workspace.undoable(_MOST), list[Transaction]())
    if not transactions:
        return "There is nothing to undo yet."
    today = session.workspace.today()
    choices = [
        Choice(str(number), describe_briefly(transaction.events, session.title), _short(transaction, today))
        for number, transaction in enumerate(transactions)
    ]
    words = "Newest first. Pick what you want to undo."
    hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} closes"
    picked = await app.push_screen_wait(PickScreen("What you did", hint, choices, words))
    if picked is None:
        return ""
    number = int(picked)
    how = await _ask_how(app, choices[number].title, number) if number else _ONE
    if how is None:
        return ""
    try:
        return await _undo(session, transactions[: number + 1], alone=how == _ONE, title=session.title)
    except TrackerError as error:
        return str(error)


async def _ask_how(app: App[None], what: str, newer: int) -> str | None:
    back = f"Undo this and the {plural(newer, 'newer command')}, back to there"
    choices = [Choice(_ONE, "Undo only this; what you did since stays"), Choice(_BACK_TO, back)]
    return await app.push_screen_wait(
        PickScreen(what, f"{key_of('pick.pick')} undoes it · {key_of('panel.close')} closes", choices)
    )


async def _undo(
    session: Session, transactions: Sequence[Transaction], *, alone: bool, title: Callable[[str], str]
) -> str:
    redo_key = key_of("study.redo")
    if alone:
        events = await session.undo_one(transactions[-1].uid)
        said = describe_transaction(events, title) if events else "Everything in it was changed again since"
        return f"{said}. {redo_key} redoes it."
    for _ in transactions:
        await session.undo()
    return f"Undone: {plural(len(transactions), 'command')}. {redo_key} redoes them one by one."


def _short(transaction: Transaction, today: int) -> str:
    """The time of a transaction of today, the day of an earlier one."""
    moment = transaction.events[0].at
    day = shown_day(moment, today)
    return local(moment).rpartition(" ")[2] if day == short_day(today, today) else day
