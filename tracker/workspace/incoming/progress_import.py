"""Progress from roadmap.sh, or of somebody's own making: read, shown, and recorded where its topics are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from tracker.core.errors import NotFoundError
from tracker.core.importing.progress_file import Home, RoadmapMarks, known_ids, plan_progress
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.roadmap.model import Kind, Mark
from tracker.core.text import plain, plural
from tracker.formats.detect import home_progress, progress
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.questions import Answers, refuse_answers
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace

_MOST_IDS = 5


class ProgressImport(Incoming):
    """Marks that wait to be recorded."""

    unsaved = "nothing was recorded"
    nothing_new = "you have all of these marks already"

    def __init__(self, workspace: Workspace, marks: Mapping[str, Mark], homes: Sequence[Home], origin: str) -> None:
        """`marks` go by the ids of nodes. Raises `NotFoundError` where no roadmap of `homes` has one of the nodes."""
        self._origin = origin
        self._plan = plan_progress(marks, homes, workspace.state())
        self.agreement = f"Record {plural(len(self._plan.changes), 'mark')}?"
        self.is_new = bool(self._plan.changes)
        if not self._plan.roadmaps:
            raise NotFoundError(
                "this is progress from roadmap.sh, and no roadmap of your own has its topics: "
                "import the roadmap itself first (a download from roadmap.sh), then this"
                if marks
                else "this is progress from roadmap.sh in which nothing is done, learning or skipped"
            )

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, _progress: ProgressCallback = no_progress
    ) -> Self | None:
        """The progress that a file is; None for every other file. Raises `RoadmapFileError` where it is damaged."""
        if source.files is not None:
            return None
        format_ = answers.get("format", "")
        marks, origin = progress(source.content, format_), "roadmap.sh"
        if marks is None:
            marks, origin = home_progress(source.content, format_), "your file"
            if not marks or any(answers.get(name) for name in ("title", "id")):
                return None
        homes = _homes(workspace, Kind.OWN)
        if origin != "roadmap.sh":
            homes += _homes(workspace, Kind.SKILL)
            if 2 * len(known_ids(homes) & marks.keys()) < len(marks):
                return None
        refuse_answers(answers, f"progress from {origin}, which finds its roadmap by itself")
        return cls(workspace, marks, homes, origin)

    def summary(self, style: Style) -> Summary:
        """The marks by roadmap, with those that are new to the user one by one."""
        sections = [
            Section(f"{plain(roadmap.title)}  {roadmap.roadmap}", tuple(_lines(roadmap, style)), is_title=True)
            for roadmap in self._plan.roadmaps
        ]
        heading = f"progress from {self._origin}: {plural(len(self._plan.changes), 'mark')} to record"
        unknown = self._plan.unknown
        if unknown:
            ids = ", ".join(map(plain, unknown[:_MOST_IDS])) + (" …" if len(unknown) > _MOST_IDS else "")
            sections.append(
                Section(f"{plural(len(unknown), 'mark')} of topics that no roadmap of yours has: {ids}", ())
            )
        return Summary(heading, sections=tuple(sections))

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """The marks and where they belong, as a JSON object."""
        return {
            "format": "progress of roadmap.sh" if self._origin == "roadmap.sh" else "progress",
            "roadmaps": [_roadmap_object(roadmap) for roadmap in self._plan.roadmaps],
            "unknown": list(self._plan.unknown),
            "changes": len(self._plan.changes),
            "saved": saved,
        }

    def save(self, workspace: Workspace, _progress: ProgressCallback = no_progress) -> Saved:
        """Record the marks."""
        events = workspace.change(self._plan.changes)
        first = self._plan.roadmaps[0]
        sentence = f"{plain(first.title)} has the marks from {self._origin} now"
        return Saved(first.roadmap, sentence, "recorded; tracker undo takes them back", events)


def _homes(workspace: Workspace, kind: Kind) -> list[Home]:
    """The roadmaps of a kind, those of the user's own with what their files say."""
    return [
        Home(roadmap, workspace.upstream(roadmap.id).anchors if kind is Kind.OWN else {})
        for roadmap in workspace.roadmaps(kind)
    ]


def _lines(roadmap: RoadmapMarks, style: Style) -> Iterator[str]:
    counts = ((roadmap.done, "done"), (roadmap.doing, "doing"), (roadmap.skipped, "skipped"))
    facts = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    yield f"{facts}; {len(roadmap.new):,} new to you"
    for new in roadmap.new:
        before = f"  was {new.was}" if new.was is not Mark.TODO else ""
        yield f"{style.mark(new.mark)} {plain(new.title)}{before}"


def _roadmap_object(roadmap: RoadmapMarks) -> dict[str, Any]:
    new = [{"id": new.id, "title": new.title, "was": new.was.value, "mark": new.mark.value} for new in roadmap.new]
    return {**roadmap._asdict(), "new": new}
