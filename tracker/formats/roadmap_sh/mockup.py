"""The mockups that roadmap.sh had before its graphs: boxes whose names say where they stand in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from tracker.core.errors import RoadmapFileError
from tracker.core.roadmap.model import Mark
from tracker.formats.outline_builder import DEEPEST, Draft

_NAME = re.compile(r"(\d{1,6})-(\S.*)")
_GROUP = "__group__"


def mockup(data: Mapping[str, Any]) -> Draft:
    """The drafts of a mockup: every box named `100-parent:child` is a topic below the one named `parent`.

    Raises `RoadmapFileError` for names that say more levels than a roadmap has.
    """
    found: list[tuple[int, tuple[str, ...], Draft]] = []
    seen: set[tuple[str, ...]] = set()
    for control in _controls(data):
        name = _property(control, "controlName")
        named = _NAME.fullmatch(name) if control.get("typeID") == _GROUP else None
        if named:
            path = tuple(named[2].split(":"))
            if len(path) > DEEPEST:
                raise RoadmapFileError(f"this mockup nests more than {DEEPEST} levels deep")
            if path not in seen:
                seen.add(path)
                title = _text(control) or path[-1].replace("-", " ").capitalize()
                found.append((int(named[1]), path, Draft(title, mark=Mark.TODO, anchor=named[2])))
    root = Draft("")
    placed: dict[tuple[str, ...], Draft] = {(): root}
    for _, path, draft in sorted(found, key=lambda box: (len(box[1]), box[0])):
        parent = next(path[:depth] for depth in range(len(path) - 1, -1, -1) if path[:depth] in placed)
        placed[parent].children.append(draft)
        placed[path] = draft
    return root


def _controls(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every control of a mockup or of a group in it."""
    stack: list[Any] = [data.get("controls")]
    while stack:
        here = stack.pop()
        controls = here.get("control") if isinstance(here, dict) else None
        for control in controls if isinstance(controls, list) else ():
            if isinstance(control, dict):
                yield control
                children = control.get("children")
                stack.append(children.get("controls") if isinstance(children, dict) else None)


def _text(group: Mapping[str, Any]) -> str:
    """The text of the first label inside a group."""
    children = group.get("children")
    inner = _controls(children) if isinstance(children, dict) else iter(())
    text = next((text for control in inner if (text := _property(control, "text"))), "")
    return unquote(text) if "%" in text and " " not in text else text


def _property(control: Mapping[str, Any], key: str) -> str:
    properties = control.get("properties")
    value = properties.get(key) if isinstance(properties, dict) else None
    return value if isinstance(value, str) else ""
