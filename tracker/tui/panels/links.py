"""Opening and copying links: http and https only, and only when the user asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App

from tracker.core.address import host, web
from tracker.core.roadmap.model import Link
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen


async def open_links(app: App[None], title: str, links: Sequence[Link]) -> str:
    """Ask which link to open or copy, and do it. Returns a message for the user."""
    safe = [link for link in links if web(link.url)]
    if not safe:
        return "None of its links is a whole web address, so none is opened." if links else "This topic has no links."
    choices = []
    for number, link in enumerate(safe):
        source = f"{link.kind}, {host(link.url)}"
        choices += [
            Choice(f"open {number}", f"Open  {link.title}", source),
            Choice(f"copy {number}", "Copy  its address"),
        ]
    picked = await app.push_screen_wait(
        PickScreen(title, f"{key_of('pick.pick')} does it · {key_of('panel.close')} closes", choices)
    )
    if picked is None:
        return ""
    verb, _, number_text = picked.partition(" ")
    url = safe[int(number_text)].url
    if verb == "copy":
        app.copy_to_clipboard(url)
        return f"Copied: {url}"
    app.open_url(url)
    return f"Opened in your browser: {url}"
