"""The one place that reads the clock and the source of randomness."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime

from tracker.core.journal.clock import uuid7
from tracker.core.journal.events import Stamp

Clock = Callable[[], float]
"""Seconds since 1970, UTC."""

system_clock: Clock = time.time

_LETTERS = 8 * b"abcdefghijkmnpqrstuvwxyz23456789"  # one for each value of a byte


def utc(seconds: float) -> str:
    """A moment in ISO 8601, UTC, to the millisecond."""
    whole, fraction = divmod(round(seconds * 1000), 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{fraction:03d}Z"


def local(moment_in_utc: str) -> str:
    """A moment of the journal as the clock on the wall shows it: `2026-01-31 13:00`."""
    try:
        return f"{datetime.fromisoformat(moment_in_utc).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):  # not one that this program wrote
        return moment_in_utc[:16].replace("T", " ")


def stamp(clock: Clock, device: str) -> Stamp:
    """When and where a transaction is made."""
    now = clock()
    return Stamp(utc(now), device, lambda: new_uid(now), round(now * 1000))


def new_uid(now: float) -> str:
    """A fresh, time-ordered uid."""
    return uuid7(round(now * 1000), int.from_bytes(os.urandom(10), "big"))


def new_id() -> str:
    """Ten random letters and digits, without those that look alike."""
    return os.urandom(10).translate(_LETTERS).decode()


def moment(text: str, latest: str) -> str:
    """The moment in ISO 8601 that a file gives (a day, or a time of this place) as we write it; empty for no moment.

    What lies after `latest` is no moment at which something can have been done, and neither is one before 1970.
    """
    try:
        time = datetime.fromisoformat(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError, OSError):
        return ""
    if time is None or time.year < 1970:  # noqa: PLR2004  as the docstring says
        return ""
    written = f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03d}Z"
    return written if written <= latest else ""
