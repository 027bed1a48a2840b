"""Progress that people save for themselves as JSON, in whatever form: ids of topics, and what is said of each.

`{"completed": [{"id": …}]}`, `{"done": ["…"]}`, `{"…": true}`, `[{"id": "…", "status": "in progress"}]` and what is
like them. Whether the ids are those of topics, only who knows the topics can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.core.roadmap.model import Mark
from tracker.formats.json.load import load
from tracker.formats.table.status import status

_IDS = ("id", "nodeId", "node_id", "topicId", "topic_id", "topic", "uuid", "key")
_STATES = ("status", "state", "mark", "progress", "done", "completed", "complete", "checked", "isDone", "isCompleted")
_DEEPEST = 12
_NOT_PROGRESS = frozenset(("nodes", "mockup", "format"))  # a roadmap, or an export of ours


def home_progress(text: str) -> dict[str, Mark]:
    """The marks by the ids in `text`, without those that are to do. Raises `RoadmapFileError` for broken JSON."""
    data = load(text)
    marks: dict[str, Mark] = {}
    if not isinstance(data, dict) or not _NOT_PROGRESS & data.keys():
        _collect(data, Mark.DONE if _is_list_of_ids(data) else None, marks, 0)
    return {id_: mark for id_, mark in marks.items() if mark is not Mark.TODO}


def _is_list_of_ids(data: Any) -> bool:
    return isinstance(data, list) and all(isinstance(item, str) for item in data)


def _collect(value: Any, meaning: Mark | None, marks: dict[str, Mark], depth: int) -> None:
    """Add what `value` says; `meaning` is what the key says under which it stands."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str) and meaning:
                marks[item] = meaning
            elif isinstance(item, dict | list):
                _collect(item, meaning, marks, depth + 1)
    elif isinstance(value, dict):
        _object(value, meaning, marks, depth)


def _object(value: Mapping[str, Any], meaning: Mark | None, marks: dict[str, Mark], depth: int) -> None:
    id_ = next((value[key] for key in _IDS if isinstance(value.get(key), str)), "")
    mark = _state(value) or meaning
    if id_ and mark:
        marks[id_] = mark
    for key, below in value.items():
        if isinstance(below, dict) and not id_ and (said := _state(below)):
            marks[key] = said
        if isinstance(below, dict | list):
            _collect(below, status(key) or meaning, marks, depth + 1)
        elif not id_ and key not in _STATES and (said := _mark(below)):
            marks[key] = said


def _state(value: Mapping[str, Any]) -> Mark | None:
    return next((mark for key in _STATES if (mark := _mark(value.get(key)))), None)


def _mark(value: Any) -> Mark | None:
    if isinstance(value, bool):
        return Mark.DONE if value else Mark.TODO
    return status(value) if isinstance(value, str) else None
