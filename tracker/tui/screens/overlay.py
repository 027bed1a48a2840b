"""The user's additions and edits of a roadmap, and links from their topics to the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import App

from tracker.core.effort import hours
from tracker.core.errors import TrackerError
from tracker.core.importing.titles import loose
from tracker.core.journal.commands import LinkTopic
from tracker.core.roadmap.model import Kind, Node, Topic
from tracker.core.text import plural
from tracker.tui.hints import key_of
from tracker.tui.panels.ask import AskScreen
from tracker.tui.panels.link_proposals import link_topic, propose_links
from tracker.tui.panels.pick import Choice, FindScreen, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.tree_rows import TreeRow, group_at
from tracker.workspace.overlay import Wanted, edit, remove
from tracker.workspace.overlay import add as add_to

Say = Callable[[str], None]


async def add(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Add a topic to the group at the cursor, after the topic at the cursor."""
    row = tree.row
    place = group_at(row) if row else 0
    group = tree.progress.tree.group(place)
    title = await app.push_screen_wait(AskScreen(f"Add a topic to {group.title}", "Its title:", session.drafts))
    if not title:
        return
    after = row.node.id if row and isinstance(row.node, Topic) else None
    under = group.key if place else ""
    wanted = Wanted(title=title, after=after)
    added: list[str] = []
    job = partial(add_to, session.workspace, tree.progress.roadmap.id, wanted, under)
    if await _done(session, lambda: added.append(job()), say):
        tree.reveal(added[0])
        say(f"Added: {title}. {key_of('study.undo')} undoes it.")


