"""Sharing how far one is along a role with a group, and seeing what a group shares. Off until the user asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.core.errors import UsageError
from tracker.core.progress.share import Share
from tracker.core.roadmap.model import Mark
from tracker.formats.html.group import group_page
from tracker.settings.model import SyncSettings
from tracker.store.sync.server.connect import address
from tracker.store.sync.server.sharing import Sharing
from tracker.workspace.paths import find_paths
from tracker.workspace.sync_target import is_server, wanted

if TYPE_CHECKING:  # a group is looked at without the store
    from tracker.workspace.workspace import Workspace

_DAY = 10  # characters of a moment that are its day


def group_server() -> SyncSettings:
    """The settings of the server that groups are on. Raises `UsageError` where the target is none."""
    settings = wanted(find_paths())
    if not is_server(settings.target):
        raise UsageError('groups are on a server: write [sync] and target = "postgresql://…" into the settings')
    return settings


@contextmanager
def sharing(settings: SyncSettings) -> Iterator[Sharing]:
    """What is shared on the server. Raises `UsageError` where the target is no server."""
    opened = Sharing(address(settings.target))
    try:
        yield opened
    finally:
        opened.close()


def share(workspace: Workspace, server: Sharing, team: str, role: str, *, topics: bool) -> Share:
    """Share a role's progress with a group: the numbers, and with `topics` also the titles of what is being learned."""
    made = _share(workspace, server.me, team, role, topics=topics)
    server.put([made])
    return made


def bring_up_to_date(workspace: Workspace, server: Sharing) -> int:
    """Bring everything that the user shares up to date; returns how much that is."""
    known = workspace.roadmap_names()
    shares = [share for share in server.mine() if share.role in known]
    server.put([_share(workspace, server.me, share.team, share.role, topics=share.topics) for share in shares])
    return len(shares)


def _share(workspace: Workspace, me: str, team: str, role: str, *, topics: bool) -> Share:
    roadmap, state = workspace.roadmap(role), workspace.state()
    tally = workspace.progress(roadmap, state).total
    ids = roadmap.tree.ids()
    doing = {}
    if topics:
        touched = workspace.touched()
        learning = [topic for topic in roadmap.tree.topics() if state.marks.get(topic.id) is Mark.DOING]
        doing = {topic.title: touched.get(topic.id, "")[:_DAY] for topic in learning}
    last = workspace.last_marked(f"{role}/", list(ids))[:_DAY]
    today = workspace.now()[:_DAY]
    return Share(me, team, role, roadmap.title, tally.done, tally.counted, tally.percent, last, today, topics, doing)


def page_of(name: str, shares: Sequence[Share]) -> str:
    """What a group shares as a page of HTML."""
    return group_page(name, shares)
