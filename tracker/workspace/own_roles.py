"""Roles of the user's own: made, changed, copied and removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.core.errors import UsageError
from tracker.core.ids import is_roadmap
from tracker.core.importing.build import roadmap_id
from tracker.core.journal.events import Change, Event, Field
from tracker.core.overlay.records import checked_title
from tracker.core.own_roles.build import needs_in
from tracker.core.own_roles.record import OwnRole, encode_role
from tracker.core.roadmap.find import find
from tracker.core.roadmap.library import GroupNeed, Need, SkillNeed
from tracker.core.roadmap.model import Kind, Level, Rule
from tracker.core.text import plain, slug
from tracker.formats.library_files.role_writer import write_role
from tracker.workspace.workspace import Workspace

USUAL_LEVEL = Level.WORKING
"""The level that is meant where none is said: what most needs of the bundled roles ask."""


class WantedNeeds(NamedTuple):
    """Needs as a user writes them: `python:advanced,sql`; of `any_of` each is `One cloud=aws:basic,gcp:basic`."""

    needs: Sequence[str] = ()
    useful: Sequence[str] = ()
    any_of: Sequence[str] = ()
    drop: Sequence[str] = ()
    ready: Sequence[str] = ()


def new_role(workspace: Workspace, title: str, wanted: WantedNeeds, *, id_: str = "", summary: str = "") -> str:
    """Make a role; returns its id. Raises `NotFoundError` for an unknown skill, and `UsageError`."""
    role = OwnRole(checked_title(title), _changed(workspace, (), wanted), plain(summary))
    return save_role(workspace, _with_ready(workspace, role, wanted), id_=id_)


def save_role(workspace: Workspace, role: OwnRole, *, id_: str = "", note: str = "") -> str:
    """Keep a new role, with a note on it; returns its id."""
    if not role.needs:
        raise UsageError("a role needs at least one skill: --needs python:working,sql:basic")
    new_id = free_id(workspace, role.title, id_)
    changes = [Change(Field.ROLE, new_id, encode_role(role))]
    workspace.change([*changes, Change(Field.NOTE, new_id, note)] if note else changes)
    return new_id


def free_id(workspace: Workspace, title: str, id_: str = "") -> str:
    """The id for a new role: the wanted one, or one made of its title. Raises `UsageError` for one that is taken."""
    taken = workspace.taken_ids()
    if id_ and not (id_.isascii() and is_roadmap(id_)):
        raise UsageError(f'"{plain(id_)}" is no id: an id has up to 64 lower case letters, digits and hyphens')
    if id_ in taken:
        raise UsageError(f'there is a roadmap "{id_}" already')
    return id_ or roadmap_id(title, taken)


def edit_role(
    workspace: Workspace, id_: str, wanted: WantedNeeds, *, title: str = "", summary: str | None = None
) -> list[Event]:
    """Change a role of the user's own. Raises `UsageError` for a bundled one."""
    role = own_role(workspace, id_)
    needs = _changed(workspace, role.needs, wanted)
    if not needs:
        raise UsageError(f"a role needs at least one skill; to remove the role: tracker role remove {id_}")
    changed = role._replace(needs=needs, title=checked_title(title) if title else role.title)
    changed = _with_ready(workspace, changed, wanted)
    if summary is not None:
        changed = changed._replace(summary=plain(summary))
    return replace_role(workspace, id_, changed)


def replace_role(workspace: Workspace, id_: str, role: OwnRole) -> list[Event]:
    """Keep a role in the place of the one that has this id."""
    return workspace.change([Change(Field.ROLE, id_, encode_role(role))])


def copy_role(workspace: Workspace, source: str, title: str, *, id_: str = "") -> str:
    """A role of the user's own with the needs of any role; returns its id."""
    roadmap = workspace.roadmap(source)
    if roadmap.kind is not Kind.ROLE:
        raise UsageError(f'"{source}" is no role')
    kept = workspace.own_roles().get(source)
    profile = workspace.profile(source)
    texts = (profile.about, profile.day, profile.neighbours, profile.way_in)
    needs = kept.needs if kept else needs_in(roadmap.tree)
    ready = kept.ready if kept else needs_in(roadmap.ready) if roadmap.ready else ()
    copy = OwnRole(checked_title(title), needs, roadmap.summary, *texts, ready=ready)
    return save_role(workspace, copy, id_=id_)


