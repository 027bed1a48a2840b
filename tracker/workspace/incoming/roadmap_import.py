"""Bringing a file of somebody else's in: read, shown, and saved as a roadmap of the person's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError, UsageError
from tracker.core.ids import is_roadmap
from tracker.core.importing.build import ImportedRoadmap, grow, ids_for, in_common, roadmap_id
from tracker.core.importing.library_links import proposals
from tracker.core.importing.outline import Item, Outline
from tracker.core.importing.preview import Counts, count
from tracker.core.importing.stages import ProgressCallback, Step, no_progress
from tracker.core.journal.backup import Backup
from tracker.core.journal.commands import farthest
from tracker.core.journal.events import Change, Event, Field, State
from tracker.core.overlay.records import OverlayRecord, checked_title, encode
from tracker.core.progress.measure import measure
from tracker.core.roadmap.model import Kind, Mark, Profile, Roadmap, SourceKey
from tracker.core.text import plural
from tracker.store.sqlite.snapshots import Name, Snapshot
from tracker.workspace.clock import moment, new_id
from tracker.workspace.workspace import Workspace

LARGEST_IMPORT = 256 * 2**20
LARGE_IMPORT = 2**19
"""Bytes from which on it takes a person's time to bring a file in; before that, a bar would only flash."""


class Shared(NamedTuple):
    """A topic that is here already and whose id a file has: what it is called here and there, and what the file says.

    `mark` is the mark that sharing would give it, None where it stays as it is; `roles` counts the roles that have it.
    """

    id: str
    title: str
    called: str
    mark: Mark | None
    roles: int

    @property
    def words(self) -> str:
        """What sharing would do, in words."""
        where = f", in {plural(self.roles, 'role')}" if self.roles else ""
        does = f"would be {self.mark} here{where}" if self.mark else "stays as it is"
        return f"{self.title}: {does}" + (f' (the file calls it "{self.called}")' if self.called != self.title else "")


class RoadmapImportPlan(NamedTuple):
    """An import that waits to be saved. `proposals` are obvious links: a topic of it, and what it could be linked to.

    `given` is the title that the person gives it, in place of the file's; it is laid over, and updates keep it.
    `same_title` are roadmaps of the person's own that are called the same; an update may be what was meant. `shared`
    are topics whose ids the file has in common with what is here: with `share` they have one tick and one note.
    """

    outline: Outline
    grown: ImportedRoadmap
    counts: Counts
    proposals: tuple[tuple[str, str], ...]
    same_title: tuple[str, ...]
    shared: tuple[Shared, ...]
    share: bool = False
    given: str = ""

    @property
    def title(self) -> str:
        """What the roadmap will be called."""
        return self.given or self.grown.roadmap.title

    @property
    def id(self) -> str:
        """The id that the roadmap will have."""
        return self.grown.roadmap.id


def read_bytes(name: str) -> bytes:
    """The content of a file, or of standard input for "-". Raises `RoadmapFileError`."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(LARGEST_IMPORT + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(LARGEST_IMPORT + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise RoadmapFileError(f"{name} cannot be read: {why}") from None
    if len(content) > LARGEST_IMPORT:
        raise RoadmapFileError(f"{name} is too large for a roadmap: at most {LARGEST_IMPORT >> 20} MiB")
    return content


def prepare(
    workspace: Workspace,
    outline: Outline,
    called: str,
    title: str = "",
    id_: str = "",
    *,
    share: bool = False,
    advance: ProgressCallback = no_progress,
) -> RoadmapImportPlan:
    """The import of `outline`, ready to be shown and saved; it is `called` so for want of a title in it.

    `title` is what the person calls it. With `share`, topics whose ids are here already are the same topics; else they
    come in with ids of their own, so that no file ticks what it does not bring.

    Raises `UsageError` where an id is wished that cannot be had, or nothing can be ticked before a mode is picked.
    """
    refuse_unread(outline)
    given, own = checked_title(title) if title else "", outline.title or called or "Imported"
    taken = workspace.taken_ids()
    if id_ and not (id_.isascii() and is_roadmap(id_)):
        raise UsageError(f'"{id_}" is no id: an id has up to 64 lower case letters, digits and hyphens')
    if id_ in taken:
        raise UsageError(f'there is a roadmap "{id_}" already; to bring it up to date: tracker update {id_} FILE')
    id_ = id_ or roadmap_id(given or own, taken)
    advance(Step.UNDERSTANDING)
    names = workspace.topic_names()
    ids = ids_for(outline, id_, new_id, taken=names, apart=() if share else names)
    grown = grow(outline, id_, own, ids)
    advance(Step.COMPARING)
    found = propose(workspace, grown.roadmap, grown.anchors)
    known = {
        one: (its.title, *its.others) for one, (kind, its) in workspace.roadmap_names().items() if kind is Kind.OWN
    }
    here = shared(workspace, in_common(outline, id_, names), names)
    same = tuple(one for one, titles in known.items() if (given or own) in titles)
    return RoadmapImportPlan(outline, grown, count(outline), tuple(found), same, here, share, given)


def shared(workspace: Workspace, found: Mapping[str, Item], names: Mapping[str, Name]) -> tuple[Shared, ...]:
    """What sharing would do to the topics that a file has in common with what is here, by their ids."""
    state = workspace.state()
    roles = [set(one.tree.ids()) for one in workspace.roadmaps() if one.kind is Kind.ROLE] if found else []

    def one(id_: str, item: Item) -> Shared:
        now = state.marks.get(state.links.get(id_, id_))
        both = farthest((now, item.mark if item.mark is not Mark.TODO else None))
        return Shared(
            id_, names[id_].title, item.title, both if both is not now else None, sum(id_ in r for r in roles)
        )

    return tuple(one(id_, item) for id_, item in found.items())


def refuse_unread(outline: Outline) -> None:
    """Raise `UsageError` for a file that can be read in several ways of which none was picked."""
    if outline.modes and not outline.items:
        ways = " or ".join(f"--mode {mode}" for mode in outline.modes)
        raise UsageError(f"nothing in this file is marked as a topic; say what its topics are: {ways}")


def propose(workspace: Workspace, roadmap: Roadmap, anchors: Mapping[str, SourceKey]) -> list[tuple[str, str]]:
    """Obvious links from topics of `roadmap` to topics and skills of the library: by title, or by the file's own id."""
    known = workspace.roadmap_names()
    own = {topic.id for one in workspace.roadmaps() if one.kind is Kind.OWN for topic in one.tree.topics()}
    library = {id_: (name.title, *name.others) for id_, name in workspace.topic_names().items() if id_ not in own}
    skills = {id_: (its.title, *its.others) for id_, (kind, its) in known.items() if kind is Kind.SKILL}
    found = dict(proposals([(topic.id, topic.title) for topic in roadmap.tree.topics()], {**library, **skills}))
    by_id = {id_: anchor.id for id_, anchor in anchors.items() if anchor.id in library and anchor.id != id_}
    return list({**found, **by_id}.items())


