"""The roadmaps as the user has them: the snapshots in use, with the user's overlay over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.core.journal.events import Field, State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.model import Card, Kind, Profile, Roadmap
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.snapshots import Name, Snapshots

if TYPE_CHECKING:
    from tracker.core.own_roles.record import OwnRole


class Catalog:
    """Reads roadmaps, cards and titles. Without an overlay it costs one more question to the store."""

    def __init__(self, snapshots: Snapshots, journal: Journal) -> None:
        self._snapshots, self._journal = snapshots, journal

    def state(self) -> State:
        """What the journal amounts to now, with the skills that its links lead to."""
        state = self._journal.state()
        skills = self.linked_skills(state.links)
        return self._journal.state(skills) if skills else state

    def roadmap(self, id_: str) -> Roadmap | None:
        """One roadmap, or None."""
        roadmap = self._snapshots.roadmap(id_) or self._own_role(id_)
        return self.laid([roadmap])[0] if roadmap else None

    def roadmaps(self, *kinds: Kind) -> list[Roadmap]:
        """Every roadmap, or those of some kinds: roles, skills, then own ones."""
        roadmaps = self._snapshots.roadmaps(kinds or tuple(Kind))
        if kinds and Kind.ROLE not in kinds:
            return self.laid(roadmaps)
        roles = list(self._own_roles(roadmaps if not kinds else None))
        last = sum(roadmap.kind is Kind.ROLE for roadmap in roadmaps)
        return self.laid([*roadmaps[:last], *roles, *roadmaps[last:]])

    def roadmaps_with(self, ids: Sequence[str]) -> list[Roadmap]:
        """Every roadmap that may hold one of these topics, or one that shares its tick."""
        overlay, links = self._journal.values(Field.OVERLAY), self._journal.values(Field.LINK)
        wanted = {*ids, *(links[id_] for id_ in ids if id_ in links)}
        wanted |= {topic for topic, other in links.items() if other in wanted or "/" not in other}
        if wanted.isdisjoint(overlay):
            own = [role for role in self._own_roles() if not wanted.isdisjoint(role.tree.places)]
            return self.laid([*self._snapshots.roadmaps_with(list(wanted)), *own])
        return [roadmap for roadmap in self.roadmaps() if not wanted.isdisjoint(roadmap.tree.places)]

    def profile(self, id_: str) -> Profile:
        """What there is to read about a roadmap."""
        record = self._journal.values(Field.ROLE).get(id_)
        if not record:
            return self._snapshots.profile(id_)
        from tracker.core.own_roles.build import profile_of  # with the records, 6 ms
        from tracker.core.own_roles.record import decode_role

        role = decode_role(record)[0]
        return profile_of(role) if role else Profile()

    def card(self, topic: str) -> Card:
        """What there is to read about a topic."""
        card, record = self._snapshots.card(topic), self._journal.values(Field.OVERLAY).get(topic)
        if not record:
            return card
        from tracker.core.overlay.records import card_of, decode  # 5 ms without an overlay

        return card_of(card, decode(record))

    def cards(self) -> dict[str, Card]:
        """Every card by the id of its topic."""
        cards, records = self._snapshots.cards(), self._journal.values(Field.OVERLAY)
        if records:
            from tracker.core.overlay.records import card_of, decode_all  # as in `card`

            for id_, own in decode_all(records).items():
                if not own.group:
                    cards[id_] = card_of(cards.get(id_, Card()), own)
        return cards

    def has_topic(self, id_: str) -> bool:
        """Whether a roadmap has a topic of this id, or the user added it."""
        if self._snapshots.has_topic(id_):
            return True
        record = self._journal.values(Field.OVERLAY).get(id_)
        if not record:
            return False
        from tracker.core.overlay.records import decode  # as in `card`

        own = decode(record)
        return bool(own.roadmap) and not own.group

    def topic_names(self) -> dict[str, Name]:
        """The names of every topic by its id."""
        names, records = self._snapshots.topic_names(), self._journal.values(Field.OVERLAY)
        if records:
            from tracker.core.overlay.records import decode_all  # as in `card`

            for id_, own in decode_all(records).items():
                old = names.get(id_)
                if own.title and not own.group and (old or own.roadmap):
                    names[id_] = Name(own.title, (old.title, *old.others) if old else ())
        return names

    def roadmap_names(self) -> dict[str, tuple[Kind, Name]]:
        """The kind and the names of every roadmap: the user's own title for it first, then its file's."""
        names, records = self._snapshots.roadmap_names(), self._journal.values(Field.OVERLAY)
        names |= {id_: (Kind.ROLE, Name(role.title, ())) for id_, role in self.own_roles().items()}
        if not names.keys().isdisjoint(records):
            from tracker.core.overlay.records import decode  # as in `card`

            for id_ in names.keys() & records.keys():
                (kind, name), own = names[id_], decode(records[id_])
                names[id_] = (kind, Name(own.title, (name.title, *name.others)) if own.title else name)
        return names

    def title(self, id_: str) -> str:
        """The title of a topic, a group by its key, or a roadmap; empty for an unknown id."""
        record = self._journal.values(Field.OVERLAY).get(id_)
        if record:
            from tracker.core.overlay.records import decode  # as in `card`

            title = decode(record).title
            if title:
                return title
        return self._snapshots.title(id_) or self._role_title(id_) or self._group_title(id_)

    def _role_title(self, id_: str) -> str:
        role = self.own_roles().get(id_)
        return role.title if role else ""

    def own_roles(self) -> dict[str, OwnRole]:
        """The roles of the user's own by their ids, as they are kept; those that cannot be read are left out."""
        records = self._journal.values(Field.ROLE)
        if not records:
            return {}
        from tracker.core.own_roles.record import decode_role  # 6 ms without such a role

        decoded = ((id_, decode_role(text)[0]) for id_, text in records.items())
        return {id_: role for id_, role in decoded if role}

    def _own_role(self, id_: str) -> Roadmap | None:
        role = self.own_roles().get(id_)
        return next(self._built({id_: role}), None) if role else None

    def _own_roles(self, roadmaps: Sequence[Roadmap] | None = None) -> Iterator[Roadmap]:
        roles = self.own_roles()
        return self._built(roles, roadmaps) if roles else iter(())

    def _built(self, roles: Mapping[str, OwnRole], roadmaps: Sequence[Roadmap] | None = None) -> Iterator[Roadmap]:
        """The roadmaps of these roles, built from all skills and own roadmaps; those in use when none are given."""
        from tracker.core.own_roles.build import build_role, skills_of  # as in `own_roles`

        library = skills_of(self._snapshots.roadmaps((Kind.SKILL, Kind.OWN)) if roadmaps is None else roadmaps)
        every = library.topics()
        return (build_role(id_, role, library, every) for id_, role in roles.items())

    def with_own_roles(self, roadmaps: list[Roadmap]) -> list[Roadmap]:
        """Other snapshots of roles and skills, with the user's own roles as they would be with them."""
        skills = [*roadmaps, *self._snapshots.roadmaps((Kind.OWN,))]
        return self.laid([*roadmaps, *self._own_roles(skills)])

    def _group_title(self, key: str) -> str:
        id_, slash, _ = key.partition("/")
        roadmap = self.roadmap(id_) if slash else None
        place = roadmap.tree.groups.get(key) if roadmap else None
        return roadmap.tree.nodes[place].title if roadmap and place is not None else ""

    def linked_skills(self, links: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """The counted topics of every skill that a link leads to."""
        skills = {other for other in links.values() if "/" not in other}
        if not skills:
            return {}
        return {skill.id: measure(skill, {}, {}).counted for skill in map(self.roadmap, skills) if skill}

    def laid(self, roadmaps: list[Roadmap]) -> list[Roadmap]:
        """`roadmaps` with the user's overlay over them."""
        records = self._journal.values(Field.OVERLAY)
        if not records:
            return roadmaps
        from tracker.core.overlay.records import apply_overlay, decode_all  # as in `card`

        overlay = decode_all(records)
        return [apply_overlay(roadmap, overlay) for roadmap in roadmaps]
