"""A layer as one file: JSON, a record a line, documented in the README."""

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

FORMAT = "tracker-layer"
VERSION = 1
_DAMAGED = "this layer is damaged"
_USUAL = OverlayRecord()


def write(layer: Overlay) -> str:
    """The layer as JSON; only what a record says stands in it."""
    records = ",\n".join(json.dumps(_object(id_, own), ensure_ascii=True) for id_, own in layer.items())
    return f'{{"format": "{FORMAT}", "version": {VERSION},\n"records": [\n{records}\n]}}\n'


def read(text: str) -> Overlay:
    """The layer that `text` is. Raises `RoadmapFileError` where it is damaged, or of a newer version."""
    data = load(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RoadmapFileError("this is no layer")
    check_version(data, "layer", VERSION)
    records = data.get("records")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise RoadmapFileError(f'{_DAMAGED}: "records" is no list of objects')
    layer: dict[str, OverlayRecord] = {}
    for number, record in enumerate(records, 1):
        try:
            id_, own = _record(record)
        except RoadmapFileError as error:
            raise RoadmapFileError(f"{_DAMAGED}: record {number}: {str(error).rpartition(' damaged: ')[2]}") from None
        if id_ in layer:
            raise RoadmapFileError(f"{_DAMAGED}: record {number}: {id_} is there twice")
        layer[id_] = own
    wrong = misplaced(layer)
    for number, id_ in enumerate(layer, 1):
        if problem := wrong.get(id_):
            raise RoadmapFileError(f"{_DAMAGED}: record {number}: {id_}: {problem}")
    return layer


def _object(id_: str, own: OverlayRecord) -> dict[str, Any]:
    said = {name: value for name, value in own._asdict().items() if value != getattr(_USUAL, name)}
    if own.links is not None:
        said["links"] = [{"kind": link.kind, "title": link.title, "url": link.url} for link in own.links]
    return {"id": id_, **said}


def _record(table: Mapping[str, Any]) -> tuple[str, OverlayRecord]:
    id_ = text_at(table, "id")
    names = [id_, *filter(None, (text_at(table, key) for key in ("roadmap", "under", "after")))]
    if not all(map(is_name, names)):
        raise RoadmapFileError(f"{_DAMAGED}: an id in it is none of ours")
    title, level, order = plain(text_at(table, "title")), one_of(table, "level", Level), table.get("order", 0)
    if len(title) > LONGEST_TITLE or (table.get("roadmap") and not title):
        raise RoadmapFileError(f"{_DAMAGED}: a title has 1 to {LONGEST_TITLE} characters")
    if not is_whole(order, -MOST_ORDER, MOST_ORDER):
        raise RoadmapFileError(f'{_DAMAGED}: "order" is no number that counts')
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
    )
