"""What the app could not write before it ended: kept in a file beside the store, as words and as commands."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path

from tracker.core.journal.commands import (
    AnswerReview,
    Choose,
    Command,
    SetMark,
    SetProof,
    SetReview,
    SetTarget,
    StartTimer,
    StopTimer,
    Watch,
    WriteNote,
)
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain, plural
from tracker.workspace.paths import Paths

_NAME = "unwritten-{}.sh"
_COMMANDS = {Mark.DONE: "tick", Mark.DOING: "start", Mark.SKIPPED: "skip", Mark.TODO: "reset"}


def command_of(command: Command) -> tuple[str, ...]:  # noqa: C901, PLR0911  # one answer a command
    """The words of the command that does the same; none where only the app can do it."""
    match command:
        case SetMark():
            return (_COMMANDS[command.mark], *command.topics)
        case WriteNote():
            return ("note", command.topic, command.text)
        case SetTarget():
            return ("target", command.role)
        case Watch():
            return ("watch", command.roadmap, *(() if command.on else ("--off",)))
        case Choose():
            role, _, group = command.group.partition("/")
            return ("choose", role, command.option) if command.option else ("choose", role, group, "--auto")
        case AnswerReview():
            return ("review", command.topic, "--answer", command.rating.value)
        case SetReview():
            return ("review", "--on" if command.on else "--off", command.roadmap)
        case SetProof():
            return ("proof", command.topic, *command.links) if command.links else ("proof", command.topic, "--remove")
        case StartTimer():
            return ("timer", "start", command.topic)
        case StopTimer():
            return ("timer", "stop", *(("--time", f"{command.minutes}m") if command.minutes else ()))
        case _:
            return ()


def about(command: Command, title: Callable[[str], str]) -> str:  # noqa: C901, PLR0911  # one answer a command
    """What was asked, in words on one line. `title` gives the title of a topic or roadmap by its id."""
    match command:
        case SetMark():
            more = f" and {len(command.topics) - 1} more" if len(command.topics) > 1 else ""
            return plain(f"{title(command.topics[0])}{more}: {command.mark}")
        case WriteNote():
            return plain(f"note on {title(command.topic)}")
        case SetTarget():
            return plain(f"target: {title(command.role)}")
        case Watch():
            return plain(f"{'keep in view' if command.on else 'no longer keep in view'}: {title(command.roadmap)}")
        case Choose():
            option = title(command.option) if command.option else "the one furthest along"
            return plain(f"{command.group}: {option} counts")
        case AnswerReview():
            return plain(f"review of {title(command.topic)}: {command.rating}")
        case SetReview():
            return plain(f"{'review' if command.on else 'no longer review'} {title(command.roadmap)}")
        case SetProof():
            return plain(f"proof of {title(command.topic)}")
        case StartTimer():
            return plain(f"timer started: {title(command.topic)}")
        case StopTimer():
            return f"timer stopped: {plural(command.minutes, 'minute')}"
        case _:
            return "a change to your own topics"


def keep(paths: Paths, now: str, why: str, commands: Iterable[tuple[str, tuple[str, ...]]]) -> Path:
    """Write what could not be written to a new file that a shell runs, and that goes away when all of it succeeded.

    `now` is the moment in UTC; a command is what it does, in words, and the words of its line. Raises `OSError`.
    """
    lines = [
        "#!/bin/sh",
        f"# What tracker could not write to {plain(str(paths.store))} at {now}.",
        *(f"# {plain(line)}" for line in why.splitlines()),
        f"# To do it now: sh {shlex.quote(str(paths.data / _NAME.format(_stamp(now))))}",
        "set -e",
    ]
    if home := os.environ.get("TRACKER_HOME"):
        lines.append(f"export TRACKER_HOME={shlex.quote(str(Path(home).expanduser().absolute()))}")
    for words, line in commands:
        lines.append(f"# {plain(words)}")
        if line:
            lines.append(shlex.join(("tracker", *line)))
    lines.append('rm -- "$0"')
    paths.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    for n in range(1000):
        path = paths.data / _NAME.format(f"{_stamp(now)}{f'-{n}' if n else ''}")
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(file, "w", encoding="utf-8", errors="replace") as out:
            out.write("\n".join(lines) + "\n")
            out.flush()
            os.fsync(out.fileno())
        return path
    raise FileExistsError(f"too many files like {path}")


def reminder(paths: Paths) -> str:
    """What to say about them; empty where there is none."""
    files = paths.unwritten
    if not files:
        return ""
    run = "\n".join(f"  sh {shlex.quote(str(path))}" for path in files)
    return f"Changes that could not be written are kept in a file. To make them now, or look at it first:\n{run}"


def _stamp(now: str) -> str:
    return "".join(letter for letter in now[:19] if letter.isdigit())
