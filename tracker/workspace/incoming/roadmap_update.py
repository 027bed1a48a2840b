"""Following the file of an own roadmap: the plan first, then all of it in one act; and the archive of what went."""

from __future__ import annotations

from typing import NamedTuple

from tracker.core.errors import NotFoundError
from tracker.core.importing.build import in_common
from tracker.core.importing.outline import Outline
from tracker.core.importing.stages import ProgressCallback, Step, no_progress
from tracker.core.importing.update import UpdatePlan, Upstream, follow
from tracker.core.journal.commands import Restore
from tracker.core.journal.events import Event, Field
from tracker.core.overlay.records import decode
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Mark, Roadmap
from tracker.store.sqlite.snapshots import Name
from tracker.workspace.clock import moment, new_id
from tracker.workspace.incoming.roadmap_import import Shared, refuse_unread, shared, snapshot_of
from tracker.workspace.workspace import Workspace


class Archived(NamedTuple):
    """A topic that an update took out of its roadmap, the mark it keeps, and when it went, in UTC."""

    id: str
    title: str
    mark: Mark
    at: str


def plan(
    workspace: Workspace,
    roadmap: str,
    outline: Outline,
    advance: ProgressCallback = no_progress,
    *,
    share: bool = False,
) -> UpdatePlan:
    """What a newer file makes of an own roadmap. With `share`, new topics with the ids of others are the same topics.

    Raises `NotFoundError` for a roadmap that is not the person's own.
    """
    from rapidfuzz.fuzz import token_sort_ratio  # only an update compares titles

    refuse_unread(outline)
    advance(Step.UNDERSTANDING)
    kept = workspace.upstream(roadmap)
    advance(Step.COMPARING)
    old = Upstream(kept.roadmaps[0][0], kept.cards, kept.anchors, kept.version)
    apart = () if share else _others(workspace, old.roadmap)
    return follow(old, outline, workspace.state(), token_sort_ratio, new_id, apart=apart)


def shared_with(workspace: Workspace, following: UpdatePlan, outline: Outline) -> tuple[Shared, ...]:
    """The new topics of an update whose ids other roadmaps have."""
    roadmap = following.grown.roadmap.id
    others = _others(workspace, workspace.upstream(roadmap).roadmaps[0][0])
    known = {pair.new.id for pair in following.plan.pairs}
    found = in_common(outline, roadmap, others)
    return shared(workspace, {id_: item for id_, item in found.items() if item.anchor not in known}, others)


def _others(workspace: Workspace, roadmap: Roadmap) -> dict[str, Name]:
    """The names of all topics that are neither in the file of `roadmap` nor in what the user made of it."""
    here = {*roadmap.tree.ids(), *workspace.roadmap(roadmap.id).tree.ids()}
    return {id_: name for id_, name in workspace.topic_names().items() if id_ not in here}


def apply(workspace: Workspace, following: UpdatePlan, advance: ProgressCallback = no_progress) -> list[Event]:
    """Use the newer version and make the changes that belong to it, in one act.

    Raises `OutdatedError` where the roadmap is no longer as it was when the plan was made.
    """
    advance(Step.SAVING)
    now = workspace.now()
    changes = [change._replace(at=moment(change.at, now)) for change in following.changes]
    return workspace.load(snapshot_of(following.grown), changes, following.over)


def archive(workspace: Workspace, roadmap: str) -> list[Archived]:
    """What updates took out of a roadmap, latest first."""
    state, times = workspace.state(), workspace.touched(Field.ARCHIVE)
    records = {id_: decode(text) for id_, text in state.archive.items()}
    found = [
        Archived(id_, own.title, state.marks.get(id_, Mark.TODO), times[id_])
        for id_, own in records.items()
        if own.roadmap == roadmap
    ]
    found.sort(key=lambda one: one.title)
    return sorted(found, key=lambda one: one.at, reverse=True)


def restore(workspace: Workspace, roadmap: str, texts: list[str]) -> list[str]:
    """Bring topics back as additions of the person's own; their ids. Raises `NotFoundError` or `AmbiguousError`."""
    names = {one.id: (one.title,) for one in archive(workspace, roadmap)}
    if not names:
        raise NotFoundError(f"nothing of {roadmap} is archived")
    ids = [find(text, names, "archived topic") for text in texts]
    workspace.record(Restore(tuple(ids)))
    return ids
