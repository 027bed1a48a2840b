"""The store as the last command left it: what it says without a workspace, which costs as much again."""

from contextlib import suppress

from tracker.core.errors import TrackerError
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.kept_rows import KeptStanding, kept_target
from tracker.store.sqlite.opening import open_database
from tracker.workspace.fingerprint import library_fingerprint
from tracker.workspace.paths import find_paths

__all__ = ["Database", "KeptStanding", "open_at_rest"]


def open_at_rest() -> tuple[Database, KeptStanding | None]:
    """The open store, and how its target stands, where that is kept and is all that there is to say.

    Else a workspace is to be made of the store, which then has everything to say. Raises `StoreError`.
    """
    paths = find_paths()
    database = open_database(paths.store_name, traces=(paths.device_name,))
    if not (database.notices or database.read_only or database.alone):
        with suppress(TrackerError):  # the workspace meets it too, and says it
            return database, kept_target(database, library_fingerprint(paths.library_name))
    return database, None
