"""The one place that reads the clock and the source of randomness."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from tracker.core.journal import Stamp, uuid7

Clock = Callable[[], float]
"""Seconds since 1970, UTC."""

system_clock: Clock = time.time


def utc(seconds: float) -> str:
    """A moment in ISO 8601, UTC, to the millisecond."""
    whole, fraction = divmod(round(seconds * 1000), 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{fraction:03d}Z"


def stamp(clock: Clock, device: str) -> Stamp:
    """When and where an act is made."""
    now = clock()
    return Stamp(utc(now), device, lambda: new_uid(now))


def new_uid(now: float) -> str:
    """A fresh, time-ordered uid."""
    return uuid7(round(now * 1000), int.from_bytes(os.urandom(10), "big"))
