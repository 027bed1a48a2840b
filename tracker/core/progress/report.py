"""What the user has learnt along a roadmap, to show to others: skills with levels, dates, proof and projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.next_topics import skill_of
from tracker.core.progress.proof import proofs_of
from tracker.core.roadmap.model import Level, Mark, Topic

_UNDATED = 0


class Learnt(NamedTuple):
    """A done topic, the local day on which it was ticked (0 for an unknown one), and addresses that prove it."""

    topic: Topic
    day: int
    proofs: tuple[str, ...]


class SkillReport(NamedTuple):
    """What is done of a skill. `level` is the highest one of which everything that counts is done; None for none."""

    title: str
    tally: Tally
    level: Level | None
    learnt: tuple[Learnt, ...]


class Report(NamedTuple):
    """What is done of a roadmap, on a day. `year` is what `core.progress.pace.year` makes of it."""

    title: str
    day: int
    total: Tally
    ready: Tally | None
    skills: tuple[SkillReport, ...]
    year: list[list[float | None]]

    @property
    def learnt(self) -> list[Learnt]:
        """Every done topic."""
        return [learnt for skill in self.skills for learnt in skill.learnt]

    @property
    def projects(self) -> list[Learnt]:
        """The done topics that are projects."""
        return [learnt for learnt in self.learnt if learnt.topic.project]

    @property
    def proven(self) -> int:
        """How many done topics have proof."""
        return sum(bool(learnt.proofs) for learnt in self.learnt)


def make_report(
    progress: Progress,
    days: Mapping[str, int],
    proofs: Mapping[str, str],
    title: Callable[[str], str],
    *,
    today: int,
    year: list[list[float | None]],
) -> Report:
    """The report of a roadmap; skills with nothing done are left out. `title` gives the title of a skill by its id."""
    by_skill: dict[str, dict[str, Topic]] = {}
    for topic in progress.tree.topics():
        if topic.id in progress.counted and progress.mark(topic.id) is not Mark.SKIPPED:
            by_skill.setdefault(skill_of(topic.id), {})[topic.id] = topic
    skills = []
    for skill, topics in by_skill.items():
        done = [topic for topic in topics.values() if progress.mark(topic.id) is Mark.DONE]
        if done:
            learnt = tuple(
                Learnt(topic, days.get(topic.id, _UNDATED), proofs_of(proofs.get(topic.id, ""))) for topic in done
            )
            tally = progress.tally_of(topics.keys())
            skills.append(SkillReport(title(skill), tally, _level(topics.values(), progress), learnt))
    return Report(progress.roadmap.title, today, progress.total, progress.ready, tuple(skills), year)


def _level(topics: Iterable[Topic], progress: Progress) -> Level | None:
    reached = None
    for level in Level:
        at_level = [topic for topic in topics if topic.level is level]
        if any(progress.mark(topic.id) is not Mark.DONE for topic in at_level):
            break
        reached = level if at_level else reached
    return reached