def remove_role(workspace: Workspace, id_: str) -> list[Event]:
    """Remove a role of the user's own and what was set for it; ticks stay. Raises `UsageError` for a bundled one."""
    own_role(workspace, id_)
    state = workspace.state()
    changes = [Change(Field.ROLE, id_, None), Change(Field.NOTE, id_, None), Change(Field.WATCH, id_, None)]
    if state.target == id_:
        changes.append(Change(Field.TARGET, "", None))
    changes += [Change(Field.CHOICE, key, None) for key in state.choices if key.startswith(f"{id_}/")]
    return workspace.change(changes)


def lost_needs(workspace: Workspace, id_: str) -> tuple[str, ...]:
    """The ids of what a role of the user's own needs and that is not here any more; nothing for other roadmaps."""
    own, here = workspace.own_roles().get(id_), workspace.roadmap_names()
    needs = own.needs if own else ()
    single = [option for need in needs for option in (need.needs if isinstance(need, GroupNeed) else (need,))]
    return tuple(need.skill for need in single if isinstance(need, SkillNeed) and need.skill not in here)


def own_role(workspace: Workspace, id_: str) -> OwnRole:
    """A role of the user's own as it is kept. Raises `UsageError` for any other roadmap."""
    role = workspace.own_roles().get(id_)
    if not role:
        raise UsageError(f'"{id_}" is not a role of your own; to make one of it: tracker role copy {id_} "New title"')
    return role


def _changed(workspace: Workspace, needs: Iterable[Need], wanted: WantedNeeds) -> tuple[Need, ...]:
    """`needs` with what is wanted put in, in the place of what has the same id, and the rest behind."""
    named = workspace.roadmap_names().items()
    known = {id_: (name.title, *name.others) for id_, (kind, name) in named if kind is not Kind.ROLE}
    new: list[Need] = [
        *(_skill_need(known, text, optional=False) for text in _split(wanted.needs)),
        *(_skill_need(known, text, optional=True) for text in _split(wanted.useful)),
        *(_group(known, text) for text in wanted.any_of),
    ]
    kept = {need.id: need for need in needs}
    for text in _split(wanted.drop):
        titles = {
            id_: (need.title,) if isinstance(need, GroupNeed) else known.get(id_, ()) for id_, need in kept.items()
        }
        del kept[find(text, titles, "need", writes=True)]
    kept.update((need.id, need) for need in new)
    return tuple(kept.values())


def _with_ready(workspace: Workspace, role: OwnRole, wanted: WantedNeeds) -> OwnRole:
    """A role with the skills that make one ready to apply for it, where any are named."""
    if not wanted.ready:
        return role
    return role._replace(ready=_changed(workspace, (), WantedNeeds(wanted.ready)))


def _split(texts: Iterable[str]) -> list[str]:
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _skill_need(known: dict[str, tuple[str, ...]], text: str, *, optional: bool) -> SkillNeed:
    name, _, level = text.partition(":")
    return SkillNeed(find(name, known, "skill", writes=True), level_of(level) if level else USUAL_LEVEL, optional)


def level_of(text: str) -> Level:
    """A level by its name. Raises `UsageError`."""
    try:
        return Level(text.strip().casefold())
    except ValueError:
        raise UsageError(f'"{plain(text)}" is no level; there are {", ".join(Level)}') from None


def _group(known: dict[str, tuple[str, ...]], text: str) -> GroupNeed:
    title, equals, names = text.partition("=")
    options = tuple(_skill_need(known, name, optional=False) for name in _split([names]))
    if not (equals and plain(title) and options):
        raise UsageError(f'"{plain(text)}" is no group; write it as "One cloud=aws:basic,gcp:basic"')
    return GroupNeed(slug(title)[:64].strip("-") or "group", plain(title), Rule.ANY, options)


def role_text(workspace: Workspace, id_: str) -> str:
    """A role of the user's own as a role file. Raises `UsageError` for any other roadmap."""
    return write_role(id_, own_role(workspace, id_))
