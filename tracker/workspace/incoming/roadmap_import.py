"""Somebody else's file as a new roadmap of the user's own: read, shown, and saved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple, Self

from tracker.core.errors import UsageError
from tracker.core.ids import is_roadmap
from tracker.core.importing.build import ImportedRoadmap, build_roadmap, ids_for, in_common, roadmap_id
from tracker.core.importing.outline import Outline
from tracker.core.importing.preview import Counts, count, tree
from tracker.core.importing.stages import ProgressCallback, Step, no_progress
from tracker.core.journal.commands import farthest
from tracker.core.journal.events import Change, Event, Field, State
from tracker.core.overlay.records import OverlayRecord, checked_title, encode
from tracker.core.progress.measure import measure
from tracker.core.roadmap.model import Kind, Mark, Profile
from tracker.core.text import plain, plural
from tracker.store.sqlite.snapshots import Snapshot
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace.clock import moment, new_id
from tracker.workspace.incoming.incoming import Saved
from tracker.workspace.incoming.outline_import import (
    OutlineImport,
    SharedTopic,
    is_unread,
    read_outline,
    shared_topics,
    sheet_object,
    unread_sentence,
)
from tracker.workspace.incoming.questions import Answers
from tracker.workspace.incoming.source import Source
from tracker.workspace.link_proposals import propose
from tracker.workspace.workspace import Workspace

_MOST_PROPOSALS = 10


class RoadmapImportPlan(NamedTuple):
    """What will be saved. `proposals` are obvious links: a topic of it, and what it could be linked to.

    `given_title` is the title that the user gives it, in place of the file's; it is an overlay, and updates keep it.
    `same_title` are roadmaps of the user's own that are called the same; an update may be what was meant. `shared` are
    topics whose ids the file has in common with what is here.
    """

    imported: ImportedRoadmap
    counts: Counts
    proposals: tuple[tuple[str, str], ...]
    same_title: tuple[str, ...]
    shared: tuple[SharedTopic, ...]
    given_title: str = ""

    @property
    def title(self) -> str:
        """What the roadmap will be called."""
        return self.given_title or self.imported.roadmap.title

    @property
    def id(self) -> str:
        """The id that the roadmap will have."""
        return self.imported.roadmap.id


class RoadmapImport(OutlineImport):
    """A new roadmap that waits to be saved. There is no `plan` before a way of reading is picked."""

    def __init__(self, source: Source, answers: Answers, outline: Outline, plan: RoadmapImportPlan | None) -> None:
        shared = plan.shared if plan else ()
        super().__init__(source, answers, outline, shared, ask_to_share="Share these ticks and notes?")
        self._plan, self.agreement = plan, f"Save this as {plan.id}?" if plan else ""

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, progress: ProgressCallback = no_progress
    ) -> Self:
        """Every source is taken for a roadmap. Raises as `read_outline` and `plan_import`."""
        outline = read_outline(source, answers, progress)
        plan = None if is_unread(outline) else plan_import(workspace, outline, source.called, answers, progress)
        return cls(source, answers, outline, plan)

    def summary(self, style: Style) -> Summary:
        """The title, the counts, the tree, and what a user should look at first."""
        if self._plan is None:
            return Summary()
        plan, counts, outline = self._plan, self._plan.counts, self._outline
        numbers = [plural(counts.topics, "topic"), f"{counts.done:,} done"]
        numbers += [
            f"{number:,} {what}" for number, what in ((counts.doing, "doing"), (counts.skipped, "skipped")) if number
        ]
        numbers += [plural(counts.groups, "group"), f"{plural(counts.max_depth, 'level')} deep", outline.format]
        remarks = []
        if plan.proposals:
            many, way = plural(len(plan.proposals), "topic"), style.way("link", plan.id)
            remarks.append(f"{many} may be what the library has (same title): {way} lists them, once it is saved")
        if counts.guessed:
            remarks.append(f"the place of {plural(counts.guessed, 'item')} in the tree is a guess")
        advice = "there is a roadmap of this title already; to update that one instead: "
        return Summary(
            plan.title,
            is_title=True,
            counts=tuple(numbers),
            remarks=tuple(remarks),
            advice=tuple(f"{advice}{style.way('update', id_)}" for id_ in plan.same_title),
            outline=tuple(_tree_lines(outline, style)),
            sections=tuple(self._warnings()),
        )

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """The same as a JSON object. The ids of topics that are not saved yet are not final."""
        if self._plan is None:
            return {**self._unread_object(), "saved": saved}
        plan = self._plan
        titles = {topic.id: topic.title for topic in plan.imported.roadmap.tree.topics()}
        return {
            "format": self._outline.format,
            "roadmap": plan.id,
            "title": plan.title,
            **plan.counts._asdict(),
            "warnings": self._warnings_object(),
            "proposed_links": [
                {"topic": topic, "title": titles[topic], "to": target} for topic, target in plan.proposals
            ],
            "same_title": list(plan.same_title),
            "shared": len(plan.shared),
            "share": bool(self._answers.get("share")),
            "shared_topics": self._shared_object(),
            **sheet_object(self._outline.sheet),
            "modes": [],
            "saved": saved,
        }

    def save(self, workspace: Workspace, progress: ProgressCallback = no_progress) -> Saved:
        """Keep the roadmap with its marks and notes.

        Raises `OutdatedError` where another program has saved one of that id since it was opened, and `UsageError`
        where a way of reading has to be picked first.
        """
        plan = self._plan
        if plan is None:
            raise UsageError(unread_sentence(self._outline))
        events = save_roadmap(workspace, plan, progress)
        commands = f"saved as {plan.id}; tracker show {plan.id} shows it, tracker undo takes it back"
        return Saved(plan.id, f"{plain(plan.title)} is one of your own now", commands, events, _link_commands(plan))


def plan_import(
    workspace: Workspace, outline: Outline, called: str, answers: Answers, progress: ProgressCallback = no_progress
) -> RoadmapImportPlan:
    """What becomes of `outline`; it is `called` so for want of a title in it.

    Of the answers, `title` is what the user calls it and `id` the id that it is to have. With `share`, topics whose ids
    are here already are the same topics; else they come in with ids of their own, so that no file ticks what it does
    not bring. Raises `UsageError` for an id that cannot be had.
    """
    given_title = checked_title(answers["title"]) if answers.get("title") else ""
    own_title = outline.title or called or "Imported"
    taken, id_ = workspace.taken_ids(), answers.get("id", "")
    if id_ and not (id_.isascii() and is_roadmap(id_)):
        raise UsageError(f'"{id_}" is no id: an id has up to 64 lower case letters, digits and hyphens')
    own = {other: name for other, (kind, name) in workspace.roadmap_names().items() if kind is Kind.OWN}
    if id_ in own:
        raise UsageError(f'there is a roadmap "{id_}" already; to update it: tracker update {id_} FILE')
    if id_ in taken:
        raise UsageError(f'"{id_}" is the id of another roadmap, or of one that you removed; choose another id')
    id_ = id_ or roadmap_id(given_title or own_title, taken)
    progress(Step.UNDERSTANDING)
    names = workspace.topic_names()
    ids = ids_for(outline, id_, new_id, taken=names, apart=() if answers.get("share") else names)
    imported = build_roadmap(outline, id_, own_title, ids)
    progress(Step.COMPARING)
    proposals = propose(workspace, imported.roadmap, imported.anchors)
    same_title = [other for other, name in own.items() if (given_title or own_title) in (name.title, *name.others)]
    shared = shared_topics(workspace, in_common(outline, id_, names), names)
    return RoadmapImportPlan(imported, count(outline), tuple(proposals), tuple(same_title), shared, given_title)


def save_roadmap(workspace: Workspace, plan: RoadmapImportPlan, progress: ProgressCallback) -> list[Event]:
    """Keep the roadmap of `plan` with its marks and notes, in one transaction. Raises `OutdatedError`."""
    progress(Step.SAVING)
    changes = list(_changes(workspace, plan.imported))
    if plan.given_title:
        changes.append(Change(Field.OVERLAY, plan.id, encode(OverlayRecord(title=plan.given_title))))
    return workspace.load(snapshot_of(plan.imported), changes, "")


def snapshot_of(imported: ImportedRoadmap) -> Snapshot:
    """An own roadmap as a snapshot of its own source. The version is a hash of all that is in it."""
    roadmap = imported.roadmap
    head, tree = roadmap[:4], roadmap.tree
    content = (*head, tree.nodes, tree.ends, imported.about, imported.cards, imported.anchors)
    version = sha256(json.dumps(content, check_circular=False).encode()).hexdigest()[:16]
    return Snapshot(roadmap.id, version, [(roadmap, Profile(imported.about))], imported.cards, imported.anchors)


def _changes(workspace: Workspace, imported: ImportedRoadmap) -> Iterator[Change]:
    """What the file says of marks, notes and choices, where it takes nothing away from what is there."""
    state = workspace.state()
    yield from _mark_changes(imported, state, workspace.now())
    for id_, note in imported.notes.items():
        if id_ not in state.notes:
            yield Change(Field.NOTE, id_, note)
    if imported.chosen:
        measured = measure(imported.roadmap, imported.marks, {}).chosen
        tree = imported.roadmap.tree
        for key, option in imported.chosen.items():
            group = tree.groups.get(key)
            if group is not None and group in measured and tree.nodes[measured[group].option].id != option:
                yield Change(Field.CHOICE, key, option)


def _mark_changes(imported: ImportedRoadmap, state: State, now: str) -> Iterator[Change]:
    """Marks that the file has: they add to what the user has, at the time that the file gives."""
    for topic, mark in imported.marks.items():
        target = state.links.get(topic, topic)
        both = farthest((state.marks.get(target), mark))
        if both is not None and both is not state.marks.get(target) and "/" in target:
            yield Change(Field.MARK, target, both.value, moment(imported.times.get(topic, ""), now))
    yield from repeated(imported, state, now)


def repeated(imported: ImportedRoadmap, state: State, now: str) -> Iterator[Change]:
    """That a task was done once, and is open again: a repeated one, which the file has with a day and not as done."""
    for topic, time in imported.times.items():
        day = moment(time, now)
        if day and topic not in imported.marks and topic not in state.marks and topic not in state.links:
            yield Change(Field.MARK, topic, Mark.DONE.value, day)
            yield Change(Field.MARK, topic, None, day)


def _tree_lines(outline: Outline, style: Style) -> Iterator[str]:
    lines, more = tree(outline, style.outline_lines)
    for depth, item, below in lines:
        sign = f"{style.mark(item.mark)} " if item.mark else ""
        inside = f"  {plural(below, 'topic')} below" if below else ""
        yield f"{'  ' * (depth - 1)}{sign}{item.title}{'  (guessed)' if item.guessed else ''}{inside}"
    if more:
        yield f"and {more:,} more"


def _link_commands(plan: RoadmapImportPlan) -> Section | None:
    """The commands that make the obvious links."""
    if not plan.proposals:
        return None
    titles = {topic.id: topic.title for topic in plan.imported.roadmap.tree.topics()}
    lines = [f"tracker link {topic} {target}  {titles[topic]}" for topic, target in plan.proposals[:_MOST_PROPOSALS]]
    if len(plan.proposals) > _MOST_PROPOSALS:
        lines.append(f"and {len(plan.proposals) - _MOST_PROPOSALS:,} more (tracker link {plan.id} lists all)")
    many = plural(len(plan.proposals), "topic")
    return Section(f"{many} here may be what the library has; if so, let them share a tick:", tuple(lines))