async def retitle(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Change the title of the topic or group at the cursor."""
    row = tree.row
    if row is None:
        return
    title = await app.push_screen_wait(AskScreen("Change the title", "The new title:", session.drafts, row.node.title))
    if title and await _done(session, lambda: edit(session.workspace, row.node.name, Wanted(title=title)), say):
        say(f"The title is {title} now. {key_of('study.undo')} undoes it.")


async def change(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Change hours, links or place of the topic or group at the cursor, add a group after it, or remove an addition."""
    row = tree.row
    if row is None:
        return
    node, hint = row.node, f"{key_of('pick.pick')} picks · {key_of('panel.close')} cancels"
    picked = await app.push_screen_wait(PickScreen(f"{node.title}: change", hint, _changes(session, node)))
    if picked is None:
        return
    if picked == "group":
        job, result = await _group(app, session, tree, row), "Added the group"
    elif picked == "remove":
        job, result = partial(remove, session.workspace, node.name), f"Removed: {node.title}"
    else:
        wanted = await _wanted(app, session, picked, row)
        job, result = wanted and partial(edit, session.workspace, node.name, wanted), f"Changed: {node.title}"
    if job and await _done(session, job, say):
        say(f"{result}. {key_of('study.undo')} undoes it.")


def _changes(session: Session, node: Node) -> list[Choice]:
    choices = []
    if isinstance(node, Topic):
        links = session.card(node.id).links
        choices = [Choice("hours", "Change its hours", hours(node.hours) if node.hours else "")]
        choices += [Choice("links", "Change its links", plural(len(links), "link"))]
        choices += [Choice("no links", "Remove its links")] * bool(links)
    choices += [Choice("place", "Change its place"), Choice("group", "Add a group after it")]
    if _is_added(session, node):
        choices.append(Choice("remove", "Remove it", "and what you added below it"))
    return choices


def _is_added(session: Session, node: Node) -> bool:
    """Whether the user added it to a roadmap."""
    override = session.ask(lambda workspace: workspace.overlay().get(node.name), None)
    return bool(override and override.roadmap)


async def _group(app: App[None], session: Session, tree: RoadmapTree, row: TreeRow) -> Callable[[], object] | None:
    """Ask for the title of a new group after a row. Returns a function that adds it; None where the user cancels."""
    roadmap, place = tree.progress.roadmap, row.tree.parents[row.place]
    parent = row.tree.nodes[place]
    title = await app.push_screen_wait(AskScreen(f"Add a group to {parent.title}", "Its title:", session.drafts))
    wanted, under = Wanted(title=title, after=row.node.name), parent.name if place else ""
    return partial(add_to, session.workspace, roadmap.id, wanted, under, group=True) if title else None


async def _wanted(app: App[None], session: Session, picked: str, row: TreeRow) -> Wanted | None:
    """Ask for the new value of what was picked; None where the user cancels."""
    node = row.node
    if picked == "no links":
        return Wanted(links=())
    if picked == "links":
        urls = " ".join(link.url for link in session.card(node.name).links)
        addresses = await app.push_screen_wait(
            AskScreen(f"Links of {node.title}", "Addresses, separated by spaces:", session.drafts, urls)
        )
        return Wanted(links=tuple(addresses.split())) if addresses else None
    if picked == "hours" and isinstance(node, Topic):
        number = await app.push_screen_wait(
            AskScreen(f"Hours of {node.title}", "Hours:", session.drafts, f"{node.hours:g}")
        )
        return Wanted(hours=_number(number)) if number else None
    siblings = map(row.tree.nodes.__getitem__, row.tree.children(row.tree.parents[row.place]))
    choices = [Choice("", "Before the others")]
    choices += [Choice(other.name, f"After {other.title}") for other in siblings if other.name != node.name]
    hint = f"{key_of('pick.pick')} moves it there · {key_of('panel.close')} cancels"
    after = await app.push_screen_wait(PickScreen(node.title, hint, choices))
    return None if after is None else Wanted(after=after)


def _number(text: str) -> float:
    """The number in `text`; -1, which is refused as hours, where it is no number."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return -1.0


async def retitle_roadmap(app: App[None], session: Session, roadmap: str, say: Say) -> None:
    """Change the title of a roadmap; updates keep it."""
    title = await app.push_screen_wait(
        AskScreen("Change the title", "The new title:", session.drafts, session.title(roadmap))
    )
    if title and await _done(session, lambda: edit(session.workspace, roadmap, Wanted(title=title)), say):
        say(f"The title is {title} now. {key_of('home.undo')} undoes it.")


async def link(app: App[None], session: Session, tree: RoadmapTree, say: Say) -> None:
    """Link the topic at the cursor to a library topic or skill, or remove its link.

    On a group, list the possible links in it.
    """
    row, roadmap = tree.row, tree.progress.roadmap
    if row is None or not isinstance(row.node, Topic):
        await propose_links(app, session, roadmap, say, group_at(row) if row else 0)
        return
    topic = row.node
    is_own = session.roadmaps.get(session.home_of(topic.id), roadmap).kind is Kind.OWN
    if not is_own and not _is_added(session, topic):
        say("Only a topic of your own can be linked to the library: put the cursor on one.")
    elif topic.id in session.state.links:
        if await _done(session, lambda: session.workspace.record(LinkTopic(topic.id, None)), say):
            say(f"{topic.title} has a tick of its own again.")
    else:
        picked = await app.push_screen_wait(
            FindScreen(f"{topic.title}: share the tick of", _library(session, topic.title))
        )
        if picked is not None:
            try:
                result = await link_topic(session, topic.id, topic.title, picked.key, picked.title)
                say(f"{result}. {key_of('study.link')} removes the link.")
            except TrackerError as error:
                say(str(error))


def _library(session: Session, title: str) -> list[Choice]:
    """All library topics and skills to which a topic can be linked; those with its title first."""
    skills = session.roadmaps.of_kind(Kind.SKILL)
    choices = [Choice(skill.id, skill.title, "the whole skill") for skill in skills]
    for skill in skills:
        choices += [Choice(id_, skill.tree.nodes[place].title, skill.title) for id_, place in skill.tree.places.items()]
    return sorted(choices, key=lambda choice: loose(choice.title) != loose(title))


async def _done(session: Session, job: Callable[[], object], say: Say) -> bool:
    try:
        await session.do(job)
    except TrackerError as error:
        say(str(error))
        return False
    return True
