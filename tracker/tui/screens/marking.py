"""Marking several topics at once, and giving back what they had before."""

from __future__ import annotations

from tracker.core.journal.commands import SetMark, toggled
from tracker.core.roadmap.model import Mark
from tracker.tui.session import Session


class Marking:
    """Sets marks on a screen. Of topics that were marked together it keeps what each had.

    The same key on the same topics gives that back: a second press on a group must not wipe single ticks.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[frozenset[str], dict[str, Mark]] = {}

    def toggle(self, ids: tuple[str, ...], mark: Mark) -> tuple[bool, Mark]:
        """Give topics a mark, or take it from those that have it all. Whether anything changed, and to what."""
        marks = self._session.state.marks
        now = {id_: marks.get(id_, Mark.TODO) for id_ in ids}
        wanted = mark if mark is Mark.TODO else toggled(now.values(), mark)
        before = self._before.pop(frozenset(ids), {})
        if wanted is Mark.TODO and mark is not Mark.TODO and before:
            return self._restore(before), wanted
        if len(ids) > 1 and wanted is not Mark.TODO:
            self._before[frozenset(ids)] = now
        return self._session.handle(SetMark(ids, wanted)), wanted

    def _restore(self, before: dict[str, Mark]) -> bool:
        by_mark = {mark: tuple(id_ for id_, had in before.items() if had is mark) for mark in Mark}
        changed = [self._session.handle(SetMark(ids, mark)) for mark, ids in by_mark.items() if ids]
        return any(changed)
