"""The roadmaps in the store: a snapshot for each version that was loaded; the journal names the one in use.

A row that cannot be read is left out, and named in the `garbled` of the database.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from tracker.core.errors import OutdatedError
from tracker.core.journal.events import LIBRARY, Change, Event, Field, Stamp, Why
from tracker.core.roadmap.model import Card, Kind, Mark, Profile, Roadmap, SourceKey
from tracker.store.sqlite.codec import (
    ReadTopics,
    decode_card,
    decode_profile,
    decode_roadmap,
    encode_card,
    encode_profile,
    encode_tree,
)
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import current_value, write_transaction
from tracker.store.sqlite.rows import leave_out, only_texts, rows
from tracker.store.sqlite.values import GarbledError

_IN_USE = """
  select edition.id from edition join current
  on current.field = 'edition' and current.subject = edition.source and current.value = edition.version
"""
_KINDS, _MARKS = {kind.value for kind in Kind}, {mark.value for mark in Mark}
_T = TypeVar("_T")
_LISTED = "order by kind = 'own', position, edition"  # the library's first
_OWN = "exists (select 1 from roadmap where roadmap.edition = topic.edition and kind = 'own')"


class Snapshot(NamedTuple):
    """One version of a source of roadmaps, ready to be loaded. `cards` go by the id of the topic."""

    source: str
    version: str
    roadmaps: Sequence[tuple[Roadmap, Profile]]
    cards: Mapping[str, Card]
    anchors: Mapping[str, SourceKey] = {}


class Name(NamedTuple):
    """How a topic or a roadmap may be called: its title and its other names."""

    title: str
    others: tuple[str, ...]


class Snapshots:
    """The roadmaps in the store. Of a topic that an own roadmap holds too, the card and the title are the library's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(
        self,
        snapshot: Snapshot,
        changes: Iterable[Change],
        stamp: Stamp,
        why: Why,
        *,
        over: str | None = None,
    ) -> list[Event]:
        """Keep `snapshot` and use it from now on; `changes` (marks that follow) belong to the same transaction.

        `over` is the version of its source that has to be in use until then, empty for none and None for any. Raises
        `OutdatedError` where it is another, and nothing is written.
        """
        use = Change(Field.SNAPSHOT, snapshot.source, snapshot.version)
        with self._database.writing() as connection:
            if over is not None and over != (current_value(connection, Field.SNAPSHOT, snapshot.source) or ""):
                raise OutdatedError(
                    f"meanwhile {snapshot.source} was saved by another program; nothing was changed here, try again"
                )
            key = (snapshot.source, snapshot.version)
            if not connection.execute("select 1 from edition where source = ? and version = ?", key).fetchone():
                write_snapshot(connection, snapshot, stamp.at)
            return write_transaction(connection, [use, *changes], stamp, why)

    def roadmap(self, id_: str) -> Roadmap | None:
        """One roadmap, or None."""
        query = f"select id, kind, title, summary, tree from roadmap where edition in ({_IN_USE}) and id = ?"
        with self._database.reading() as connection:
            return next(_roadmaps(self._database, rows(connection, query, (id_,))), None)

    def roadmaps(self, kinds: Sequence[Kind] = tuple(Kind)) -> list[Roadmap]:
        """Every roadmap in use of one of these kinds, in the order of listing; others are not unpacked."""
        query = f"""
          select id, kind, title, summary, tree from roadmap
          where edition in ({_IN_USE}) and kind in (select value from json_each(:kinds)) {_LISTED}
        """
        with self._database.reading() as connection:
            return list(_roadmaps(self._database, rows(connection, query, {"kinds": json.dumps(kinds)})))

    def roadmaps_with(self, topics: Sequence[str]) -> list[Roadmap]:
        """Every roadmap in use that may hold one of these topics, in the order of listing; others are not unpacked."""
        query = f"""
          select id, kind, title, summary, tree from roadmap where edition in ({_IN_USE}) and case
            when kind = 'own' then exists (
              select 1 from topic where edition = roadmap.edition and id in (select value from json_each(:ids))
            )
            else exists (select 1 from json_each(:nodes) as topic where instr(tree, topic.value))
          end {_LISTED}
        """
        wanted = {"ids": json.dumps(list(topics)), "nodes": json.dumps([f'["{topic}",' for topic in topics])}
        with self._database.reading() as connection:
            return list(_roadmaps(self._database, rows(connection, query, wanted)))

    def profile(self, id_: str) -> Profile:
        """What there is to read about a roadmap."""
        query = f"select profile from roadmap where edition in ({_IN_USE}) and id = ?"
        with self._database.reading() as connection:
            records = rows(connection, query, (id_,))
        return (self._profile(id_, records[0][0]) if records else None) or Profile()

    def roadmap_names(self) -> dict[str, tuple[Kind, Name]]:
        """The kind and the names of every roadmap in use."""
        query = f"select id, kind, title, profile from roadmap where edition in ({_IN_USE}) {_LISTED}"
        with self._database.reading() as connection:
            records = rows(connection, query)
        names = {}
        for id_, kind, title, text in records:
            if kind in _KINDS and type(id_) is type(title) is str:
                names[id_] = (Kind(kind), Name(title, (self._profile(id_, text) or Profile()).aliases))
            else:
                leave_out(self._database.garbled, "roadmap", id_)
        return names

    def card(self, topic: str) -> Card:
        """The card of a topic; an empty one for a topic that is in no roadmap."""
        query = f"select card from topic where edition in ({_IN_USE}) and id = ? order by {_OWN} limit 1"
        with self._database.reading() as connection:
            records = rows(connection, query, (topic,))
        return (_card(self._database, topic, records[0][0]) if records else None) or Card()

    def cards(self) -> dict[str, Card]:
        """Every card in use by the id of its topic."""
        with self._database.reading() as connection:
            records = rows(connection, f"select id, card from topic where edition in ({_IN_USE}) order by {_OWN} desc")
        return _cards(self._database, records)

    def has_topic(self, id_: str) -> bool:
        """Whether a roadmap in use holds this topic."""
        query = f"select 1 from topic where edition in ({_IN_USE}) and id = ?"
        with self._database.reading() as connection:
            return connection.execute(query, (id_,)).fetchone() is not None

    def topic_names(self) -> dict[str, Name]:
        """The names of every topic in use: its title, then aliases and former ids."""
        query = (
            f"select id, title, names from topic where edition in ({_IN_USE}) order by {_OWN} desc, edition, position"
        )
        with self._database.reading() as connection:
            records = rows(connection, query)
        return {
            id_: Name(title, tuple(names.split("\n")) if names else ())
            for id_, title, names in records
            if type(id_) is type(title) is type(names) is str or self._left_out(id_)
        }

    def own(self, source: str) -> Snapshot | None:
        """The snapshot in use of one own roadmap, as it was loaded; None for an unknown one."""
        query = f"select id from edition where source = ? and id in ({_IN_USE})"
        with self._database.reading() as connection:
            number = connection.execute(query, (source,)).fetchone()
            return read_snapshot(self._database, number[0]) if number else None

    def has_in_use(self, source: str) -> bool:
        """Whether the version of a source that the journal says is in use is here."""
        query = f"select 1 from edition where source = ? and id in ({_IN_USE})"
        with self._database.reading() as connection:
            return connection.execute(query, (source,)).fetchone() is not None

    def missing(self) -> dict[str, str]:
        """The versions that the journal says are in use and that are not here, by their sources."""
        query = """
          select subject, value from current where field = 'edition' and value is not null and not exists
          (select 1 from edition where source = current.subject and version = current.value)
        """
        with self._database.reading() as connection:
            return dict(only_texts(rows(connection, query), "roadmap in use", self._database.garbled))

    def sources(self) -> set[str]:
        """Every source that ever had a snapshot."""
        with self._database.reading() as connection:
            records = rows(connection, "select distinct source from edition")
            return set(chain.from_iterable(only_texts(records, "snapshot", self._database.garbled)))

    def title(self, id_: str) -> str:
        """The title of a topic or roadmap in use, else of the newest snapshot that had one; empty for an unknown id."""
        query = """
          select title, edition from topic where edition in (select id from edition) and id = :id
          union all select title, edition from roadmap where id = :id
        """
        query = f"""
          select title from ({query}) as named order by edition in ({_IN_USE}) desc,
          exists (select 1 from edition where edition.id = named.edition and source = '{LIBRARY}') desc, edition desc
          limit 1
        """
        with self._database.reading() as connection:
            records = rows(connection, query, {"id": id_})
        return records[0][0] if records and type(records[0][0]) is str else ""

    def meta(self, key: str) -> str:
        """A fact about the store, or an empty text."""
        with self._database.reading() as connection:
            records = rows(connection, "select value from meta where key = ?", (key,))
        return records[0][0] if records and type(records[0][0]) is str else ""

    def set_meta(self, key: str, value: str) -> None:
        """Keep a fact about the store."""
        with self._database.writing() as connection:
            connection.execute("insert or replace into meta (key, value) values (?, ?)", (key, value))

    def _profile(self, id_: str, text: Any) -> Profile | None:
        return _decoded(self._database, "profile", id_, partial(decode_profile, text))

    def _left_out(self, topic: Any) -> bool:
        leave_out(self._database.garbled, "topic", topic)
        return False


