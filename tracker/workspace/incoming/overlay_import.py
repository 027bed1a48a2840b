"""An overlay that comes as a file of its own, and is merged with what is here."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any, Self

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.journal.commands import SetOverlay
from tracker.core.overlay.merge import plan_merge
from tracker.core.overlay.records import Overlay, encode
from tracker.core.text import plural
from tracker.formats.decode import decoded
from tracker.wording.overlay import sections
from tracker.wording.summary import Style, Summary
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.questions import Answers, refuse_answers
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace

_FORMAT = re.compile(rb'"tracker-(?:overlay|layer)"')  # the second is what version 0.1 wrote


class OverlayImport(Incoming):
    """An overlay that waits to be merged."""

    def __init__(self, workspace: Workspace, theirs: Overlay) -> None:
        """Raises `RoadmapFileError` where a record has no place that can be."""
        names = workspace.topic_names()
        _refuse_strangers(workspace, theirs, names)
        self._plan = plan_merge(theirs, workspace.overlay(), workspace.roadmap_names(), names)
        self.agreement = f"Add {plural(len(self._plan.new), 'record')} to your roadmaps?"
        self.is_new = bool(self._plan.new)
        self._sections = tuple(sections(self._plan, workspace.title))

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, _progress: ProgressCallback = no_progress
    ) -> Self | None:
        """The overlay that a file is; None for every other file. Raises `RoadmapFileError` where it is damaged."""
        if source.content[:1] != b"{" or not _FORMAT.search(source.content[:100]):
            return None
        refuse_answers(answers, "an overlay, which goes over roadmaps that are here")
        from tracker.formats.overlay import read  # 11 ms, only for an overlay

        return cls(workspace, read(decoded(source.content)))

    def summary(self, _style: Style) -> Summary:
        """What is new, what stays as the user has it, and what has no place here."""
        heading = f"an overlay: {plural(len(self._plan.new), 'record')} to add to your roadmaps"
        return Summary(heading, sections=self._sections)

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """What becomes of the overlay, as a JSON object."""
        new = [{"id": id_, "title": record.title, "roadmap": record.roadmap} for id_, record in self._plan.new]
        kept, lost = list(self._plan.kept), list(self._plan.lost)
        return {"format": "overlay", "new": new, "same": self._plan.same, "kept": kept, "lost": lost, "saved": saved}

    def save(self, workspace: Workspace, _progress: ProgressCallback = no_progress) -> Saved:
        """Add what is new to the overlay that is here."""
        records = tuple((id_, encode(record)) for id_, record in self._plan.new)
        events = workspace.record(SetOverlay(records))
        sentence = "The overlay is added to your roadmaps"
        return Saved("", sentence, "added to your roadmaps; tracker undo takes it back", events)


def _refuse_strangers(workspace: Workspace, theirs: Overlay, names: Container[str]) -> None:
    """Raise `RoadmapFileError` for an addition to a roadmap below a topic that only other roadmaps have."""
    known = workspace.roadmap_names()
    inside: dict[str, set[str]] = {}
    for number, (id_, record) in enumerate(theirs.items(), 1):
        if record.roadmap not in known or record.under not in names or record.under in theirs:
            continue
        if record.roadmap not in inside:
            inside[record.roadmap] = set(workspace.roadmap(record.roadmap).tree.ids())
        if record.under not in inside[record.roadmap]:
            where = f"{id_} stands in {record.roadmap}, below {record.under} of another roadmap"
            raise RoadmapFileError(f"this overlay is damaged: record {number}: {where}")
