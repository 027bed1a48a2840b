"""Reading what people have from roadmap.sh: documents, graphs, content folders, lists of paths, progress.

None of its content is part of this project; the ids of its nodes are the ids of topics.
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
from tracker.formats.roadmap_sh.content import content_file, content_object, home, place
from tracker.formats.roadmap_sh.graph import graph

FORMAT = "roadmap.sh"
_PROGRESS = {"done": Mark.DONE, "learning": Mark.DOING, "skipped": Mark.SKIPPED}
_PATH = " > "
MOST_FILES = 2_000  # of one folder; the largest roadmaps have a few hundred
_MOST_NAMED = 12  # folders in a sentence
_NO_FOLDER = (
    "this folder holds neither content files nor a graph of roadmap.sh; of an ordinary folder, import one of its files"
)


def read(text: str) -> Outline:
    """The outline of one JSON file, with the progress that stands in it.

    Raises `RoadmapFileError` for any other JSON, and for progress without a roadmap: that is for `progress`.
    """
    data = load(text)
    root, warnings = _draft(data), list[Warned]()
    if root is None:
        if progress(text) is not None:
            raise RoadmapFileError(
                "this is progress from roadmap.sh and no roadmap: import it, and it goes to the roadmap with its topics"
            )
        raise RoadmapFileError("this JSON is no roadmap: it has neither nodes nor topics by id")
    if isinstance(data, dict):
        _apply(root, _marks(data))
    found = outline(FORMAT, root, warnings)
    if not found.items:
        raise RoadmapFileError("this roadmap.sh file holds no topic")
    return found


def files_of(names: Iterable[str]) -> list[str]:
    """Those of the paths inside a folder that `read_folder` reads: content files, and JSON beside or just above them.

    Raises `RoadmapFileError` for a folder of several roadmaps, of too many files, or of none.
    """
    every = sorted(names)
    contents = {name: folder for name in every if (folder := home(name)) is not None}
    homes = sorted(set(contents.values()))
    if len(homes) > 1:
        shown = ", ".join(plain(one) or "." for one in homes[:_MOST_NAMED])
        more = f" and {len(homes) - _MOST_NAMED:,} more" if len(homes) > _MOST_NAMED else ""
        raise RoadmapFileError(f"this folder holds several roadmaps; import one of them: {shown}{more}")
    beside = {homes[0], homes[0].rpartition("/")[0]} if homes else {""}
    found = [*contents, *(one for one in every if one.endswith(".json") and one.rpartition("/")[0] in beside)]
    if not found:
        raise RoadmapFileError(_NO_FOLDER)
    if len(found) > MOST_FILES:
        raise RoadmapFileError(f"this folder holds more than {MOST_FILES:,} content files; no roadmap has")
    return found


def read_folder(files: Mapping[str, str]) -> Outline:
    """The outline of a roadmap's folder: `files` are the texts by their paths inside it.

    Content files (`slug@id.md`, or the older numbered ones) carry the prose and links; a graph beside them gives the
    tree, and without one it is flat, or as the folders are. Raises `RoadmapFileError` where there is neither.
    """
    warnings: list[Warned] = []
    trees = [root for name, text in files.items() if name.endswith(".json") and (root := _tree(name, text, warnings))]
    contents = [content_file(name, text) for name, text in sorted(files.items()) if home(name) is not None]
    if not trees and not contents:
        raise RoadmapFileError(_NO_FOLDER, [one.message for one in warnings])
    root = max(trees, key=_size, default=Draft(""))
    place(root, contents, flat=not trees)
    return outline(FORMAT, root, warnings)


def _tree(name: str, text: str, warnings: list[Warned]) -> Draft | None:
    """The drafts of one JSON file of a folder; none for what is no roadmap, as there may be such files too."""
    try:
        return _draft(load(text))
    except RoadmapFileError as error:
        warnings.append(Warned(0, f"{name} was left out: {error}"))
        return None


def progress(text: str) -> dict[str, Mark] | None:
    """The marks by node id, where `text` is the progress that roadmap.sh's page loads and no roadmap; else none."""
    data = load(text)
    if not isinstance(data, dict) or any(key in data for key, *_ in _SHAPES):
        return None
    return _marks(data) if any(isinstance(data.get(key), list) for key in _PROGRESS) else None


def _draft(data: Any) -> Draft | None:
    """The drafts of whatever shape `data` has, or none."""
    if isinstance(data, list):
        return _paths(data)
    if not isinstance(data, dict):
        return None
    for key, kind, reading in _SHAPES:
        if isinstance(data.get(key), kind):
            return reading(data)
    return _contents(data)


def _contents(data: Mapping[str, Any]) -> Draft | None:
    """An object of contents by the ids of their topics."""
    contents = [found for id_, value in data.items() if (found := content_object(str(id_), value))]
    if not contents or len(contents) < len(data):
        return None
    root = Draft("")
    place(root, contents, flat=True)
    return root


def _paths(data: list[Any]) -> Draft | None:
    """A list of `{id, text: "A > B > C"}`: the official tree, where it was saved."""
    root = Draft("")
    known: dict[tuple[str, ...], Draft] = {(): root}
    for entry in data:
        id_ = (entry.get("nodeId") or entry.get("id")) if isinstance(entry, dict) else None
        text = entry.get("text") if isinstance(entry, dict) else None
        if not isinstance(id_, str) or not isinstance(text, str):
            return None
        path = tuple(part.strip() for part in text.split(_PATH, DEEPEST + 1))
        for depth in range(1, len(path) + 1):
            if path[:depth] not in known:
                known[path[:depth]] = Draft(path[depth - 1])
                known[path[: depth - 1]].children.append(known[path[:depth]])
        draft = known[path]
        draft.mark, draft.anchor = Mark.TODO, draft.anchor or id_
    return root if root.children else None


def _completed(data: Mapping[str, Any]) -> Draft | None:
    """A home-made list of what is done, `{id, label, file}`, in groups by file."""
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
    """The marks of a progress object; where an id stands in two lists, done wins over learning over skipped."""
    found: dict[str, Mark] = {}
    for key, mark in reversed(_PROGRESS.items()):
        ids = data.get(key)
        if isinstance(ids, list):
            found.update((id_, mark) for id_ in ids if id_ and isinstance(id_, str))
    return found


def _apply(draft: Draft, marks: Mapping[str, Mark]) -> None:
    stack = [draft]
    while stack:
        here = stack.pop()
        if here.mark is not None and here.anchor in marks:
            here.mark = marks[here.anchor]
        stack.extend(here.children)


def _size(draft: Draft) -> int:
    count, stack = 0, [draft]
    while stack:
        here = stack.pop()
        count += 1
        stack.extend(here.children)
    return count