def write_snapshot(connection: sqlite3.Connection, snapshot: Snapshot, moment: str) -> None:
    """Keep a snapshot that is not there yet, inside a transaction that is open already."""
    insert = "insert into edition (source, version, loaded_at) values (?, ?, ?)"
    number = connection.execute(insert, (snapshot.source, snapshot.version, moment)).lastrowid
    connection.executemany("insert into roadmap values (?,?,?,?,?,?,?,?)", _roadmap_rows(number, snapshot))
    connection.executemany("insert into topic values (?,?,?,?,?,?,?)", _topic_rows(number, snapshot))
    anchors = ((number, subject, *anchor) for subject, anchor in snapshot.anchors.items())
    connection.executemany("insert into anchor values (?,?,?,?)", anchors)


def read_snapshot(database: Database, number: int) -> Snapshot:
    """A snapshot as it was loaded."""
    with database.reading() as connection:
        named = rows(connection, "select source, version from edition where id = ?", (number,))[0]
        query = "select id, kind, title, summary, tree, profile from roadmap where edition = ? order by position"
        roadmaps = rows(connection, query, (number,))
        cards = rows(connection, "select id, card from topic where edition = ? order by position", (number,))
        anchors = rows(connection, "select subject, anchor, mark from anchor where edition = ?", (number,))
        read = []
        for *row, text in roadmaps:
            what = partial(decode_profile, text)
            profile = _decoded(database, "profile", row[0], what) or Profile()
            read += [(roadmap, profile) for roadmap in _roadmaps(database, [tuple(row)])]
        return Snapshot(named[0], named[1], read, _cards(database, cards), dict(_anchors(database, anchors)))


