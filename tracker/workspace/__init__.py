"""The one meeting point of files, store and rules: open, load, record, progress. It owns the clock."""

from tracker.workspace.workspace import Workspace

__all__ = ["Workspace"]
