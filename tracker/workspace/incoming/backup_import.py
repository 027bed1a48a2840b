"""A backup of everything: what it would add and change, and its merge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.journal.backup import Backup
from tracker.core.journal.clock import COUNTER_BITS, DAY, clock_at
from tracker.core.journal.events import Event
from tracker.core.roadmap.model import Kind, Mark
from tracker.core.text import plain, plural
from tracker.store.sqlite.merge import new_events
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace.clock import utc
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.questions import Answers, refuse_answers
from tracker.workspace.incoming.source import Source
from tracker.workspace.merge import merge, refuse_distant
from tracker.workspace.workspace import Workspace

_MOST_TITLES = 5


class MarkChange(NamedTuple):
    """A topic whose mark the backup would change; None is no mark. `library` says whether the library has the topic."""

    id: str
    title: str
    was: Mark | None
    mark: Mark | None
    library: bool


class BackupImport(Incoming):
    """A backup that waits to be merged: its events that are new here, the titles of roadmaps, and marks that change."""

    def __init__(self, workspace: Workspace, backup: Backup) -> None:
        self._backup, self.agreement = backup, f"Import this backup of {plural(len(backup.events), 'event')}?"
        self._new = tuple(new_events(workspace.database, backup))
        now = workspace.stamp().milliseconds
        refuse_distant(backup, now)
        limit = clock_at(now) + DAY
        self._ahead = tuple(event for event in self._new if event.clock > limit)
        self._roadmaps = _own_titles(backup)
        self._changes = _mark_changes(workspace, backup, self._new)

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, _progress: ProgressCallback = no_progress
    ) -> Self | None:
        """The backup that a file is; None for every other file. Raises `RoadmapFileError` where it is damaged."""
        if source.content[:1] != b"{" or b'"tracker-backup"' not in source.content[:100]:
            return None
        refuse_answers(answers, "a backup of everything")
        from tracker.formats.backup.writer import read  # 17 ms, only for a backup

        try:
            return cls(workspace, read(source.content.decode()))
        except UnicodeDecodeError:
            raise RoadmapFileError("this backup is damaged: it is not text in UTF-8") from None

    @property
    def _ticked(self) -> list[MarkChange]:
        """The topics of the library that would be done and are not."""
        return [change for change in self._changes if change.library and change.mark is Mark.DONE]

    def summary(self, _style: Style) -> Summary:
        """What it would add and change, with a few titles of each."""
        events, new = plural(len(self._backup.events), "event"), len(self._new)
        ticked = [change.title for change in self._ticked]
        sections = (
            *_titles(f"{plural(len(self._roadmaps), 'roadmap')} of its own:", self._roadmaps),
            Section(f"{plural(len(self._changes), 'mark')} would change", ()),
            *_titles(f"{plural(len(ticked), 'topic')} of the library would be ticked:", ticked),
        )
        return Summary(
            f"a backup of {events}, {new:,} of them new here",
            remarks=(
                "what is not here yet is added; where both say something of one thing, what was said later holds",
                *_dated_ahead(self._ahead),
            ),
            sections=sections,
        )

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """What it would add and change, as a JSON object."""
        changes = [
            {"id": change.id, "title": change.title, "was": change.was, "mark": change.mark} for change in self._changes
        ]
        return {
            "format": "backup",
            "events": len(self._backup.events),
            "new": len(self._new),
            "from_the_future": len(self._ahead),
            "roadmaps": list(self._roadmaps),
            "changes": changes,
            "ticked": [{"id": change.id, "title": change.title} for change in self._ticked],
            "saved": saved,
        }

    def save(self, workspace: Workspace, _progress: ProgressCallback = no_progress) -> Saved:
        """Add what is not here yet; of each thing what was said later holds. Undo does not take it back."""
        merge(workspace, self._backup)
        return Saved("", "What the backup has is here now", "imported")


def _dated_ahead(ahead: Sequence[Event]) -> Iterator[str]:
    """What to say about events that are dated more than a day ahead of this machine's clock."""
    if ahead:
        last = utc((max(event.clock for event in ahead) >> COUNTER_BITS) / 1000)[:10]
        events = "1 event is" if len(ahead) == 1 else f"{len(ahead):,} events are"
        yield (
            f"{events} dated in the future, up to {last}: a machine's clock was or is wrong. They count as they are, "
            "and what you do from now on comes after them"
        )


def _own_titles(backup: Backup) -> tuple[str, ...]:
    own = (roadmap for snapshot in backup.snapshots for roadmap, _ in snapshot.roadmaps if roadmap.kind is Kind.OWN)
    return tuple({roadmap.id: roadmap.title for roadmap in own}.values())


def _mark_changes(workspace: Workspace, backup: Backup, new: Sequence[Event]) -> tuple[MarkChange, ...]:
    """The marks that differ after merging."""
    state = workspace.state()
    before, after = state.marks, workspace.state_with(new).marks
    library = {id_ for roadmap in workspace.roadmaps(Kind.SKILL) for id_ in roadmap.tree.ids()}
    theirs = (roadmap for snapshot in backup.snapshots for roadmap, _ in snapshot.roadmaps)
    titles = {topic.id: topic.title for roadmap in theirs for topic in roadmap.tree.topics()}
    titles |= {id_: name.title for id_, name in workspace.topic_names().items()}
    return tuple(
        MarkChange(id_, plain(titles.get(id_, id_)), before.get(id_), after.get(id_), id_ in library)
        for id_ in {**before, **after}
        if before.get(id_) is not after.get(id_)
    )


def _titles(heading: str, titles: Sequence[str]) -> Iterator[Section]:
    """A section with the first titles; nothing where there are none."""
    more = [f"and {len(titles) - _MOST_TITLES:,} more"] * (len(titles) > _MOST_TITLES)
    if titles:
        yield Section(heading, (*map(plain, titles[:_MOST_TITLES]), *more))
