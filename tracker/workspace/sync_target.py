"""The target that the user names for a sync: on the command line or in the settings."""

from __future__ import annotations

from tracker.core.errors import UsageError
from tracker.settings.model import SyncSettings, settings_file
from tracker.settings.read import sync_settings
from tracker.workspace.paths import Paths


def wanted(paths: Paths, target: str = "") -> SyncSettings:
    """The settings for a sync; `target` in place of the one in the file. Raises `UsageError` where there is none."""
    settings = sync_settings(settings_file(paths.config))
    settings = settings._replace(target=target or settings.target)
    if not settings.target:
        raise UsageError(
            'nothing to sync with is set yet: tracker sync FOLDER, or write [sync] and target = "FOLDER" into '
            f"{settings_file(paths.config)}"
        )
    return settings


def is_server(target: str) -> bool:
    """Whether a target is the address of a server."""
    return target.startswith(("postgresql://", "postgres://"))
