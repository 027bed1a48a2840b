"""The order of the journal: a hybrid logical clock, and the uids of events.

A clock is the milliseconds since 1970 in its upper bits and a counter in the lower ones. An event's clock is above
every clock that its journal held when it was written, whatever the wall clock said then (Kulkarni et al., "Logical
Physical Clocks", 2014).
"""

from __future__ import annotations

COUNTER_BITS = 15
"""So many events, 32,768, fit into a millisecond; 48 bits of milliseconds fit beside them into SQLite's integer."""
MOST_CLOCK = 253_402_300_800_000 << COUNTER_BITS
"""The end of the year 9999; no event of another store is later, which leaves room for those that follow it."""
DAY = 86_400_000 << COUNTER_BITS
"""So far ahead an event may be without a word: a wrong time zone makes up to 14 hours, a day more is a wrong date."""
FARTHEST = 365_000 * DAY
"""So far ahead, a thousand years, is no clock of a machine. An event at the end of all clocks would bring every later
one of its journal there, and no other journal would take those."""
_UUID_VERSION = 14
"""The place of the version in a written UUID."""


def clock_at(milliseconds: int) -> int:
    """The first clock of a millisecond since 1970."""
    return milliseconds << COUNTER_BITS


def next_clock(milliseconds: int, highest: int) -> int:
    """The clock of an event that is written now, in a journal whose highest clock is `highest`."""
    return max(clock_at(milliseconds), highest + 1)


def clock_of_old(uid: str, moment: str) -> int:
    """The clock of an event that was written without one, the same on every machine.

    That is the time in its uid; `moment`, one in ISO 8601, stands in where the uid is none of ours. Events of one
    transaction get the same clock, and their uids keep their order.
    """
    plain = uid.replace("-", "")
    try:
        is_ours = uid[_UUID_VERSION : _UUID_VERSION + 1] == "7"
        milliseconds = int(plain[:12], 16) if is_ours else _milliseconds(moment)
    except ValueError:
        milliseconds = 0
    return min(clock_at(max(milliseconds, 0)), MOST_CLOCK)


def _milliseconds(moment: str) -> int:
    """Milliseconds from 1970 to a moment in UTC. Raises `ValueError` for a text that is none.

    The calendar counts from March, so that the leap day is the last of its year.
    """
    year, month, day = int(moment[:4]), int(moment[5:7]), int(moment[8:10])
    hour, minute, second, thousandth = (int(moment[a:b]) for a, b in ((11, 13), (14, 16), (17, 19), (20, 23)))
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # noqa: PLR2004  January and February
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 719_469
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + thousandth


def uuid7(unix_ms: int, random: int) -> str:
    """A time-ordered uid of `unix_ms` and 74 random bits (RFC 9562, section 5.7)."""
    low = random & (1 << 62) - 1
    high = (random >> 62) & (1 << 12) - 1
    number = (unix_ms & (1 << 48) - 1) << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
