"""One task of an export in JSON: its title, what it says of being done, and to what it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND
from tracker.formats.outline_builder import Draft
from tracker.formats.table.dates import Dates
from tracker.formats.table.status import status

# As Asana, GitHub, Google Tasks, Habitica, Microsoft To Do, Super Productivity, Things, Todoist and Vikunja call them.
_TITLES = ("title", "name", "content", "text", "summary", "subject", "displayName")
_IDS = ("id", "gid", "uuid", "taskId", "number")
_FLAGS = ("completed", "done", "checked", "isCompleted", "is_completed", "isChecked", "isDone", "complete")
_DAYS = (
    "completed_at", "completedAt", "completed", "completion-date", "completionDate", "dateCompleted", "doneOn",
    "done_at", "completedDateTime", "closedAt", "closed_at",
)  # fmt: skip
_SKIPPED = ("canceled", "cancelled")
_STATES = ("status", "state")
_NOTES = ("notes", "note", "description", "desc", "body")
_LINKS = ("url", "permalink_url", "html_url", "webUrl", "link")
_PARENTS = ("parent", "parent_id", "parentId", "parentTaskId")
_GROUPS = ("section_id", "sectionId", "list_id", "listId", "project_id", "projectId")
_ANY_DATES = Dates(())


def title_of(entry: Mapping[str, Any]) -> str:
    """The title of an entry; empty where it has none."""
    return next((value for key in _TITLES if isinstance(value := entry.get(key), str) and value.strip()), "")


def id_of(entry: Mapping[str, Any]) -> str:
    """The id of an entry; empty where it has none."""
    return next((text for key in _IDS if (text := _text(entry.get(key)))), "")


def parents_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The ids of what an entry stands below, the nearest first, and whether it is a task and no group."""
    for keys, is_task in ((_PARENTS, True), (_GROUPS, False), (_PARENTS, False)):
        for key in keys:
            value = entry.get(key)
            if text := id_of(value) if isinstance(value, dict) else _text(value):
                yield text, is_task


def draft_of(entry: Mapping[str, Any]) -> Draft:
    """The draft of an entry: a topic where it says anything of being done, else a group."""
    draft = Draft(title_of(entry), mark=_mark(entry), anchor=id_of(entry))
    if draft.mark is Mark.DONE:
        draft.done_at = next((day for key in _DAYS if (day := _ANY_DATES.read(_day(entry.get(key))))), "")
    for key in _NOTES:
        value = entry.get(key)
        text = value.get("content") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip() and text != draft.title:
            draft.notes += text.split("\n")
    draft.links = [Link(KIND, draft.title, entry[key]) for key in _LINKS if isinstance(entry.get(key), str)]
    return draft


def state_of(entry: Mapping[str, Any]) -> str:
    """The word with which an entry says how far it is; empty where it has none."""
    return next((value for key in _STATES if isinstance(value := entry.get(key), str)), "")


def _mark(entry: Mapping[str, Any]) -> Mark | None:
    if any(entry.get(key) is True for key in _FLAGS) or any(_ANY_DATES.read(_day(entry.get(key))) for key in _DAYS):
        return Mark.DONE
    if any(entry.get(key) is True for key in _SKIPPED):
        return Mark.SKIPPED
    if word := state_of(entry):
        return status(word) or Mark.TODO
    return Mark.TODO if any(key in entry for key in (*_FLAGS, *_DAYS)) else None


def _day(value: Any) -> str:
    if isinstance(value, dict):  # Microsoft: {"dateTime": …, "timeZone": "UTC"}
        moment, zone = value.get("dateTime"), value.get("timeZone")
        return f"{moment}Z" if isinstance(moment, str) and zone == "UTC" and not moment.endswith("Z") else _text(moment)
    return "" if isinstance(value, bool) else _text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) and value is not True else ""
