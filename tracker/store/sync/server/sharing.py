"""Progress that is shared with groups on a server: one row for each person, group and role."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import URL, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from tracker.core.errors import NotFoundError, UsageError
from tracker.core.progress.share import Share
from tracker.store.sync.server.connect import check_version, engine_of, name_of, reached
from tracker.store.sync.server.schema import SHARE, TEAM

_ME = func.current_user()


class Sharing:
    """What one person shares, and what is shared with the groups whose mentor they are."""

    def __init__(self, url: URL) -> None:
        """Raises `UnreachableError`, and `UsageError` where the schema is not the one that this program knows."""
        self._name, self._engine = name_of(url), engine_of(url)
        with reached(self._name):
            self._connection = self._engine.connect()
            try:
                check_version(self._connection, self._name)
                self.me = str(self._connection.execute(select(_ME)).scalar_one())
                self._connection.rollback()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
        self._engine.dispose()

    def make(self, team: str) -> None:
        """Make a group whose mentor this person is. Raises `UsageError` where there is one of that name."""
        made = insert(TEAM).values(name=team, mentor=self.me).on_conflict_do_nothing().returning(TEAM.c.name)
        with reached(self._name), self._connection.begin():
            if self._connection.execute(made).first() is None:
                raise UsageError(f'there is a group "{team}" already')

    def mine(self) -> list[Share]:
        """What this person shares."""
        return self._shares(SHARE.c.owner == self.me)

    def of(self, team: str) -> list[Share]:
        """What is shared with a group. Raises `NotFoundError` where this person is not its mentor."""
        query = select(TEAM.c.name).where(TEAM.c.name == team, TEAM.c.mentor == self.me)
        with reached(self._name), self._connection.begin():
            if self._connection.execute(query).first() is None:
                raise NotFoundError(f'you are not the mentor of a group "{team}"; tracker group {team} --new makes one')
        return self._shares(SHARE.c.team == team)

    def put(self, shares: Sequence[Share]) -> None:
        """Share, or bring up to date what is shared. Raises `NotFoundError` where there is no such group."""
        rows = [{**share._asdict(), "doing": json.dumps(dict(share.doing))} for share in shares]
        new = insert(SHARE)
        changed = {c.name: new.excluded[c.name] for c in SHARE.columns if not c.primary_key and c.name != "since"}
        teams = {share.team for share in shares}
        with reached(self._name), self._connection.begin():
            known = set(self._connection.execute(select(TEAM.c.name).where(TEAM.c.name.in_(teams))).scalars())
            if missing := sorted(teams - known):
                raise NotFoundError(f'there is no group "{missing[0]}" on the server')
            if rows:
                self._connection.execute(
                    new.on_conflict_do_update(index_elements=["owner", "team", "role"], set_=changed), rows
                )

    def end(self, team: str, role: str) -> bool:
        """Share no longer; whether it was shared."""
        row = delete(SHARE).where(SHARE.c.owner == self.me, SHARE.c.team == team, SHARE.c.role == role)
        with reached(self._name), self._connection.begin():
            return bool(self._connection.execute(row).rowcount)

    def _shares(self, which: object) -> list[Share]:
        query = select(*(SHARE.c[name] for name in Share._fields)).where(which)  # type: ignore[arg-type]  # a clause
        with reached(self._name), self._connection.begin():
            rows = self._connection.execute(query.order_by(SHARE.c.role, SHARE.c.percent.desc(), SHARE.c.owner)).all()
        return [Share(*row)._replace(doing=json.loads(row.doing)) for row in rows]
