"""The format version in our own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.numbers import is_whole

_MOST_SHOWN = 10**9


def check_version(data: Mapping[str, Any], what: str, newest: int) -> None:
    """Raise `RoadmapFileError` where this program cannot read the version of `data`; `what` names the kind of file."""
    version = data.get("version")
    if is_whole(version, 1, newest):
        return
    described = f"version {version}" if is_whole(version, 0, _MOST_SHOWN) else "a version that is none"
    raise RoadmapFileError(f"this {what} has {described}; this program reads up to {newest}")
