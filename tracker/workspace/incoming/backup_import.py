"""Bringing a backup of everything in: what it would bring and change, told before anything is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.core.journal.backup import Backup
from tracker.core.journal.clock import COUNTER_BITS, DAY, clock_at
from tracker.core.journal.events import Event
from tracker.core.roadmap.model import Kind, Mark
from tracker.core.text import plain, plural
from tracker.workspace.clock import utc
from tracker.workspace.workspace import Workspace

_MOST_TITLES = 5


class MarkChange(NamedTuple):
    """A topic whose mark the backup would change; None is no mark. `library` says whether the library has the topic."""

    id: str
    title: str
    was: Mark | None
    mark: Mark | None
    library: bool


class BackupImportPlan(NamedTuple):
    """A backup that waits to be merged: its events that are new here, the titles of roadmaps, and marks that change."""

    backup: Backup
    new: tuple[Event, ...]
    roadmaps: tuple[str, ...]
    changes: tuple[MarkChange, ...]
    ahead: tuple[Event, ...] = ()
    """The new events that are dated more than a day ahead of this machine's clock."""

    @property
    def ticked(self) -> tuple[MarkChange, ...]:
        """The topics of the library that would be done and are not."""
        return tuple(one for one in self.changes if one.library and one.mark is Mark.DONE)

    def lines(self) -> Iterator[str]:
        """The same in words, with a few titles of each."""
        yield f"A backup of {plural(len(self.backup.events), 'event')}, {len(self.new):,} of them new here"
        yield from _listed(f"{plural(len(self.roadmaps), 'roadmap')} of its own", self.roadmaps)
        if self.ahead:
            yield self.warning()
        yield f"{plural(len(self.changes), 'mark')} would change"
        yield from _listed(
            f"{plural(len(self.ticked), 'topic')} of the library would be ticked", [one.title for one in self.ticked]
        )

    def warning(self) -> str:
        """What to say about events from the future; only for who has some."""
        last = utc((max(event.clock for event in self.ahead) >> COUNTER_BITS) / 1000)[:10]
        events = "1 event is" if len(self.ahead) == 1 else f"{len(self.ahead):,} events are"
        return (
            f"{events} dated in the future, up to {last}: a machine's clock was or is wrong. They count as they are, "
            "and what you do from now on comes after them"
        )


def plan(workspace: Workspace, backup: Backup) -> BackupImportPlan:
    """What merging `backup` would bring to this store; nothing is written."""
    new = tuple(workspace.new_events(backup))
    state = workspace.state()
    before, after = state.marks, workspace.state_with(new).marks
    changed = [id_ for id_ in {**before, **after} if before.get(id_) is not after.get(id_)]
    library = {id_ for one in workspace.roadmaps() if one.kind is Kind.SKILL for id_ in one.tree.ids()}
    titles = {node.id: node.title for kept in backup.editions for one, _ in kept.roadmaps for node in one.tree.topics()}
    titles |= {id_: name.title for id_, name in workspace.topic_names().items()}
    own = {one.id: one.title for kept in backup.editions for one, _ in kept.roadmaps if one.kind is Kind.OWN}
    changes = (
        MarkChange(id_, plain(titles.get(id_, id_)), before.get(id_), after.get(id_), id_ in library) for id_ in changed
    )
    limit = clock_at(workspace.milliseconds()) + DAY
    ahead = tuple(event for event in new if event.clock > limit)
    return BackupImportPlan(backup, new, tuple(own.values()), tuple(changes), ahead)


def _listed(what: str, titles: Sequence[str]) -> Iterator[str]:
    if not titles:
        return
    yield f"{what}:"
    yield from (f"  {plain(title)}" for title in titles[:_MOST_TITLES])
    if len(titles) > _MOST_TITLES:
        yield f"  and {len(titles) - _MOST_TITLES:,} more"
