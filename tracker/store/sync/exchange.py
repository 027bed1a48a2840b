"""One sync: what others left at a target is taken in, and what this store has more is left there.

Both are the same for every kind of target. Taking in is the merge of backups, by uid, so it may happen again and in any
order; and what is sent twice is taken in once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.journal.backup import Backup
from tracker.core.journal.events import Event, Field
from tracker.store.sqlite.connection import Database
from tracker.store.sync.ledger import Ledger, Page
from tracker.store.sync.segment import MOST_RECORDS
from tracker.store.sync.target import Codec, Parcel, Record, Target


class BothMarked(NamedTuple):
    """A topic that was marked here and elsewhere since the last sync: the mark that holds, and whose it is."""

    topic: str
    mark: str
    device: str


class Exchanged(NamedTuple):
    """What a sync did, or would do. `came` counts new events by their devices."""

    came: Mapping[str, int]
    sent: int
    snapshots_came: int
    snapshots_sent: int
    both: Sequence[BothMarked]
    remarks: Sequence[str]
    began_anew: bool


class Exchange:
    """A sync of one store with one target: `receive`, then `send`; or `look` alone."""

    def __init__(self, database: Database, target: Target, codec: Codec) -> None:
        self._target, self._codec, self._ledger = target, codec, Ledger(database, target.name)
        self._page = self._ledger.page()
        self._anew = not target.goes_on(self._page.position)
        if self._anew:
            self._page = Page(turn=self._page.turn)
        self._came, self._theirs, self._here = Counter[str](), dict[str, Event](), dict[str, str]()
        self._snapshots_came, self._remarks = 0, list[str]()

    def look(self) -> Exchanged:
        """What the sync would do; nothing is changed."""
        for parcel in self._target.receive(self._page.position):
            if backup := self._checked(parcel):
                self._note(backup, self._ledger.new(backup))
        snapshots = len(list(self._ledger.snapshots(self._page)))
        return self._done(self._ledger.count_unsent(self._page), snapshots)

    def receive(self) -> int:
        """Take in what others have left; returns how many events were new.

        Raises `UnreachableError` and `OutdatedError`.
        """
        if self._anew:
            self._page = self._ledger.turn(self._page)
        for parcel in self._target.receive(self._page.position):
            if backup := self._checked(parcel):
                position = self._target.received(self._page.position, parcel)
                self._page, fresh = self._ledger.take(self._page, backup, position)
                self._note(backup, fresh)
        return self._came.total()

    def send(self, moment: str) -> Exchanged:
        """Leave what this store has more; `moment` is now. Raises as `receive`."""
        snapshots, sent = self._send_snapshots(), self._send_events()
        position = self._target.compacted(self._page.position)
        if position != self._page.position:
            self._page = self._ledger.turn(self._page, position=position)
        self._target.clean(self._page.position)
        done = self._done(sent, snapshots)
        self._page = self._ledger.turn(self._page, last={"at": moment, "came": dict(done.came), "sent": sent})
        return done

    def _checked(self, parcel: Parcel) -> Backup | None:
        """The parcel as values; None, and a remark, where a record of it is damaged."""
        try:
            return self._codec.read(parcel.events, parcel.snapshots)
        except RoadmapFileError as error:
            self._remarks.append(f"left alone for now: {parcel.name}: {error}")
            return None

    def _note(self, backup: Backup, fresh: Sequence[Event]) -> None:
        self._snapshots_came += len(backup.snapshots)
        if fresh and not self._came:
            self._here = self._ledger.marked_here(self._page)
        self._came.update(event.device for event in fresh)
        for event in fresh:
            if event.field is Field.MARK and event.subject in self._here:
                before = self._theirs.get(event.subject, event)
                self._theirs[event.subject] = max(before, event, key=lambda event: event.order)

    def _send_snapshots(self) -> int:
        sent = 0
        for snapshot in self._ledger.snapshots(self._page):
            position = self._target.send(self._page.position, [], [self._codec.write_snapshot(snapshot)])
            kept = (*self._page.snapshots, f"{snapshot.source} {snapshot.version}")
            self._page, sent = self._ledger.turn(self._page, position=position, snapshots=kept), sent + 1
        return sent

    def _send_events(self) -> int:
        sent = 0
        while True:
            events, upto = self._ledger.unsent(self._page, MOST_RECORDS)
            position = self._page.position
            for known in (True, False):  # apart, so that an older program can read all that it knows
                part: list[Record] = [self._codec.write_event(e) for e in events if e.is_known is known]
                position = self._target.send(position, part, []) if part else position
            if upto > self._page.sent:
                received = tuple((first, last) for first, last in self._page.received if last > upto)
                self._page = self._ledger.turn(self._page, sent=upto, received=received, position=position)
            sent += len(events)
            if len(events) < MOST_RECORDS:
                return sent

    def _done(self, sent: int, snapshots: int) -> Exchanged:
        theirs = {topic: event for topic, event in self._theirs.items() if self._here[topic] != (event.value or "")}
        both = [BothMarked(topic, *self._ledger.holds(event)) for topic, event in theirs.items()]
        remarks = [*self._remarks, *self._target.remarks]
        return Exchanged(dict(self._came), sent, self._snapshots_came, snapshots, both, remarks, self._anew)
