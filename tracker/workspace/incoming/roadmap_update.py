"""A newer version of the file of a user's own roadmap: what becomes of every topic, and all of it saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from tracker.core.errors import UsageError
from tracker.core.importing.build import in_common
from tracker.core.importing.outline import Outline
from tracker.core.importing.stages import ProgressCallback, Step, no_progress
from tracker.core.importing.update import Gone, UpdatePlan, Upstream, plan_update
from tracker.core.journal.events import Change, Event
from tracker.core.roadmap.model import Mark, Roadmap
from tracker.core.text import plain
from tracker.store.sqlite.snapshots import Name
from tracker.wording.summary import Style, Summary
from tracker.wording.update import counts, sections
from tracker.workspace.clock import moment, new_id
from tracker.workspace.incoming.incoming import Saved
from tracker.workspace.incoming.outline_import import (
    OutlineImport,
    SharedTopic,
    is_unread,
    read_outline,
    shared_topics,
    unread_sentence,
)
from tracker.workspace.incoming.questions import Answers
from tracker.workspace.incoming.roadmap_import import repeated, snapshot_of
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace

_MOST_EVENTS = 1_000  # of one topic that are looked at


class RoadmapUpdate(OutlineImport):
    """An update that waits to be saved. There is no `plan` before a way of reading is picked."""

    unsaved = "nothing was changed"

    def __init__(
        self,
        source: Source,
        answers: Answers,
        outline: Outline,
        shared: tuple[SharedTopic, ...],
        *,
        plan: UpdatePlan | None,
        roadmap: str,
    ) -> None:
        super().__init__(source, answers, outline, shared, ask_to_share="")
        self._roadmap, self._plan, self.agreement = roadmap, plan, f"Use this version of {roadmap}?"

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, progress: ProgressCallback, roadmap: str
    ) -> Self:
        """What `source` makes of the own roadmap of an id.

        Raises as `read_outline`, and `NotFoundError` for a roadmap that is not the user's own.
        """
        outline = read_outline(source, answers, progress)
        if is_unread(outline):
            return cls(source, answers, outline, (), plan=None, roadmap=roadmap)
        plan = _plan(workspace, roadmap, outline, progress, share=bool(answers.get("share")))
        return cls(source, answers, outline, _shared_with(workspace, plan, outline), plan=plan, roadmap=roadmap)

    def summary(self, style: Style) -> Summary:
        """Counts first, then everything that a user should look at."""
        if self._plan is None:
            return Summary()
        return Summary(
            counts=(counts(self._plan),),
            remarks=("what is gone is kept in the archive with its mark; what you added stays",),
            sections=(*sections(self._plan, style), *self._warnings()),
        )

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """The plan as a JSON object."""
        if self._plan is None:
            return {**self._unread_object(), "roadmap": self._roadmap, "used": saved}
        update, plan = self._plan, self._plan.plan

        def gone(topics: Sequence[Gone]) -> list[dict[str, Any]]:
            return [topic._asdict() for topic in topics]

        return {
            "roadmap": self._roadmap,
            "title": update.titles[0],
            "title_after": update.titles[1],
            "same": len(plan.same),
            "renamed": [
                {
                    "id": pair.old.uid,
                    "title": pair.old.title,
                    "title_after": pair.new.title,
                    "doubtful": pair in plan.doubtful,
                    "score": round(pair.score, 1),
                }
                for pair in plan.renamed
            ],
            "moved": [
                {"id": p.old.uid, "title": p.new.title, "from": list(p.old.path), "to": list(p.new.path)}
                for p in plan.moved
            ],
            "demoted": gone(update.demoted),
            "gone": gone(update.gone),
            "gone_done": sum(topic.mark is Mark.DONE for topic in (*update.demoted, *update.gone)),
            "new": [{"id": topic.uid, "title": topic.title} for topic in plan.new],
            "back": list(update.back),
            "newly_done": list(update.ticked),
            "warnings": self._warnings_object(),
            "used": saved,
            "shared_topics": self._shared_object(),
        }

    def save(self, workspace: Workspace, progress: ProgressCallback = no_progress) -> Saved:
        """Use the newer version and make the changes that belong to it.

        Raises `OutdatedError` where the roadmap is no longer as it was when this was opened, and `UsageError` where a
        way of reading has to be picked first.
        """
        if self._plan is None:
            raise UsageError(unread_sentence(self._outline))
        events = _save(workspace, self._plan, progress)
        title = plain(workspace.title(self._roadmap))
        commands = "in use now; what is gone is kept in tracker archive, and tracker undo takes all of it back"
        return Saved(self._roadmap, f"{title} is up to date, every tick kept", commands, events)


def similarity(title: str, other: str) -> float:
    """How alike two titles are, 0 to 100: in their order, or with the words sorted, whichever is more.

    The order of words may change in a title. Where a script has no words between spaces, only the order says something.
    """
    from rapidfuzz.fuzz import ratio, token_sort_ratio  # 7 ms, only for an update

    return max(ratio(title, other), token_sort_ratio(title, other))


def _plan(
    workspace: Workspace, roadmap: str, outline: Outline, progress: ProgressCallback, *, share: bool
) -> UpdatePlan:
    """What a newer file makes of an own roadmap. With `share`, new topics with ids of others are the same topics."""
    progress(Step.UNDERSTANDING)
    kept = workspace.upstream(roadmap)
    progress(Step.COMPARING)
    old = Upstream(kept.roadmaps[0][0], kept.cards, kept.anchors, kept.version, kept.roadmaps[0][1].about)
    apart = () if share else _others(workspace, old.roadmap)
    return plan_update(old, outline, workspace.state(), similarity, new_id, apart=apart)


def _save(workspace: Workspace, plan: UpdatePlan, progress: ProgressCallback) -> list[Event]:
    progress(Step.SAVING)
    now = workspace.now()
    changes = [change._replace(at=moment(change.at, now)) for change in plan.changes]
    again = repeated(plan.imported, workspace.state(), now)
    changes += [change for change in again if not _was_recorded(workspace, change)]
    return workspace.load(snapshot_of(plan.imported), changes, plan.over)


def _was_recorded(workspace: Workspace, change: Change) -> bool:
    """Whether the journal knows already that a repeated task was done at that time."""
    return any(event.at == change.at for event in workspace.history(_MOST_EVENTS, change.subject))


def _shared_with(workspace: Workspace, plan: UpdatePlan, outline: Outline) -> tuple[SharedTopic, ...]:
    """The new topics of an update whose ids other roadmaps have."""
    roadmap = plan.imported.roadmap.id
    others = _others(workspace, workspace.upstream(roadmap).roadmaps[0][0])
    known = {pair.new.id for pair in plan.plan.pairs}
    common = in_common(outline, roadmap, others)
    return shared_topics(workspace, {id_: item for id_, item in common.items() if item.anchor not in known}, others)


def _others(workspace: Workspace, roadmap: Roadmap) -> dict[str, Name]:
    """The names of all topics that are neither in the file of `roadmap` nor in what the user made of it."""
    here = {*roadmap.tree.ids(), *workspace.roadmap(roadmap.id).tree.ids()}
    return {id_: name for id_, name in workspace.topic_names().items() if id_ not in here}
