"""Which reviews are due today, and how fresh each topic is now."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.core.journal.entries import entry_moment, entry_topic
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.progress.review import Memory, Schedule, due_reviews, freshness
from tracker.settings import Settings
from tracker.workspace.local_days import begin_of, local_day
from tracker.workspace.workspace import Workspace


class Reviews(NamedTuple):
    """How every reviewed topic sits, by its id, and the reviews of today, the most valuable first."""

    memories: dict[str, Memory]
    due: list[Memory]


def read_reviews(workspace: Workspace, state: State, settings: Settings, in_view: Sequence[Progress]) -> Reviews:
    """The reviews of the roadmaps for which the user asked for them. A tick is the first answer: Good."""
    today, now = workspace.today(), datetime.fromisoformat(workspace.now())
    schedules = workspace.schedules.all(settings.retention)
    memories = {topic: _memory(topic, schedule, now) for topic, schedule in schedules.items()}
    morning = begin_of(today)
    answered = sum(entry_moment(subject) >= morning and entry_topic(subject) in memories for subject in state.answers)
    return Reviews(memories, due_reviews(memories.values(), in_view, today, settings.reviews_a_day, answered))


def _memory(topic: str, schedule: Schedule, now: datetime) -> Memory:
    days = (now - datetime.fromisoformat(schedule.answered)).days
    return Memory(topic, local_day(schedule.due), freshness(schedule.stability, days))
