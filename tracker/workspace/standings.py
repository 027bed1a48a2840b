"""How the roadmaps stand: what is kept of it where that still holds, and measured anew only what has changed since.

A mark changes only the roadmaps that hold its topic, a choice that of its group, and some events change no number;
after any other event, and after many, everything is measured.
"""

from __future__ import annotations

from functools import cached_property

from tracker.core.journal.events import Field
from tracker.core.progress.measure import measure
from tracker.core.progress.standing import WITHOUT_NUMBERS, Standing, standing_of
from tracker.core.roadmap.model import Roadmap
from tracker.store.sqlite.journal import Journal, LastEvent
from tracker.store.sqlite.kept_standings import KeptStandings, keep_standings, read_standings
from tracker.store.sqlite.snapshots import Snapshots
from tracker.workspace.catalog import Catalog

_MOST_EVENTS = 100
"""Events after which everything is measured: to look for so many topics in every tree costs about as much."""


class Standings:
    """The standings of one workspace."""

    def __init__(self, snapshots: Snapshots, journal: Journal, catalog: Catalog) -> None:
        self._snapshots, self._journal, self._catalog = snapshots, journal, catalog
        self.fresh: KeptStandings | None = None
        """What was measured and is not kept yet."""

    @cached_property
    def _kept(self) -> KeptStandings | None:
        return read_standings(self._snapshots)

    def were_kept(self) -> bool:
        """Whether something was kept that could be read, also where it does not hold any more."""
        return self._kept is not None

    def are_kept(self) -> bool:
        """Whether what is kept holds for the journal as it is now."""
        return self._kept is not None and self._kept.last == self._journal.last_event()

    def keep(self) -> None:
        """Keep what was measured."""
        if self.fresh:
            keep_standings(self._snapshots, self.fresh)

    def all(self) -> dict[str, Standing]:
        """Every roadmap's standing by its id, in the order of listing."""
        last = self._journal.last_event()
        known = self._updated(last)
        if not known:
            known = self.fresh = KeptStandings(last, self._measured(self._catalog.roadmaps()))
        return known.standings

    def _updated(self, last: LastEvent) -> KeptStandings | None:
        """What is known, with what few events have changed since; None where everything has to be measured."""
        known = self.fresh or self._kept
        if known is None or known.last == last:
            return known
        events = self._journal.written_since(known.last, _MOST_EVENTS)
        if events is None or not {field for field, _ in events} <= {Field.MARK, Field.CHOICE, *WITHOUT_NUMBERS}:
            return None
        topics = {subject for field, subject in events if field == Field.MARK}
        changed = self._catalog.roadmaps_with(list(topics)) if topics else []
        chosen_in = {subject.partition("/")[0] for field, subject in events if field == Field.CHOICE}
        changed += filter(None, map(self._catalog.roadmap, chosen_in & known.standings.keys()))
        self.fresh = KeptStandings(last, known.standings | self._measured(changed))
        return self.fresh

    def _measured(self, roadmaps: list[Roadmap]) -> dict[str, Standing]:
        if not roadmaps:
            return {}
        state = self._catalog.state()
        measured = (standing_of(measure(roadmap, state.marks, state.choices)) for roadmap in roadmaps)
        return {standing.id: standing for standing in measured}
