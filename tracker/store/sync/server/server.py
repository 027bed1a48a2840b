"""A PostgreSQL server as a device of one person sees it: rows are added, and read from where the device is.

`position` has `server`, which database it is; `row` and `uid`, the last event that was read; and `snapshot`, the last
snapshot. Rows of one person are written one transaction after the other, so a row that comes later never has a lower
position. All rows are asked for by their owner, since row-level security does not hold back a superuser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.postgresql import insert

from tracker.core.journal.events import Field
from tracker.store.sync.segment import MOST_RECORDS
from tracker.store.sync.server.connect import SCHEMA, check_version, name_of
from tracker.store.sync.server.engine import driver_of, engine_of, reached
from tracker.store.sync.server.schema import EVENT, SERVER, SNAPSHOT
from tracker.store.sync.target import Parcel, Position, Record

_ME = func.current_user()
_LOCK = "select pg_advisory_xact_lock(hashtextextended('tracker ' || current_user, 0))"
_KEYS = ("uid", "at", "device", "act", "why", "reverses", "field", "subject", "value", "was", "clock")
_MINE, _MY_SNAPSHOT = EVENT.c.owner == _ME, SNAPSHOT.c.owner == _ME
_INSERT = text(f"""
  insert into {SCHEMA}.event (owner, {", ".join(_KEYS)})
  select current_user, {", ".join(_KEYS)}
  from jsonb_to_recordset(cast(:records as jsonb)) as record (
    {", ".join(f"{key} {'bigint' if key == 'clock' else 'text'}" for key in _KEYS)}
  ) on conflict do nothing
""")
"""One statement for a batch: 20,000 rows take a quarter of the time that they take one by one."""
_FIELDS = {field.value for field in Field}


class Server:
    """The rows of the user who logs in. Each batch is a transaction of its own."""

    def __init__(self, address: str) -> None:
        """Raises `UnreachableError`, and `UsageError` where the schema is not the one that this program knows."""
        self.name, self.remarks = name_of(address), list[str]()
        self._engine = engine_of(address)
        with reached(self.name):
            self._connection: Connection = self._engine.connect()
            try:
                check_version(driver_of(self._connection), self.name)
                self._id, self._me = self._connection.execute(select(SERVER.c.id, _ME)).one()
                self._connection.rollback()
            except BaseException:
                self._connection.close()
                raise

    def goes_on(self, position: Position) -> bool:
        """Whether it is the same database, and has the row that was read last where it was."""
        if not position:
            return True
        if position["server"] != self._id:
            return False
        query = select(EVENT.c.uid).where(_MINE, EVENT.c.position == position["row"])
        with reached(self.name), self._connection.begin():
            return not position["row"] or self._connection.execute(query).scalar() == position["uid"]

    def receive(self, position: Position) -> Iterator[Parcel]:
        """The rows behind the position, snapshots first."""
        snapshot, row = position.get("snapshot", 0), position.get("row", 0)
        bodies = select(SNAPSHOT.c.position, SNAPSHOT.c.body).where(_MY_SNAPSHOT, SNAPSHOT.c.position > snapshot)
        for place, body in self._rows(bodies.order_by(SNAPSHOT.c.position)):
            yield Parcel(f"snapshot {place}", [], [json.loads(body)], {"snapshot": place})
        columns = (EVENT.c.position, *(EVENT.c[key] for key in _KEYS))
        behind = select(*columns).where(_MINE).order_by(EVENT.c.position).limit(MOST_RECORDS)
        while rows := self._rows(behind.where(EVENT.c.position > row)):
            known = next((n for n, record in enumerate(rows) if record.field not in _FIELDS), len(rows))
            if known:
                events = [dict(zip(_KEYS, record[1:], strict=True)) for record in rows[:known]]
                row = rows[known - 1].position
                yield Parcel(f"rows up to {row}", events, [], {"row": row, "uid": rows[known - 1].uid})
            if known < len(rows):
                self.remarks.append("another version of tracker wrote what follows on the server; use it here too")
                return

    def received(self, position: Position, parcel: Parcel) -> Position:
        """The position with what the parcel has behind it."""
        return {**self._from(position), **parcel.mark}

    def send(self, position: Position, events: Sequence[Record], snapshots: Sequence[Record]) -> Position:
        """Add rows, each once; in one transaction, before which nothing of this user's is still on its way."""
        position = self._from(position)
        kept = [
            {
                "owner": self._me,
                "source": snapshot["source"],
                "version": snapshot["version"],
                "body": json.dumps(snapshot),
            }
            for snapshot in snapshots
        ]
        with reached(self.name), self._connection.begin():
            self._connection.exec_driver_sql(_LOCK)
            is_at_end = self._last()[0] == position["row"]
            if events:
                self._connection.execute(_INSERT, {"records": json.dumps(list(events))})
            if kept:
                self._connection.execute(insert(SNAPSHOT).on_conflict_do_nothing(), kept)
            row, uid = self._last()
        return {**position, "row": row, "uid": uid} if is_at_end else position

    def compacted(self, position: Position) -> Position:
        """Nothing has to be joined in a database."""
        return position

    def clean(self, position: Position) -> None:
        """Nothing is deleted."""

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
        self._engine.dispose()

    def _from(self, position: Position) -> dict[str, Any]:
        return {"server": self._id, "row": 0, "uid": "", "snapshot": 0, **position}

    def _rows(self, query: Any) -> Sequence[Any]:
        with reached(self.name), self._connection.begin():
            return self._connection.execute(query).all()

    def _last(self) -> tuple[int, str]:
        """The place and the uid of this user's last row, over a transaction that is open."""
        query = select(EVENT.c.position, EVENT.c.uid).where(_MINE).order_by(EVENT.c.position.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return (row[0], row[1]) if row else (0, "")
