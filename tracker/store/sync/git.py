"""A shared folder that is a Git repository: fetched before a sync and pushed after it.

Two devices never write the same file, so their commits never conflict, and one can always be put on top of the other.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tracker.core.errors import UsageError

_SECONDS = 30.0
"""How long one command of Git may take; SSH gives up on a dead host after five."""
_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",  # a question would wait for an answer that nobody gives
    "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=5",
    "LC_ALL": "C.UTF-8",
}


class Repository:
    """The repository that a folder is in."""

    def __init__(self, path: Path) -> None:
        """Raises `UsageError` where there is no Git or no repository."""
        self._path = path
        if self._git("rev-parse", "--is-inside-work-tree"):
            raise UsageError(f"{path} is no Git repository; git init makes one, git clone fetches one")

    def pull(self) -> str:
        """Fetch what others have pushed; returns what went wrong, empty for nothing. Offline is no error of a sync."""
        if self._git("rev-parse", "--abbrev-ref", "@{upstream}"):
            return ""  # nothing was pushed from here yet, or there is no remote
        return self._git("pull", "--rebase", "--quiet")

    def push(self, folder: str, device: str) -> str:
        """Commit this device's own folder and push it; returns what went wrong, empty for nothing."""
        self._git("add", "--all", "--", folder)
        if self._git("diff", "--cached", "--quiet", "--", folder):
            identity = ("-c", f"user.name={device}", "-c", f"user.email={device}@localhost")
            if problem := self._git(*identity, "commit", "--quiet", "-m", f"Sync from {device}", "--", folder):
                return problem
        if self._git("remote", "get-url", "origin"):
            return ""
        push = ("push", "--quiet", "--set-upstream", "origin", "HEAD")
        if not self._git(*push):
            return ""
        return self.pull() or self._git(*push)  # another device was quicker

    def _git(self, *words: str) -> str:
        """Run Git; what it complains of, on one line, and empty where it does not."""
        command = ["git", "-C", str(self._path), *words]
        try:
            ran = subprocess.run(  # noqa: S603  # the words are ours, and no shell reads them
                command, env={**os.environ, **_QUIET}, capture_output=True, timeout=_SECONDS, check=False
            )
        except FileNotFoundError:
            raise UsageError("git is not installed") from None
        except subprocess.TimeoutExpired:
            return f"git {words[0]} took too long"
        lines = ran.stderr.decode(errors="replace").strip().splitlines()
        return f"git {words[0]}: {lines[-1] if lines else 'failed'}" if ran.returncode else ""