def save(workspace: Workspace, bringing: RoadmapImportPlan, advance: ProgressCallback = no_progress) -> list[Event]:
    """Keep the roadmap with its marks and notes, in one act.

    Raises `OutdatedError` where another program has saved one of that id since it was prepared.
    """
    grown = bringing.grown
    advance(Step.SAVING)
    edition = snapshot_of(grown)
    changes = list(_changes(workspace, grown))
    changes += [Change(Field.LAYER, bringing.id, encode(OverlayRecord(title=bringing.given)))] * bool(bringing.given)
    return workspace.load(edition, changes, "")


def snapshot_of(grown: ImportedRoadmap) -> Snapshot:
    """An own roadmap as an edition of its own source. The version is a hash of all that is in it."""
    roadmap = grown.roadmap
    own = (*roadmap[:4], roadmap.tree.nodes, roadmap.tree.ends, grown.about, grown.cards, grown.anchors)
    version = sha256(json.dumps(own, check_circular=False).encode()).hexdigest()[:16]
    return Snapshot(roadmap.id, version, [(roadmap, Profile(grown.about))], grown.cards, grown.anchors)


def _changes(workspace: Workspace, grown: ImportedRoadmap) -> Iterator[Change]:
    """What the file says of marks, notes and choices, where it takes nothing away from what is there."""
    state = workspace.state()
    yield from mark_changes(grown, grown.marks, state, workspace.now())
    for id_, note in grown.notes.items():
        if id_ not in state.notes:
            yield Change(Field.NOTE, id_, note)
    if grown.chosen:
        measured = measure(grown.roadmap, grown.marks, {}).chosen
        tree = grown.roadmap.tree
        for key, option in grown.chosen.items():
            group = tree.groups.get(key)
            if group is not None and group in measured and tree.nodes[measured[group].option].id != option:
                yield Change(Field.CHOICE, key, option)


def mark_changes(grown: ImportedRoadmap, marks: Mapping[str, str], state: State, now: str) -> Iterator[Change]:
    """Marks that the file brings: they add to what the person has, at the time that the file gives."""
    for id_ in marks:
        mark = grown.marks[id_]
        id_ = state.links.get(id_, id_)  # noqa: PLW2901  the mark goes where it is shared
        both = farthest((state.marks.get(id_), mark))
        if both is not None and both is not state.marks.get(id_) and "/" in id_:
            yield Change(Field.MARK, id_, both.value, moment(grown.times.get(id_, ""), now))


def is_backup(content: bytes) -> bool:
    """True for what begins like a backup of everything."""
    return content[:1] == b"{" and b'"tracker-backup"' in content[:100]


def read_backup(content: bytes) -> Backup:
    """The backup that a file is. Raises `RoadmapFileError` where it is damaged."""
    from tracker.formats.backup.writer import read  # only for who brings everything back

    try:
        return read(content.decode())
    except UnicodeDecodeError:
        raise RoadmapFileError("this backup is damaged: it is not text in UTF-8") from None
