"""Reading tasks that programs export as JSON: lists, projects and sections are groups, tasks are topics.

No program is asked for by its name: an entry with a title that says anything of being done is a task, what holds
tasks is a group, and every entry that is neither is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Mark
from tracker.formats.json.load import load
from tracker.formats.outline_builder import DEEPEST, Draft, goes_round, outline
from tracker.formats.recognise import json_kind, json_refusal
from tracker.formats.table.status import not_understood
from tracker.formats.tasks_json.task import draft_of, parents_of, state_of, title_of

FORMAT = "tasks"
_BESIDE = frozenset(
    (
        "tags", "labels", "comments", "attachments", "assignees", "links", "custom_fields", "customFields", "reminders",
        "followers", "members", "users", "memberships", "collaborators", "challenges", "categories",
    )
)  # fmt: skip
"""Lists of what is no task."""
_MOST_NAMED = 100
_HEADING = "heading"  # the type of an entry of Things that begins a group


def read(text: str) -> Outline:
    """The outline of an export. Raises `RoadmapFileError` where it is no JSON, or no task is in it."""
    data = load(text)
    tasks = _Tasks()
    if not json_kind(data):
        tasks.walk(data, tasks.root, 0)
    if not tasks.found:
        raise RoadmapFileError(json_refusal(data))
    tasks.place()
    return outline(FORMAT, tasks.root, tasks.warnings)


class _Entry(NamedTuple):
    """A draft, what it stands in, and the object that it was made of."""

    draft: Draft
    owner: Draft
    entry: Mapping[str, Any]


class _Tasks:
    """Builds drafts from the entries of a file."""

    def __init__(self) -> None:
        self.root = Draft("")
        self.found = 0  # tasks
        self.entries: list[_Entry] = []
        self.warnings: list[Warned] = []

    def walk(self, value: Any, owner: Draft, depth: int) -> None:
        """Take all entries in a value that stands below `owner`: the objects in its lists that have a title."""
        if depth > 2 * DEEPEST:  # each level of tasks is a list and an object
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep")
        if isinstance(value, dict):
            for name, below in value.items():
                if name not in _BESIDE and isinstance(below, list | dict):
                    self.walk(below, owner, depth + 1)
        elif isinstance(value, list):
            group = owner
            for entry in value:
                draft = self.entry(entry, group if isinstance(entry, dict) else owner)
                if draft and isinstance(entry, dict) and entry.get("type") == _HEADING:
                    self.entries[-1] = self.entries[-1]._replace(owner=owner)
                    group = draft
                self.walk(_whole(entry), draft or group, depth + 1)

    def entry(self, value: Any, owner: Draft) -> Draft | None:
        """The draft of one object of a list; None where it has no title, or was deleted."""
        entry = _whole(value)
        if not isinstance(entry, dict) or not title_of(entry):
            return None
        draft = draft_of(entry)
        if entry.get("deleted") is True or entry.get("is_deleted") is True:
            self.warnings.append(Warned(0, f"a deleted task was left out: {draft.title[:80]}", skipped=True))
            return None
        self.found += draft.mark is not None
        self.entries.append(_Entry(draft, owner, entry))
        return draft

    def place(self) -> None:
        """Put each draft below the task, section or list that it names, else where it stands in the file."""
        by_id: dict[tuple[str, bool], Draft] = {}
        for draft, _, _ in reversed(self.entries):
            by_id[draft.anchor, draft.mark is not None] = draft
        above: dict[int, Draft] = {}
        for draft, owner, entry in self.entries:
            homes = [*(by_id.get(parent) for parent in parents_of(entry)), owner]
            right = (home for home in homes if home is not None and not goes_round(draft, home, above))
            parent = next(right, self.root)
            above[id(draft)] = parent
            parent.children.append(draft)
        empty = [draft for draft, *_ in self.entries if not _holds_task(draft)]
        for draft in empty[:_MOST_NAMED]:
            what = "an entry that says nothing of being done was left out"
            self.warnings.append(Warned(0, f"{what}: {draft.title[:80]}", skipped=True))
        if len(empty) > _MOST_NAMED:
            self.warnings.append(Warned(0, f"{len(empty) - _MOST_NAMED:,} more such entries were left out"))
        words = (state_of(entry) for draft, _, entry in self.entries if draft.mark is Mark.TODO)
        if unknown := not_understood(words):
            self.warnings.append(Warned(0, f"these states are unknown, taken as to do: {', '.join(unknown)}"))


def _whole(value: Any) -> Any:
    """An object with what Things puts into its `attributes`."""
    inside = value.get("attributes") if isinstance(value, dict) else None
    return {**value, **inside, "attributes": None} if isinstance(inside, dict) else value


def _holds_task(draft: Draft) -> bool:
    return draft.mark is not None or any(map(_holds_task, draft.children))
