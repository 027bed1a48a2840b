"""What updates took out of a user's own roadmap, and the way back."""

from __future__ import annotations

from textual.app import App

from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.workspace.archive import Archived, archive, restore
from tracker.workspace.local_days import shown_day


async def restore_archived(app: App[None], session: Session, roadmap: str) -> str:
    """List the archived topics, latest first, and restore the one that is picked. Returns a message for the user."""
    await session.written()
    archived = session.ask(lambda workspace: archive(workspace, roadmap), list[Archived]())
    title = session.title(roadmap)
    if not archived:
        return f"Nothing of {title} is archived. Topics that an update removes are kept here, with their marks."
    today = session.workspace.today()
    choices = [
        Choice(topic.id, f"{glyphs().mark(topic.mark)} {topic.title}", f"since {shown_day(topic.at, today)}")
        for topic in archived
    ]
    words = "Topics that updates removed, with their marks. A restored topic becomes an addition of yours."
    hint = f"{key_of('pick.pick')} restores · {key_of('panel.close')} closes"
    picked = await app.push_screen_wait(PickScreen(f"Archive of {title}", hint, choices, words))
    if picked is None:
        return ""
    await session.do(lambda: restore(session.workspace, roadmap, [picked]))
    return f"Restored: {session.title(picked)}. It keeps its mark; {key_of('home.undo')} archives it again."
