"""Overlays that leave one store and come to another: the part about one roadmap, and how two are merged."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from tracker.core.overlay.records import Overlay, OverlayRecord, homes_of, is_about
from tracker.core.roadmap.model import Roadmap


class OverlayMergePlan(NamedTuple):
    """What becomes of another overlay here.

    `new` are records that can be added, `same` counts those that are here already, `kept` are the ids of which the
    user has a record of their own that stays, and `lost` those of parts that no roadmap here has.
    """

    new: tuple[tuple[str, OverlayRecord], ...]
    same: int
    kept: tuple[str, ...]
    lost: tuple[str, ...]


def _bare(own: OverlayRecord) -> OverlayRecord:
    """A record without what only the roadmap's own file knows of its links."""
    return own._replace(links=own.links and tuple(link._replace(checked=False) for link in own.links))


def part_of(overlay: Overlay, roadmap: Roadmap) -> Overlay:
    """The records of an overlay that change or extend a roadmap; of a role also those over the skills in it."""
    homes = homes_of(roadmap)

    def belongs(id_: str, own: OverlayRecord) -> bool:
        return own.roadmap in homes if own.roadmap else is_about(id_, roadmap.tree, homes)

    return {id_: own for id_, own in overlay.items() if belongs(id_, own)}


def plan_merge(theirs: Overlay, mine: Overlay, roadmaps: Container[str], topics: Container[str]) -> OverlayMergePlan:
    """Compare another overlay with the user's own; `roadmaps` and `topics` are the ids of those that are here."""
    new: list[tuple[str, OverlayRecord]] = []
    kept: list[str] = []
    lost: list[str] = []
    for id_, own in theirs.items():
        if id_ in mine:
            kept += [id_] * (_bare(mine[id_]) != _bare(own))
        elif own.roadmap and id_ in topics:
            kept.append(id_)
        elif (own.roadmap or id_.partition("/")[0]) in roadmaps or (not own.roadmap and id_ in topics):
            new.append((id_, own))
        else:
            lost.append(id_)
    return OverlayMergePlan(tuple(new), len(theirs) - len(new) - len(kept) - len(lost), tuple(kept), tuple(lost))
