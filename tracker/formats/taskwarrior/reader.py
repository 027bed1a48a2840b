"""Reading what `task export` of Taskwarrior writes: projects are groups, tasks topics."""

from __future__ import annotations

import re
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Mark
from tracker.formats.json.load import load
from tracker.formats.outline_builder import DEEPEST, Draft, outline

FORMAT = "taskwarrior"
_MARKS = {"completed": Mark.DONE, "pending": Mark.TODO, "waiting": Mark.TODO, "recurring": Mark.TODO}
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def read(text: str) -> Outline:
    """The outline of exported tasks. Deleted tasks are left out and listed; a started one is doing.

    Raises `RoadmapFileError` where it holds no tasks.
    """
    data = load(text if text.lstrip().startswith("[") else _as_list(text))
    if not is_tasks(data):
        raise RoadmapFileError("this JSON is no export of Taskwarrior: it is no list of tasks")
    root, warnings = Draft(""), list[Warned]()
    groups: dict[tuple[str, ...], Draft] = {(): root}
    for task in data:
        state = str(task.get("status", ""))
        draft = Draft(str(task["description"]), mark=_MARKS.get(state, Mark.TODO), anchor=_text(task, "uuid"))
        if state == "deleted":
            warnings.append(Warned(0, f"a deleted task was left out: {draft.title[:80]}", skipped=True))
            continue
        if draft.mark is Mark.TODO and _text(task, "start"):
            draft.mark = Mark.DOING
        if draft.mark is Mark.DONE and (match := _TIME.fullmatch(_text(task, "end"))):
            draft.done_at = "{}-{}-{}T{}:{}:{}+00:00".format(*match.groups())
        notes = task.get("annotations")
        draft.notes = [_text(note, "description") for note in notes or () if isinstance(note, dict)]
        path: tuple[str, ...] = ()
        for name in _text(task, "project").split(".")[: DEEPEST - 1]:
            if name:
                parent, path = groups[path], (*path, name)
                if path not in groups:
                    groups[path] = Draft(name)
                    parent.children.append(groups[path])
        groups[path].children.append(draft)
    return outline(FORMAT, root, warnings)


def _as_list(text: str) -> str:
    """The list of tasks that older versions write without brackets, one in a line, with or without commas."""
    lines = (line.strip().rstrip(",") for line in text.split("\n"))
    return f"[{','.join(line for line in lines if line)}]"


def is_tasks(data: Any) -> bool:
    """True for a list of tasks."""
    return (
        isinstance(data, list)
        and bool(data)
        and all(isinstance(task, dict) and {"description", "status", "entry"} <= task.keys() for task in data)
    )


def _text(task: dict[str, Any], key: str) -> str:
    value = task.get(key)
    return value if isinstance(value, str) else ""
