"""Adverts that the user keeps: each is a role of their own, with the advert's text as its note."""

from __future__ import annotations

from typing import NamedTuple

from tracker.core.address import web
from tracker.core.errors import NotFoundError, UsageError
from tracker.core.journal.commands import LONGEST_NOTE
from tracker.core.journal.events import Event
from tracker.core.overlay.records import checked_title
from tracker.core.own_roles.record import AdvertState, OwnRole, SavedAdvert
from tracker.core.progress.measure import Progress
from tracker.core.roadmap.find import find
from tracker.core.text import plain
from tracker.workspace.adverts.read import AdvertReport
from tracker.workspace.own_roles import own_role, replace_role, save_role
from tracker.workspace.workspace import Workspace


class KeptAdvert(NamedTuple):
    """A saved advert, and how far the user is for it."""

    id: str
    role: OwnRole
    advert: SavedAdvert
    progress: Progress


def save_advert(workspace: Workspace, report: AdvertReport, title: str, link: str = "") -> str:
    """Keep an advert as a role of the user's own; returns its id. Raises `UsageError`."""
    if not report.needs:
        raise UsageError("this advert asks for no skill of the library; there is nothing to work toward in it")
    saved = SavedAdvert(workspace.now()[:10], checked_link(link))
    summary = plain(report.reading.title)[:100]
    role = OwnRole(checked_title(title), report.needs, summary, advert=saved)
    return save_role(workspace, role, note=report.text[:LONGEST_NOTE].strip())


def checked_link(link: str) -> str:
    """A link that a user gives; empty for none. Raises `UsageError` for what is no web address."""
    if link and not web(link):
        raise UsageError("a link is an http or https address")
    return web(link) if link else ""


def kept_adverts(workspace: Workspace) -> list[KeptAdvert]:
    """Every saved advert, those with the highest percentage first and closed ones last."""
    state = workspace.state()
    roles = {id_: role for id_, role in workspace.own_roles().items() if role.advert}
    kept = [
        KeptAdvert(id_, role, role.advert, workspace.progress(workspace.roadmap(id_), state))
        for id_, role in roles.items()
        if role.advert
    ]
    return sorted(
        kept, key=lambda saved: (saved.advert.state is AdvertState.CLOSED, -(saved.progress.total.percent or 0))
    )


def find_advert(workspace: Workspace, text: str, *, writes: bool = False) -> str:
    """The id of the saved advert that `text` means; one that `writes` takes no fragment inside a word.

    Raises `NotFoundError` or `AmbiguousError`.
    """
    names = {id_: (role.title,) for id_, role in workspace.own_roles().items() if role.advert}
    if not names:
        raise NotFoundError('no advert is saved yet: tracker advert FILE --save "Title"')
    return find(text, names, "advert", writes=writes)


def change_advert(workspace: Workspace, id_: str, state: str = "", link: str = "") -> list[Event]:
    """Set the state or the link of a saved advert. Raises `UsageError`."""
    role = own_role(workspace, id_)
    saved = role.advert or SavedAdvert(workspace.now()[:10])
    changed = saved._replace(state=AdvertState(state) if state else saved.state, link=checked_link(link) or saved.link)
    return replace_role(workspace, id_, role._replace(advert=changed))
