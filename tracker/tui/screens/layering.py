"""A person's own additions and changes to a roadmap, and links from topics of theirs to the library."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from tracker.core.decide import LinkTopic
from tracker.core.errors import TrackerError
from tracker.core.roadmap import Kind, Topic
from tracker.tui.screens.ask import AskScreen
from tracker.tui.screens.pick import Choice, FindScreen
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.tree_rows import group_of
from tracker.workspace.layer import Wanted, edit, name_of
from tracker.workspace.layer import add as add_to

Say = Callable[[str], None]


async def add(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Add a topic to the group at the cursor, behind the topic at the cursor."""
    row, root = tree.row, tree.progress.roadmap.root
    group = group_of(root, row) if row else root
    title = await app.push_screen_wait(AskScreen(f"Add a topic to {group.title}", "What does it say?"))
    if not title:
        return
    after = row.node.id if row and isinstance(row.node, Topic) else None
    under = "" if group is root else group.key
    wanted = Wanted(title=title, after=after)
    if await _done(session, lambda: add_to(session.workspace, tree.progress.roadmap.id, wanted, under), say):
        say(f"Added: {title}. It is yours, stays through updates, and u takes it out again.")


async def retitle(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Give the topic or group at the cursor another title."""
    row = tree.row
    if row is None:
        return
    title = await app.push_screen_wait(AskScreen("Another title", "What should it say?", row.node.title))
    if title and await _done(session, lambda: edit(session.workspace, name_of(row.node), Wanted(title=title)), say):
        say(f"It says {title} now; u gives the old title back.")


async def retitle_roadmap(app: App[None], session: Session, roadmap: str, say: Say) -> None:
    """Give a whole roadmap another title, which updates of it keep."""
    title = await app.push_screen_wait(
        AskScreen("Another title", "What should this roadmap be called?", session.title(roadmap))
    )
    if title and await _done(session, lambda: edit(session.workspace, roadmap, Wanted(title=title)), say):
        say(f"It is called {title} now; u gives the old title back.")


async def link(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Let the topic at the cursor share the tick of a library topic; part them where they are linked."""
    row = tree.row
    topic = row.node if row and isinstance(row.node, Topic) else None
    if topic is None or session.roadmaps.get(session.home_of(topic.id), tree.progress.roadmap).kind is not Kind.OWN:
        say("A link goes from a topic of your own to one of the library: put the cursor on one of yours.")
        return
    if topic.id in session.state.links:
        await session.do(lambda: session.workspace.record(LinkTopic(topic.id, None)))
        say(f"{topic.title} has a tick of its own again.")
        return
    picked = await app.push_screen_wait(FindScreen(f"{topic.title}: share the tick of", _library(session)))
    if picked is not None:
        await session.do(lambda: session.workspace.record(LinkTopic(topic.id, picked.key)))
        say(f"{topic.title} shares the tick of {picked.title} now; K parts them again.")


def _library(session: Session) -> list[Choice]:
    skills = [one for one in session.roadmaps.values() if one.kind is Kind.SKILL]
    found = [Choice(one.id, one.title, "the whole skill") for one in skills]
    for one in session.topics():
        home = session.roadmaps.get(session.home_of(one.id))
        if home and home.kind is Kind.SKILL:
            found.append(Choice(one.id, one.title, home.title))
    return found


async def _done(session: Session, job: Callable[[], object], say: Say) -> bool:
    try:
        await session.do(job)
    except TrackerError as error:
        say(str(error))
        return False
    return True
