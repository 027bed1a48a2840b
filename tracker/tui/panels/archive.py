"""What updates took out of a user's own roadmap, and the way back."""

from __future__ import annotations

from textual.app import App

from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.workspace.archive import Archived, archive, restore


async def bring_back(app: App[None], session: Session, roadmap: str) -> str:
    """List what is archived, latest first, bring back what is picked, and return what to say about it."""
    await session.written()
    found = session.ask(lambda workspace: archive(workspace, roadmap), list[Archived]())
    title = session.title(roadmap)
    if not found:
        return f"Nothing of {title} is archived; what an update takes out of it is kept here, with its tick."
    choices = [Choice(one.id, f"{glyphs().mark(one.mark)} {one.title}", f"since {one.at[:10]}") for one in found]
    words = "What updates took out of it, with its mark. What you pick comes back as an addition of yours."
    hint = f"{key_of('pick.pick')} brings back · {key_of('panel.close')} closes"
    picked = await app.push_screen_wait(PickScreen(f"Archive of {title}", hint, choices, words))
    if picked is None:
        return ""
    await session.do(lambda: restore(session.workspace, roadmap, [picked]))
    return f"Back again: {session.title(picked)}. It keeps its mark; {key_of('home.undo')} archives it again."
