"""Syncing with a target that the user names: a folder, or the address of a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from tracker import __version__
from tracker.core.errors import UsageError
from tracker.core.journal.backup import Backup
from tracker.core.journal.events import Event
from tracker.formats.backup.reader import read_records
from tracker.formats.backup.writer import event_object, snapshot_object
from tracker.settings.model import SyncSettings
from tracker.store.sync.exchange import Exchange, Exchanged
from tracker.store.sync.folder import Folder
from tracker.store.sync.git import Repository
from tracker.store.sync.ledger import Ledger, writer_name
from tracker.store.sync.sealing import PassphraseSeal
from tracker.store.sync.server.connect import address, name_of
from tracker.store.sync.target import Codec, Record, Target
from tracker.workspace.clock import new_id, system_clock
from tracker.workspace.merge import refuse_distant, settle
from tracker.workspace.sharing import bring_up_to_date, sharing
from tracker.workspace.sync_target import is_server
from tracker.workspace.workspace import Workspace

PASSPHRASE = "TRACKER_SYNC_PASSPHRASE"  # noqa: S105  # the name of the variable
"""The variable that may hold the passphrase of an encrypted folder. It stands in no file of tracker."""


class SyncStatus(NamedTuple):
    """What is so between this store and a target.

    `last` is when it was synced last, in UTC, empty for never; `came` and `sent` are what that did. `waiting` events
    are to be sent.
    """

    target: str
    last: str
    came: dict[str, int]
    sent: int
    waiting: int


def sync(
    workspace: Workspace, settings: SyncSettings, ask: Callable[[], str] | None = None, *, dry_run: bool = False
) -> Exchanged:
    """Sync once. `ask` asks the user for the passphrase, where the environment does not have it.

    Raises `UnreachableError` where the target is not there, `UsageError` where it can be none.
    """
    in_folder = not is_server(settings.target)
    writer = writer_name(workspace.database, new_id, keep=not dry_run) if in_folder else ""
    is_git = settings.git and in_folder
    repository = Repository(_folder(settings.target), writer, workspace.device) if is_git else None
    problem = ""
    if repository:
        problem = "git pull is not run, so what is new there is not counted" if dry_run else repository.pull()
    with closing(_open(workspace, settings, writer, ask)) as target:
        done = _exchange(workspace, target, dry_run=dry_run)
    if not (in_folder or dry_run):
        with sharing(settings) as server:
            bring_up_to_date(workspace, server)
    if repository and not dry_run:
        problem = repository.commit() or problem or repository.push()
    return done._replace(remarks=[*done.remarks, problem]) if problem else done


def _exchange(workspace: Workspace, target: Target, *, dry_run: bool) -> Exchanged:
    exchange = Exchange(workspace.database, target, CODEC)
    if dry_run:
        return exchange.look()
    if exchange.receive():
        settle(workspace)
    return exchange.send(workspace.now())


def status(workspace: Workspace, settings: SyncSettings) -> SyncStatus:
    """What this store remembers of the target; the target itself is not asked."""
    name = _name(settings.target)
    ledger = Ledger(workspace.database, name)
    page = ledger.page()
    waiting = ledger.count_unsent(page)
    return SyncStatus(name, page.last.get("at", ""), dict(page.last.get("came", {})), page.last.get("sent", 0), waiting)


def setup(settings: SyncSettings) -> str:
    """Make or update the schema on the server, by the user who owns it; returns the server's name."""
    if not is_server(settings.target):
        raise UsageError("only a server is set up; a folder is used as it is")
    from tracker.store.sync.server.setup import setup as make_schema  # the ORM takes 0.5 s, and is for servers only

    server = address(settings.target)
    make_schema(server)
    return name_of(server)


def _open(workspace: Workspace, settings: SyncSettings, writer: str, ask: Callable[[], str] | None) -> Target:
    if is_server(settings.target):
        return _server(settings)
    folder = _folder(settings.target)
    if workspace.paths.data == folder or workspace.paths.data.is_relative_to(folder):
        raise UsageError(f"the store itself is inside {folder}; name another folder for the sync")
    seal = PassphraseSeal(folder, writer, _passphrase(ask)) if settings.encrypt and folder.is_dir() else None
    return Folder(folder, writer, workspace.device, __version__, seal)


def _passphrase(ask: Callable[[], str] | None) -> str:
    passphrase = os.environ.get(PASSPHRASE) or (ask() if ask else "")
    if not passphrase:
        raise UsageError(f"the folder is encrypted; {PASSPHRASE} in the environment gives the passphrase")
    return passphrase


def _server(settings: SyncSettings) -> Target:
    if settings.git or settings.encrypt:
        raise UsageError("git and encrypt are for folders; a server has its own TLS and log-in")
    from tracker.store.sync.server.server import Server  # as in `setup`

    return Server(address(settings.target))


def _name(target: str) -> str:
    """The name under which the store remembers a target."""
    return name_of(address(target)) if is_server(target) else str(_folder(target))


def _folder(target: str) -> Path:
    if "://" in target:
        raise UsageError(f"{target.partition('://')[0]}:// is no way to sync; name a folder, or postgresql://…")
    return Path(target).expanduser().absolute()


def _record(event: Event) -> Record:
    if event.is_known:
        return event_object(event)
    return {**event.as_object(), "clock": event.clock}  # of a newer program; it is passed on as it is


def _backup(events: Sequence[Record], snapshots: Sequence[Record]) -> Backup:
    data: dict[str, Any] = {"journal": list(events), "editions": list(snapshots)}
    backup = read_records(data)
    refuse_distant(backup, round(system_clock() * 1000))
    return backup


CODEC = Codec(_record, snapshot_object, _backup)
"""Records as backups have them, with the checks of an import of a backup."""
