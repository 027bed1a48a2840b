"""How the app ends: what could not be written is kept in a file, and the restored terminal says so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tracker.core.errors import StoreError, TrackerError
from tracker.core.text import plain_lines, plural
from tracker.tui.session import Session
from tracker.tui.terminal.output import write_leaving
from tracker.tui.write_queue import Job
from tracker.workspace.safety.unwritten import about, command_of, keep


def last_words(session: Session, rest: Sequence[Job], crash: Path | None = None) -> str:
    """What to say when the app has ended: about a crash, and about what could not be written, which is kept first."""
    lines = []
    if crash is not None:
        lost = "" if rest else "; nothing that you ticked is lost"
        lines.append(f"tracker met an error that it did not expect and has closed{lost}.")
    if rest:
        lines.append(_keep(session, rest))
    if crash is not None:
        written = crash != Path()
        lines.append(f"What happened is written down for a report: {crash}" if written else _NO_REPORT)
    return "\n".join(lines)


_NO_REPORT = "A report of it could not be written."


def _keep(session: Session, rest: Sequence[Job]) -> str:
    why = str(session.queue.trouble or "tracker was ended before it could write.")
    commands = [_told(session, job) for job in rest]
    count = f"{plural(len(rest), 'change')} could not be written. {why}"
    try:
        path = keep(session.workspace.paths, session.workspace.now(), why, commands)
    except (OSError, TrackerError) as error:
        lines = "\n".join(f"  {words}" for words, _ in commands)
        return f"{count}\nNo file could be made to keep them in ({error}):\n{lines}"
    return f"{count}\nNot lost: they are kept as commands in a file. To make them now:\n  sh {path}"


def _told(session: Session, job: Job) -> tuple[str, tuple[str, ...]]:
    def title(id_: str) -> str:
        with suppress(StoreError):
            return session.title(id_)
        return id_

    if job.command is None:
        return job.line, (job.line,)
    return about(job.command, title), command_of(job.command)


def say(words: str) -> None:
    """Print words for the user, where there still is one."""
    if words and sys.__stderr__:
        write_leaving(sys.__stderr__, f"{plain_lines(words)}\n")
