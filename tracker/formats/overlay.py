"""An overlay as one JSON file, one record a line; the page `files` of the manual documents it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.ids import is_name
from tracker.core.importing.outline import Warned
from tracker.core.numbers import is_whole
from tracker.core.overlay.records import MOST_HOURS, MOST_ORDER, Overlay, OverlayRecord, misplaced
from tracker.core.roadmap.model import Level
from tracker.core.text import plain
from tracker.formats.address import Addresses
from tracker.formats.exported_roadmap import link_of, number_of, one_of, text_at
from tracker.formats.json.load import load
from tracker.formats.outline_builder import LONGEST_TITLE
from tracker.formats.version import check_version

FORMAT = "tracker-overlay"
_OF_OLD = "tracker-layer"
"""The format as version 0.1 wrote it."""
VERSION = 1
_DAMAGED = "this overlay is damaged"
_USUAL = OverlayRecord()


def write(overlay: Overlay) -> str:
    """The overlay as JSON. Fields that have their default are left out."""
    records = ",\n".join(json.dumps(_object(id_, override), ensure_ascii=True) for id_, override in overlay.items())
    return f'{{"format": "{FORMAT}", "version": {VERSION},\n"records": [\n{records}\n]}}\n'


def read(text: str) -> Overlay:
    """The overlay in `text`. Raises `RoadmapFileError` where it is damaged or of a newer version."""
    data = load(text)
    if not isinstance(data, dict) or data.get("format") not in {FORMAT, _OF_OLD}:
        raise RoadmapFileError("this is no overlay")
    check_version(data, "overlay", VERSION)
    records = data.get("records")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise RoadmapFileError(f'{_DAMAGED}: "records" is no list of objects')
    overlay: dict[str, OverlayRecord] = {}
    for number, record in enumerate(records, 1):
        try:
            id_, override = _record(record)
        except RoadmapFileError as error:
            raise RoadmapFileError(f"{_DAMAGED}: record {number}: {str(error).rpartition(' damaged: ')[2]}") from None
        if id_ in overlay:
            raise RoadmapFileError(f"{_DAMAGED}: record {number}: {id_} is there twice")
        overlay[id_] = override
    problems = misplaced(overlay)
    for number, id_ in enumerate(overlay, 1):
        if problem := problems.get(id_):
            raise RoadmapFileError(f"{_DAMAGED}: record {number}: {id_}: {problem}")
    return overlay


def _object(id_: str, override: OverlayRecord) -> dict[str, Any]:
    fields = {name: value for name, value in override._asdict().items() if value != getattr(_USUAL, name)}
    if override.links is not None:
        fields["links"] = [{"kind": link.kind, "title": link.title, "url": link.url} for link in override.links]
    return {"id": id_, **fields}


def _record(table: Mapping[str, Any]) -> tuple[str, OverlayRecord]:
    id_ = text_at(table, "id")
    names = [id_, *filter(None, (text_at(table, key) for key in ("roadmap", "under", "after")))]
    if not all(map(is_name, names)):
        raise RoadmapFileError(f"{_DAMAGED}: an id in it is not a valid id")
    title, level, order = plain(text_at(table, "title")), one_of(table, "level", Level), table.get("order", 0)
    if len(title) > LONGEST_TITLE or (table.get("roadmap") and not title):
        raise RoadmapFileError(f"{_DAMAGED}: a title has 1 to {LONGEST_TITLE} characters")
    if not is_whole(order, -MOST_ORDER, MOST_ORDER):
        raise RoadmapFileError(f'{_DAMAGED}: "order" is not a whole number from -{MOST_ORDER} to {MOST_ORDER}')
    links, warnings = table.get("links"), list[Warned]()
    if links is not None and not isinstance(links, list):
        raise RoadmapFileError(f'{_DAMAGED}: "links" is not a list')
    return id_, OverlayRecord(
        text_at(table, "roadmap"),
        text_at(table, "under"),
        table.get("group") is True,
        title,
        None if table.get("hours") is None else number_of(table, "hours", MOST_HOURS),
        None if links is None else Addresses(warnings).links(map(link_of, links), 0),
        text_at(table, "after") if table.get("after") is not None else None,
        Level(level) if level else None,
        plain(text_at(table, "done_when")),
        order,
        plain(text_at(table, "where")),
    )
