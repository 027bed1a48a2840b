"""Reading todo.txt: one task a line, `x` before what is done, `+project` and `@context` among the words."""

from __future__ import annotations

import re

from tracker.core.importing.outline import Outline
from tracker.core.importing.task_fields import without_fields
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND, bare_addresses
from tracker.formats.outline_builder import Draft, outline

FORMAT = "todo.txt"
_DATE = r"\d{4}-\d\d-\d\d"
_TASK = re.compile(
    rf"(?P<done>x )?(?:\((?P<priority>[A-Z])\) )?(?:(?P<first>{_DATE}) )?(?:(?P<second>{_DATE}) )?(?P<text>.*)"
)
_PROJECT = re.compile(r"(?<!\S)\+(\S+)")
_PAIR = re.compile(r"(?<!\S)[A-Za-z][\w-]*:[^\s:/]\S*")
_SIGNED = re.compile(rf"^(?:x {_DATE} |\([A-Z]\) \S)|^\S.*(?<!\S)(?:[+@]\w\S*|due:{_DATE})", re.MULTILINE)
_OTHER = re.compile(r"^(?:[-*+#>|] |\d+[.)] |\s+\S|```)", re.MULTILINE)


def is_todo_txt(text: str) -> bool:
    """True where half of the lines have signs of todo.txt, and none is a list or a heading."""
    lines = sum(bool(line.strip()) for line in text.split("\n"))
    return not _OTHER.search(text) and len(_SIGNED.findall(text)) * 2 >= lines > 0


def read(text: str) -> Outline:
    """The outline of the tasks; the first project of each is its group."""
    root = Draft("")
    groups: dict[str, Draft] = {"": root}
    for number, line in enumerate(text.splitlines(), 1):
        match = _TASK.fullmatch(line.strip())
        if not match or not match["text"].strip():
            continue
        words = match["text"]
        projects = _PROJECT.findall(words)
        pairs = _PAIR.findall(words)
        text = without_fields(_PAIR.sub(" ", words))
        title = " ".join(_PROJECT.sub(" ", text).split()) or text
        draft = Draft(title, number, Mark.DONE if match["done"] else Mark.TODO)
        draft.anchor = next((pair.partition(":")[2] for pair in pairs if pair.startswith(("id:", "uuid:"))), "")
        draft.done_at = match["first"] or "" if match["done"] else ""
        draft.notes = [" ".join(pairs)] if pairs else []
        draft.links = [Link(KIND, url, url) for url in bare_addresses(words)]
        project = projects[0] if projects else ""
        if project not in groups:
            groups[project] = Draft(project, number)
            root.children.append(groups[project])
        groups[project].children.append(draft)
    return outline(FORMAT, root, [])
