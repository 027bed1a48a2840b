"""What to learn next, and why.

Nothing is offered whose prerequisites are open, wherever they stand; those that do not count in the roadmap are offered
themselves. Each reason has a weight, the weighted sum is the score, and the highest score comes first.
"""

from collections import Counter
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple, TypeVar

from tracker.core.effort import time_left
from tracker.core.progress.measure import Progress
from tracker.core.progress.prerequisites import Dependents, FindTopic, open_with_prerequisites, startable
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Kind, Level, Topic

_Role = TypeVar("_Role", Progress, Standing)


class Reasons(NamedTuple):
    """A number for each reason for or against a topic."""

    doing: float
    """It is being learnt."""
    ready: float
    """It is part of ready to apply, or something there waits for it."""
    level: float
    """The levels that it lies below advanced."""
    roles: float
    """The other roadmaps in view in which it counts."""
    unlocks: float
    """How often what waits for it, all the way down, can be halved: the first that it unlocks matters most."""
    begun: float
    """Something of its skill is done or being learnt: a skill is easier to go on with than to begin."""
    faded: float
    """Its prerequisites that are due for review: they come first."""
    repeated: float
    """The better suggestions of the same skill: a list is not five topics of one."""


WEIGHTS = Reasons(doing=40, ready=24, level=12, roles=4, unlocks=3, begun=5, faded=-6, repeated=-7)
"""What each reason adds to the score for each that it counts.

They were set by following the first suggestion for forty ticks from nothing in nine roles and reading the order as a
learner would; two more roles were kept aside for a last look.
"""


class Part(NamedTuple):
    """A reason by its name in `Reasons`, how many times it speaks, and what it adds to the score."""

    reason: str
    times: float
    value: float


class Suggestion(NamedTuple):
    """A topic to learn next, with the parts of its score, and the reasons in one line.

    `counted` is false for a prerequisite that does not count in the roadmap itself.
    """

    topic: Topic
    counted: bool
    parts: tuple[Part, ...]
    why: str

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(part.value for part in self.parts)


def suggest(
    progress: Progress,
    find: FindTopic,
    beside: Sequence[Progress] = (),
    most: int = 3,
    within: float = 0.0,
    *,
    no_cost: bool = False,
    due: frozenset[str] = frozenset(),
) -> list[Suggestion]:
    """The best topics to learn next along a roadmap, at most `most`, best first.

    `beside` are other roadmaps in view. `within`, in hours, leaves out what takes longer or months; 0 leaves out
    nothing. `no_cost` leaves out what needs money or special hardware. `due` are topics whose review is due.
    """
    scoring = Scoring(progress, find, beside, due)
    fitting = [
        topic
        for topic in startable(scoring.topics)
        if not (within and (topic.hours > within or topic.months)) and not (no_cost and topic.needed)
    ]
    scored = [(topic, scoring.reasons(topic)) for topic in fitting]
    scored.sort(key=_falling)
    better = Counter[str]()
    varied = []
    for topic, reasons in scored:
        skill = skill_of(topic.id)
        varied.append((topic, reasons._replace(repeated=better[skill]) if better[skill] else reasons))
        better[skill] += 1
    varied.sort(key=_falling)
    return [scoring.suggestion(topic, reasons) for topic, reasons in varied[:most]]


def _falling(scored: tuple[Topic, Reasons]) -> float:
    """What sorts the highest score to the front; equals stay in the order of the roadmap."""
    return -score(scored[1])


def score(reasons: Reasons) -> float:
    """The weighted sum of the reasons."""
    total: float = sum(map(mul, reasons, WEIGHTS))
    return total


def skill_of(topic: str) -> str:
    """The skill or own roadmap with which the id of a topic begins."""
    return topic.partition("/")[0]


class Scoring:
    """What the reasons for a topic follow from.

    `topics` are those that are open, `begun` the skills in which something is done or being learnt.
    """

    def __init__(
        self,
        progress: Progress,
        find: FindTopic,
        beside: Sequence[Progress],
        due: frozenset[str] = frozenset(),
    ) -> None:
        self._due = due
        self.topics = open_with_prerequisites(progress, find)
        self._in_view = (progress, *beside)
        self._dependents = Dependents(self.topics)
        self._ready = frozenset(progress.roadmap.ready.ids() if progress.roadmap.ready else ())
        self._for_ready = self._ready | self._dependents.leading_to(self._ready)
        self.begun = {skill_of(id_) for id_ in progress.marks}

    def is_counted(self, topic: str) -> bool:
        """Whether a topic counts in the roadmap itself."""
        return topic in self._in_view[0].open_topics

    def reasons(self, topic: Topic) -> Reasons:
        """How much each reason speaks for a topic."""
        id_, progress = topic.id, self._in_view[0]
        return Reasons(
            id_ in progress.doing,
            id_ in self._for_ready,
            Level.ADVANCED.rank - topic.level.rank if topic.level else 0,
            sum([id_ in other.open_topics for other in self._in_view[1:]]),
            self._dependents.count(id_).bit_length(),
            skill_of(id_) in self.begun,
            len(self._due.intersection(topic.needs)) if self._due else 0,
            0,
        )

    def suggestion(self, topic: Topic, reasons: Reasons) -> Suggestion:
        """A topic with its reasons, in numbers and in words."""
        weighed = zip(Reasons._fields, reasons, WEIGHTS, strict=True)
        parts = tuple(Part(name, times, times * weight) for name, times, weight in weighed if times)
        counted = self.is_counted(topic.id)
        return Suggestion(topic, counted, parts, "; ".join(self._words(topic, reasons, counted)))

    def _words(self, topic: Topic, reasons: Reasons, counted: bool) -> list[str]:
        words = []
        if reasons.doing:
            words.append("you are at it")
        if topic.id in self._ready:
            words.append("for ready to apply")
        if not counted:
            waits = next(other.title for other in self.topics.values() if topic.id in other.needs)
            words.append(f"needed first by {waits}")
        if reasons.faded:
            words.append("review what it needs first")
        gains = [100 / other.total.counted for other in self._in_view if topic.id in other.open_topics]
        if gains:
            low, high = f"{min(gains):.1f}", f"{max(gains):.1f}"
            share = f"+{low} %" if low == high else f"+{low} to {high} %"
            what = "roles" if all(other.roadmap.kind is Kind.ROLE for other in self._in_view) else "roadmaps"
            words.append(f"counts in {len(gains)} {what} ({share} each)" if len(gains) > 1 else share)
        if unlocks := self._dependents.count(topic.id):
            words.append(f"unlocks {unlocks:,}")
        if topic.hours or topic.months:
            words.append(time_left(topic.hours, topic.months))
        return words


def nearest_roles(roles: Sequence[_Role], most: int = 3) -> list[_Role]:
    """The roles that the user is furthest along, best first; those not begun are left out."""
    begun = [role for role in roles if role.total.done]
    return sorted(begun, key=lambda role: -role.total.done / role.total.counted)[:most]
