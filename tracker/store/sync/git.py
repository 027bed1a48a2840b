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

    def __init__(self, path: Path, own: str, device: str) -> None:
        """`own` is the folder that this device writes. Raises `UsageError` where there is no Git or no repository."""
        self._path, self._own, self._device = path, own, device
        if self._git("rev-parse", "--is-inside-work-tree"):
            raise UsageError(f"{path} is no Git repository; git init makes one, git clone fetches one")

    def pull(self) -> str:
        """Fetch what others have pushed; returns what went wrong, empty for nothing. Offline is no error of a sync."""
        if problem := self.commit():  # of a sync that was broken off; Git pulls nothing over what is not committed
            return problem
        pull = ("pull", "--rebase", "--quiet")
        if not self._git("rev-parse", "--abbrev-ref", "@{upstream}"):
            return self._git(*pull)
        branch = self._said("symbolic-ref", "--short", "HEAD")
        if not self._said("ls-remote", "--heads", "origin", branch):
            return ""  # there is no remote, or nobody has pushed yet
        return self._git(*pull, "--set-upstream", "origin", branch)

    def commit(self) -> str:
        """Commit this device's own folder; returns what went wrong, empty for nothing."""
        if not self._said("status", "--porcelain", "--", self._own):
            return ""
        commit = ("commit", "--quiet", "-m", f"Sync from {self._device}", "--", self._own)
        return self._git("add", "--all", "--", self._own) or self._git(*commit)

    def push(self) -> str:
        """Push what is committed; returns what went wrong, empty for nothing."""
        if self._git("remote", "get-url", "origin"):
            return ""
        push = ("push", "--quiet", "--set-upstream", "origin", "HEAD")
        if not self._git(*push):
            return ""
        return self.pull() or self._git(*push)  # another device was quicker

    def _said(self, *words: str) -> str:
        """What Git prints; empty where it fails."""
        ran = self._run(*words)
        return "" if isinstance(ran, str) or ran.returncode else ran.stdout.decode(errors="replace").strip()

    def _git(self, *words: str) -> str:
        """Run Git; what it complains of, on one line, and empty where it does not."""
        ran = self._run(*words)
        if isinstance(ran, str):
            return ran
        lines = [line for line in ran.stderr.decode(errors="replace").splitlines() if not line.startswith("hint:")]
        return f"git {words[0]}: {lines[-1].strip() if lines else 'failed'}" if ran.returncode else ""

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes] | str:
        identity = ("-c", f"user.name={self._device}", "-c", f"user.email={self._device}@localhost")
        command = ["git", "-C", str(self._path), *identity, *words]
        try:
            return subprocess.run(  # noqa: S603  # the words are ours, and no shell reads them
                command, env={**os.environ, **_QUIET}, capture_output=True, timeout=_SECONDS, check=False
            )
        except FileNotFoundError:
            raise UsageError("git is not installed") from None
        except subprocess.TimeoutExpired:
            return f"git {words[0]} took too long"
