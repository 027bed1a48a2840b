"""Progress that is shared with groups on a server: one row for each person, group and role.

Through the driver alone: a mentor waits for the answer, and SQLAlchemy takes longer to import than 10,000 rows to come.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tracker.core.errors import NotFoundError, UsageError
from tracker.core.progress.share import Share
from tracker.store.sync.server.connect import SCHEMA, check_version, connect, name_of, reached

_TEAM, _SHARE = f"{SCHEMA}.team", f"{SCHEMA}.share"
_KEY = ("owner", "team", "role")
_KEPT = {*_KEY, "since"}
_COLUMNS = ", ".join(Share._fields)
_PUT = f"""
  insert into {_SHARE} ({_COLUMNS}) values ({", ".join(f"%({name})s" for name in Share._fields)})
  on conflict ({", ".join(_KEY)}) do update
  set {", ".join(f"{name} = excluded.{name}" for name in Share._fields if name not in _KEPT)}
""".encode()


class Sharing:
    """What one person shares, and what is shared with the groups whose mentor they are."""

    def __init__(self, address: str) -> None:
        """Raises `UnreachableError`, and `UsageError` where the schema is not the one that this program knows."""
        self._name = name_of(address)
        with reached(self._name):
            self._connection = connect(address)
            try:
                with self._connection.transaction():
                    check_version(self._connection, self._name)
                    self.me = str(self._rows("select current_user")[0][0])
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def make(self, team: str) -> None:
        """Make a group whose mentor this user is. Raises `UsageError` where there is one of that name."""
        made = f"insert into {_TEAM} (name, mentor) values (%s, %s) on conflict do nothing returning name"
        with reached(self._name), self._connection.transaction():
            if not self._rows(made, team, self.me):
                raise UsageError(f'there is a group "{team}" already')

    def mine(self) -> list[Share]:
        """What this user shares."""
        return self._shares("owner = %s", self.me)

    def of(self, team: str) -> list[Share]:
        """What is shared with a group. Raises `NotFoundError` where this user is not its mentor."""
        with reached(self._name), self._connection.transaction():
            if not self._rows(f"select name from {_TEAM} where name = %s and mentor = %s", team, self.me):
                raise NotFoundError(f'you are not the mentor of a group "{team}"; tracker group {team} --new makes one')
        return self._shares("team = %s", team)

    def put(self, shares: Sequence[Share]) -> None:
        """Share, or bring up to date what is shared. Raises `NotFoundError` where there is no such group."""
        teams = {share.team for share in shares}
        with reached(self._name), self._connection.transaction(), self._connection.cursor() as cursor:
            known = {row[0] for row in self._rows(f"select name from {_TEAM} where name = any(%s)", list(teams))}
            if missing := sorted(teams - known):
                raise NotFoundError(f'there is no group "{missing[0]}" on the server')
            cursor.executemany(_PUT, [{**share._asdict(), "doing": json.dumps(dict(share.doing))} for share in shares])

    def end(self, team: str, role: str) -> bool:
        """Share no longer; whether it was shared."""
        gone = f"delete from {_SHARE} where owner = %s and team = %s and role = %s returning role"
        with reached(self._name), self._connection.transaction():
            return bool(self._rows(gone, self.me, team, role))

    def _shares(self, which: str, value: str) -> list[Share]:
        with reached(self._name), self._connection.transaction():
            rows = self._rows(f"select {_COLUMNS} from {_SHARE} where {which}", value)
        learned = json.loads(f"[{','.join(doing for *_, doing in rows)}]")  # at once: a third of the time of one by one
        shares = [Share._make((*row[:-1], doing)) for row, doing in zip(rows, learned, strict=True)]
        return sorted(shares, key=lambda share: (share.role, share.percent is None, -(share.percent or 0), share.owner))

    def _rows(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        return self._connection.execute(query.encode(), values).fetchall()
