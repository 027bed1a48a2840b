"""The roadmaps that are shown: how each stands is known at once, and its tree is read when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Kind, Roadmap


class Roadmaps(Mapping[str, Roadmap]):
    """Every roadmap by its id, in the order of listing. To read all takes 60 ms, and a start needs one or two."""

    def __init__(self, standings: Sequence[Standing], read: Callable[[str], Sequence[Roadmap]]) -> None:
        """`read` returns the roadmap of an id, maybe with others; nothing where it is not there any more."""
        self.stand(standings)
        self._read, self._known = read, dict[str, Roadmap]()

    def __getitem__(self, id_: str) -> Roadmap:
        if id_ not in self._known and id_ in self.standings:
            self.take(self._read(id_))
        return self._known[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self.standings)

    def __len__(self) -> int:
        return len(self.standings)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.standings

    def of_kind(self, kind: Kind) -> list[Roadmap]:
        """Those of a kind, without what another process has taken out since the standings were read."""
        roadmaps = (self.get(id_) for id_, known in self.standings.items() if known.kind is kind)
        return [roadmap for roadmap in roadmaps if roadmap]

    def stand(self, standings: Sequence[Standing]) -> None:
        """Stand so from now on."""
        self.standings = {standing.id: standing for standing in standings}

    def that_may_hold(self, topics: AbstractSet[str]) -> set[str]:
        """The ids of the roadmaps that hold one of these topics, and of those that were not read yet."""
        known = self._known
        return {id_ for id_ in self if id_ not in known or not topics.isdisjoint(known[id_].tree.places)}

    def take(self, roadmaps: Sequence[Roadmap]) -> None:
        """Know these from now on; what was read before stays as it is."""
        self._known = {roadmap.id: roadmap for roadmap in roadmaps} | self._known
