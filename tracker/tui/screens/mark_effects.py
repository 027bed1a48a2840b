"""How a mark changed percentages, in words."""

from __future__ import annotations

from tracker.core.roadmap.model import Kind
from tracker.tui.session import Session

Percentages = dict[str, int | None]
"""Percentages by the id of the roadmap, in the order in which they are shown."""


def percentages_of(session: Session, roadmap: str, topics: tuple[str, ...]) -> Percentages:
    """The percentages of the first topic's skill, of `roadmap`, and of the target and watched roadmaps."""
    home = session.home_of(topics[0]) if topics else ""
    shown = dict.fromkeys([*([home] if home else []), roadmap, *session.beside()])
    return {id_: session.progress(id_).total.percent for id_ in shown}


def describe_changes(session: Session, roadmap: str, before: Percentages) -> str:
    """The same percentages now, with their changes since `before`: " · Git 12/24 · ML Engineer 41 % (+1)"."""
    phrases = []
    for id_, was in before.items():
        progress = session.progress(id_)
        now = progress.total.percent
        if now is None:
            continue
        change = f" ({now - was:+d})" if was is not None and now != was else ""
        is_home = progress.roadmap.kind is Kind.SKILL and id_ != roadmap
        numbers = f"{progress.total.done}/{progress.total.counted}" if is_home else f"{now} %{change}"
        phrases.append(f" · {progress.roadmap.title} {numbers}")
    return "".join(phrases)
