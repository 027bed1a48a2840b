"""How far somebody is along a roadmap, as they share it with a group; and what a group is learning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_MOST_STUCK = 10
"""Topics that a mentor is shown; the rest are learned by fewer."""


class Share(NamedTuple):
    """How far somebody is along a role. Days are in ISO 8601, empty for never.

    `doing` has the titles of the topics that are being learned, with the days since when; none unless `topics` is true.
    """

    owner: str
    team: str
    role: str
    title: str
    done: int
    counted: int
    percent: int | None
    last_tick: str
    since: str
    topics: bool
    doing: Mapping[str, str]


class Stuck(NamedTuple):
    """A topic that several are learning: how many, and since when the first of them is."""

    title: str
    people: int
    since: str


def far(share: Share) -> str:
    """How far somebody is, in columns."""
    percent = "-" if share.percent is None else share.percent
    return f"{percent:>3} %  {share.done:,} of {share.counted:,}"


def stuck(shares: Sequence[Share]) -> list[Stuck]:
    """What most are learning, first what most of them do."""
    days = defaultdict[str, list[str]](list)
    for share in shares:
        for title, day in share.doing.items():
            days[title].append(day)
    most = sorted(days.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:_MOST_STUCK]
    return [Stuck(title, len(since), min(since)) for title, since in most]
