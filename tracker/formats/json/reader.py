"""Reading our own JSON export of a roadmap: its tree, marks, notes and links."""

from __future__ import annotations

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.formats.exported_roadmap import read_table
from tracker.formats.json.load import load
from tracker.formats.json.writer import FORMAT

NAME = "json"


def read(text: str) -> Outline:
    """The outline of an export. Raises `RoadmapFileError` for other JSON and for an export of a newer version."""
    data = load(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RoadmapFileError(f'this JSON is not an export of tracker: it has no "format": "{FORMAT}"')
    return read_table(NAME, data)
