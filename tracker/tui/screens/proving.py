"""Adding the address of a proof to a topic."""

from __future__ import annotations

from textual.app import App

from tracker.core.errors import UsageError
from tracker.core.journal.commands import SetProof
from tracker.core.progress.proof import proofs_of, with_proofs
from tracker.core.roadmap.model import Topic
from tracker.core.text import plural
from tracker.tui.panels.ask import AskScreen
from tracker.tui.session import Session


async def add_proof(app: App[None], session: Session, topic: Topic) -> str:
    """Ask for an address that proves a topic, and keep it. Returns a message for the user."""
    words = "The address (https://…) of a repository, a certificate or a post that shows it:"
    address = await app.push_screen_wait(AskScreen(f"Proof of {topic.title}", words, session.drafts))
    if address is None:
        return ""
    before = session.state.proofs.get(topic.id, "")
    try:
        after = with_proofs(before, [address])
    except UsageError as error:
        return f"Not kept: {error}."
    if after == proofs_of(before) or not session.handle(SetProof(topic.id, after)):
        return "This address is there already."
    return f"{topic.title}: {plural(len(after), 'address') if len(after) == 1 else f'{len(after)} addresses'} as proof."