def _decoded(database: Database, what: str, id_: Any, decode: Callable[[], _T]) -> _T | None:
    try:
        return decode()
    except GarbledError as error:
        leave_out(database.garbled, what, id_, str(error))
        return None


def _roadmaps(database: Database, records: Iterable[tuple[Any, ...]]) -> Iterator[Roadmap]:
    topics: ReadTopics = {}
    for row in records:
        if roadmap := _decoded(database, "roadmap", row[0], partial(decode_roadmap, row, topics)):
            yield roadmap


def _cards(database: Database, records: Iterable[tuple[Any, ...]]) -> dict[str, Card]:
    cards = ((id_, _card(database, id_, text)) for id_, text in records)
    return {id_: card for id_, card in cards if card}


def _card(database: Database, id_: Any, text: Any) -> Card | None:
    if type(id_) is not str:
        leave_out(database.garbled, "topic", id_)
        return None
    return _decoded(database, "card", id_, partial(decode_card, text))


def _anchors(database: Database, records: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, SourceKey]]:
    for subject, anchor, mark in records:
        if mark in _MARKS and type(subject) is type(anchor) is str:
            yield subject, SourceKey(anchor, Mark(mark))
        else:
            leave_out(database.garbled, "mark in the file of", subject)


def _roadmap_rows(number: int | None, snapshot: Snapshot) -> Iterable[tuple[object, ...]]:
    for position, (roadmap, profile) in enumerate(snapshot.roadmaps):
        head = (number, roadmap.id, position, roadmap.kind, roadmap.title, roadmap.summary)
        yield (*head, encode_profile(profile), encode_tree(roadmap))


def _topic_rows(number: int | None, snapshot: Snapshot) -> Iterable[tuple[object, ...]]:
    seen: set[str] = set()
    empty = encode_card(Card())
    homes = [roadmap for roadmap, _ in snapshot.roadmaps if roadmap.kind is not Kind.ROLE]
    for home in homes:
        for topic in home.tree.topics():
            if topic.id in seen:
                continue
            seen.add(topic.id)
            card = snapshot.cards.get(topic.id)
            names = "\n".join((*card.aliases, *card.former_ids)) if card else ""
            text = encode_card(card) if card else empty
            yield (number, topic.id, len(seen), home.id, topic.title, names, text)
