"""The version that every file of our own says it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.numbers import is_whole

_MOST_SHOWN = 10**9


def check_version(data: Mapping[str, Any], what: str, newest: int) -> None:
    """Raise `RoadmapFileError` where `data` has no version that can be read; `what` is the kind of file, in words."""
    version = data.get("version")
    if is_whole(version, 1, newest):
        return
    said = f"version {version}" if is_whole(version, 0, _MOST_SHOWN) else "a version that is none"
    raise RoadmapFileError(f"this {what} has {said}; this program reads up to {newest}")
