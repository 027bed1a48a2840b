"""The one meeting point of files, store and rules: open, load, record, progress. It owns the clock."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.workspace.workspace import Workspace

__all__ = ["Workspace"]


def __getattr__(name: str) -> object:
    if name == "Workspace":
        from tracker.workspace.workspace import Workspace  # 20 % of a `status`, which can do without it

        return Workspace
    raise AttributeError(name)
