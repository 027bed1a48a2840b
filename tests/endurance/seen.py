"""What a terminal receives: the bytes of a command or of the app, judged by what tracker itself ever sends."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from tests.endurance.homes import HANGS, PATIENCE, command, environment

SECONDS = 10.0
"""Processor time in seconds that one command may take: a user who waits longer takes it to hang."""
MEGABYTES = 400
"""Memory that one command may take, in MiB: a tenth of what a small machine has."""

_COLOUR = r"(?:[34]8;(?:5;\d{1,3}|2(?:;\d{1,3}){3})|[0-9]|2[1-9]|[34][0-79]|9[0-7]|10[0-7])"
_OWN = re.compile(
    rf"\x1b\[(?:{_COLOUR}(?:;{_COLOUR})*)?m"  # colours and weight of text
    r"|\x1b\[\d{1,3};\d{1,3}H"  # to a place; a screen has no 1,000 lines here
    r"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"  # modes, which `terminals` watches in pairs
    r"|\x1b\[\?20(?:26|48)\$p"  # does the terminal know this mode?
    r"|\x1b\[[<>]\d*u"  # its way to report keys
    r"|\x1b\]22;[a-z-]*\x07"  # shape of the pointer
    r"|\x1b\]11;\?\x1b\\\x1b\[c"  # which background?
    r"|\x1b\]52;c;aHR0c[\w+/]*={0,2}\x07"  # an address that is copied: it begins with "http"
    r"|\r?\n"
)
_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\xad\U000e0000-\U000e00ff\ud800-\udfff]"
)


class Seen(NamedTuple):
    """What a command did: its exit code, what the terminal received, processor time in seconds, memory in MB."""

    code: int
    raw: bytes
    seconds: float
    megabytes: float


def strange(raw: bytes) -> str:
    """The first thing in `raw` that a terminal obeys, or that turns text round, and that tracker never sends; or ""."""
    text = _OWN.sub("", raw.decode("utf-8", "surrogateescape"))
    match = _STRANGE.search(text)
    return ascii(text[max(0, match.start() - 30) : match.start() + 30]) if match else ""


def on_a_terminal(home: Path, cwd: Path, *words: str, patience: float = PATIENCE) -> Seen:
    """Run one command whose standard output and error are a terminal of 80 columns, and wait for its end."""
    outer, inner = pty.openpty()
    try:
        child = subprocess.Popen(
            command(*words), stdin=subprocess.DEVNULL, stdout=inner, stderr=inner, cwd=cwd, start_new_session=True,
            env=environment(home, TERM="xterm-256color", COLUMNS="80"),
        )  # fmt: skip
    except ValueError:  # a NUL among the words, which no shell could hand over either
        os.close(inner)
        os.close(outer)
        return Seen(2, b"", 0, 0)
    os.close(inner)
    raw, end = bytearray(), time.monotonic() + patience
    try:
        while time.monotonic() < end:
            if not select.select([outer], [], [], 0.2)[0]:
                continue
            try:
                raw += (data := os.read(outer, 65_536))
            except OSError:
                break
            if not data:
                break
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
    finally:
        os.close(outer)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    code = child.returncode if time.monotonic() < end else HANGS
    return Seen(code, bytes(raw), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def wrong(seen: Seen) -> str:
    """What is wrong with what a command did, by the promises that hold for every command; or ""."""
    signs = strange(seen.raw)
    last = ascii(seen.raw.decode(errors="replace").strip().rpartition("\n")[2][:120])
    wrongs = {
        "no end": seen.code == HANGS,
        f"traceback: {last}": b"Traceback" in seen.raw,
        f"exit code {seen.code}": seen.code not in range(6),
        f"escape on the terminal: {signs}": bool(signs),
        f"took {seen.seconds:.0f} s": seen.seconds > SECONDS,
        f"took {seen.megabytes:.0f} MB": seen.megabytes > MEGABYTES,
    }
    return next((what for what, holds in wrongs.items() if holds), "")
