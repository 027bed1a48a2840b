"""The timer in the app: started and stopped with one key, shown quietly while it runs."""

from __future__ import annotations

from textual.app import App

from tracker.core.effort import elapsed
from tracker.core.journal.commands import StartTimer, StopTimer
from tracker.core.journal.entries import MOST_MINUTES, is_minutes
from tracker.core.roadmap.model import Topic
from tracker.tui.session import Session
from tracker.workspace.timer import Timer, running_timer


async def switch_timer(app: App[None], session: Session, topic: Topic | None) -> str:
    """Start the timer for a topic, or stop it where it runs for this one, or for any where there is no topic.

    One that runs for another topic is stopped, and its minutes are written down. Returns a message for the user.
    """
    running = running_timer(session.state, session.workspace.now())
    said = await _stop(app, session, running) if running else ""
    if session.state.timer or topic is None or (running and running.topic == topic.id):
        return said or "The timer measures a topic: put the cursor on one."
    session.handle(StartTimer(topic.id, session.workspace.now()))
    return f"{said} The timer runs for {topic.title}.".strip()


async def _stop(app: App[None], session: Session, running: Timer) -> str:
    title, minutes = session.title(running.topic), running.minutes
    if minutes > MOST_MINUTES:
        from tracker.tui.panels.ask import AskScreen  # with the other panels 11 ms of the start

        words = f"The timer ran for {elapsed(minutes)}. How many minutes of it did you learn?"
        typed = await app.push_screen_wait(AskScreen(title, words, session.drafts))
        if typed is None or not is_minutes(typed):
            return f"The timer of {title} still runs; say a number of minutes, at most {MOST_MINUTES:,}."
        minutes = int(typed)
    session.handle(StopTimer(minutes, session.workspace.now()))
    return f"{title}: {elapsed(minutes)} written down." if minutes else f"{title}: less than a minute."


def timer_words(session: Session) -> str:
    """What to show while the timer runs; empty where it does not."""
    running = running_timer(session.state, session.workspace.now())
    topic = session.topic(running.topic) if running else None
    return f"{elapsed(running.minutes)} of {topic.title if topic else running.topic}" if running else ""
