"""What a mark did, in words."""

from __future__ import annotations

from tracker.core.roadmap.model import Kind
from tracker.tui.session import Session

Standing = dict[str, int | None]
"""Percentages by the id of the roadmap, in the order in which they are told."""


def standing(session: Session, roadmap: str, topics: tuple[str, ...]) -> Standing:
    """Where things stand before a mark: the topics' skill, the roadmap in front, and those kept in view."""
    homes = [home for home in dict.fromkeys(session.home_of(topic) for topic in topics[:1]) if home]
    shown = dict.fromkeys([*homes, roadmap, *session.beside()])
    return {id_: session.progress(id_).total.percent for id_ in shown}


def moved(session: Session, roadmap: str, before: Standing) -> str:
    """Where things stand after it, and by how much that moved: " · Git 12/24 · ML Engineer 41 % (+1)"."""
    told = []
    for id_, was in before.items():
        one = session.progress(id_)
        now = one.total.percent
        if now is None:
            continue
        change = f" ({now - was:+d})" if was is not None and now != was else ""
        is_home = one.roadmap.kind is Kind.SKILL and id_ != roadmap
        stands = f"{one.total.done}/{one.total.counted}" if is_home else f"{now} %{change}"
        told.append(f" · {one.roadmap.title} {stands}")
    return "".join(told)
