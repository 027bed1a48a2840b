"""Reading what people have from roadmap.sh: documents, graphs, content folders, lists of paths, progress.

None of its content is part of this project. The ids of its nodes become the ids of topics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain
from tracker.formats.json.load import load
from tracker.formats.outline_builder import DEEPEST, Draft, outline
from tracker.formats.recognise import json_kind, json_refusal
from tracker.formats.roadmap_sh.content import content_file, content_object, home, place
from tracker.formats.roadmap_sh.graph import graph

FORMAT = "roadmap.sh"
_PROGRESS = {"done": Mark.DONE, "learning": Mark.DOING, "skipped": Mark.SKIPPED}
_PATH = " > "
MOST_FILES = 2_000  # of one folder; the largest roadmaps have a few hundred
_MOST_NAMED = 12  # folders in a message
_NO_FOLDER = (
    "this folder holds neither content files nor a graph of roadmap.sh; of an ordinary folder, import one of its files"
)


def read(text: str) -> Outline:
    """The outline of one JSON file, with the progress in it.

    Raises `RoadmapFileError` for other JSON, and for progress without a roadmap: `progress` reads that.
    """
    data = load(text)
    root, warnings = _draft(data), list[Warned]()
    if root is None:
        if progress(text) is not None:
            raise RoadmapFileError(
                "this is progress from roadmap.sh, not a roadmap: import it, and its marks go to the imported roadmap"
            )
        raise RoadmapFileError(json_refusal(data))
    if isinstance(data, dict):
        _apply(root, _marks(data))
    imported = outline(FORMAT, root, warnings)
    if not imported.items:
        raise RoadmapFileError(json_refusal(data) if json_kind(data) else "this roadmap.sh file holds no topic")
    return imported


def files_of(names: Iterable[str]) -> list[str]:
    """The files that `read_folder` reads, of all paths in a folder: content files, and JSON beside or just above them.

    Raises `RoadmapFileError` where the folder holds several roadmaps, too many files, or no file to read.
    """
    every = sorted(names)
    contents = {name: folder for name in every if (folder := home(name)) is not None}
    homes = sorted(set(contents.values()))
    if len(homes) > 1:
        shown = ", ".join(plain(folder) or "." for folder in homes[:_MOST_NAMED])
        more = f" and {len(homes) - _MOST_NAMED:,} more" if len(homes) > _MOST_NAMED else ""
        raise RoadmapFileError(f"this folder holds several roadmaps; import one of them: {shown}{more}")
    beside = {homes[0], homes[0].rpartition("/")[0]} if homes else {""}
    chosen = [*contents, *(name for name in every if name.endswith(".json") and name.rpartition("/")[0] in beside)]
    if not chosen:
        raise RoadmapFileError(_NO_FOLDER)
    if len(chosen) > MOST_FILES:
        raise RoadmapFileError(f"this folder holds more than {MOST_FILES:,} content files; no roadmap has")
    return chosen


def read_folder(files: Mapping[str, str]) -> Outline:
    """The outline of a roadmap's folder: `files` are the texts by their paths in it.

    Content files (`slug@id.md`, or the older numbered ones) carry the prose and links; a graph beside them gives the
    tree, and without one it is flat, or as the folders are. Raises `RoadmapFileError` where there is neither.
    """
    warnings: list[Warned] = []
    trees = [root for name, text in files.items() if name.endswith(".json") and (root := _tree(name, text, warnings))]
    contents = [content_file(name, text) for name, text in sorted(files.items()) if home(name) is not None]
    if not trees and not contents:
        raise RoadmapFileError(_NO_FOLDER, [warning.message for warning in warnings])
    root = max(trees, key=_size, default=Draft(""))
    place(root, contents, flat=not trees)
    return outline(FORMAT, root, warnings)


def _tree(name: str, text: str, warnings: list[Warned]) -> Draft | None:
    """The drafts of one JSON file of a folder; None where it is no roadmap, since a folder may hold other JSON too."""
    try:
        return _draft(load(text))
    except RoadmapFileError as error:
        warnings.append(Warned(0, f"{name} was left out: {error}"))
        return None


def progress(text: str) -> dict[str, Mark] | None:
    """The marks by node id, where `text` is progress from roadmap.sh and no roadmap; else None."""
    data = load(text)
    if not isinstance(data, dict) or any(key in data for key, *_ in _SHAPES):
        return None
    return _marks(data) if any(isinstance(data.get(key), list) for key in _PROGRESS) else None


def _draft(data: Any) -> Draft | None:
    """The drafts of `data`, whichever known shape it has; None where it has none of them."""
    if isinstance(data, list):
        return _paths(data)
    if not isinstance(data, dict):
        return None
    for key, kind, read_shape in _SHAPES:
        if isinstance(data.get(key), kind):
            return read_shape(data)
    return _contents(data)


def _contents(data: Mapping[str, Any]) -> Draft | None:
    """The drafts of an object that has contents by the ids of their topics."""
    contents = [content for id_, value in data.items() if (content := content_object(str(id_), value))]
    if not contents or len(contents) < len(data):
        return None
    root = Draft("")
    place(root, contents, flat=True)
    return root


def _paths(data: list[Any]) -> Draft | None:
    """The drafts of a list of `{id, text: "A > B > C"}`, the form in which roadmap.sh serves its tree."""
    root = Draft("")
    known: dict[tuple[str, ...], Draft] = {(): root}
    for entry in data:
        id_ = (entry.get("nodeId") or entry.get("id")) if isinstance(entry, dict) else None
        text = entry.get("text") if isinstance(entry, dict) else None
        if not isinstance(id_, str) or not isinstance(text, str):
            return None
        path = tuple(title.strip() for title in text.split(_PATH, DEEPEST + 1))
        for depth in range(1, len(path) + 1):
            if path[:depth] not in known:
                known[path[:depth]] = Draft(path[depth - 1])
                known[path[: depth - 1]].children.append(known[path[:depth]])
        draft = known[path]
        draft.mark, draft.anchor = Mark.TODO, draft.anchor or id_
    return root if root.children else None


def _completed(data: Mapping[str, Any]) -> Draft | None:
    """The drafts of a list of what is done, `{id, label, file}`, as scripts save it; grouped by file."""
    root = Draft("")
    files: dict[str, Draft] = {"": root}
    for entry in data["completed"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("label"), str):
            return None
        file = entry.get("file")
        name = file if isinstance(file, str) else ""
        if name not in files:
            files[name] = Draft(name.rpartition("/")[2].removesuffix(".json"))
            root.children.append(files[name])
        id_ = entry.get("id")
        files[name].children.append(Draft(entry["label"], mark=Mark.DONE, anchor=id_ if isinstance(id_, str) else ""))
    return root if root.children else None


_SHAPES: tuple[tuple[str, type, Callable[[Mapping[str, Any]], Draft | None]], ...] = (
    ("nodes", list, graph),
    ("completed", list, _completed),
)


def _marks(data: Mapping[str, Any]) -> dict[str, Mark]:
    """The marks of a progress object. Where an id stands in two lists, done wins, then learning, then skipped."""
    marks: dict[str, Mark] = {}
    for key, mark in reversed(_PROGRESS.items()):
        ids = data.get(key)
        if isinstance(ids, list):
            marks.update((id_, mark) for id_ in ids if id_ and isinstance(id_, str))
    return marks


def _apply(draft: Draft, marks: Mapping[str, Mark]) -> None:
    stack = [draft]
    while stack:
        topic = stack.pop()
        if topic.mark is not None and topic.anchor in marks:
            topic.mark = marks[topic.anchor]
        stack.extend(topic.children)


def _size(draft: Draft) -> int:
    count, stack = 0, [draft]
    while stack:
        node = stack.pop()
        count += 1
        stack.extend(node.children)
    return count
