"""Whether what is done still sits: which reviews are due, and how fresh a roadmap is.

Nothing here un-ticks anything. When each topic is due is said by a scheduler outside of the core, FSRS
(github.com/open-spaced-repetition); how fresh a topic is on a day follows from what that said of its last answer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import floor
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Mark

_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1
"""How FSRS 6 forgets, with its published parameters: 90 % are left after as many days as the stability."""


class Schedule(NamedTuple):
    """What the scheduler makes of all answers for a topic: its stability in days, the last answer, the next review.

    Both moments are in UTC, in ISO 8601.
    """

    stability: float
    answered: str
    due: str


class Memory(NamedTuple):
    """How a done topic sits: the day of its next review, and how likely the user still knows it, from 0 to 1."""

    topic: str
    due: int
    freshness: float


def freshness(stability: float, days: int) -> float:
    """How likely a topic of this stability is still known so many whole days after its last answer, from 0 to 1."""
    return float((1 + _FACTOR * max(0, days) / stability) ** _DECAY)


def due_reviews(
    memories: Iterable[Memory], in_view: Sequence[Progress], today: int, most: int, answered: int
) -> list[Memory]:
    """The reviews of today, the most valuable first: at most `most` a day, of which so many are `answered` already.

    A topic is worth the more, the more roadmaps in view count it and the more topics there need it; of equal ones the
    one that sits worst comes first. What does not fit stays due.
    """
    counts = Counter(id_ for progress in in_view for id_ in progress.counted)
    needs = Counter(need for progress in in_view for topic in progress.tree.topics() for need in topic.needs)
    due = [memory for memory in memories if memory.due <= today]
    due.sort(key=lambda memory: (-counts[memory.topic], -needs[memory.topic], memory.freshness, memory.topic))
    return due[: max(0, most - answered)]


def fresh_percent(progress: Progress, memories: Mapping[str, Memory]) -> int | None:
    """Whole per cent of a roadmap that are done and still sit; what is not reviewed sits. None where nothing counts."""
    total = progress.total
    if not total.counted:
        return None
    done = [id_ for id_ in progress.counted if progress.mark(id_) is Mark.DONE]
    sits = sum(memories[id_].freshness if id_ in memories else 1.0 for id_ in done)
    return max(1, floor(100 * sits / total.counted)) if done else 0
