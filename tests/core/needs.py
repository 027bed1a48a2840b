"""Roadmaps whose topics have prerequisites, in them and elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from tests.core.trees import part, roadmap
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.prerequisites import is_met
from tracker.core.roadmap.model import Level, Mark, Roadmap, Topic


class Course(NamedTuple):
    """A roadmap, every topic that there is anywhere, and what somebody did."""

    roadmap: Roadmap
    everywhere: dict[str, Topic]
    marks: dict[str, Mark]

    @property
    def progress(self) -> Progress:
        """Progress as it stands."""
        return measure(self.roadmap, self.marks, {})

    def find(self, topic: str) -> Topic | None:
        """A topic by its id."""
        return self.everywhere.get(topic)

    def is_open(self, topic: str) -> bool:
        """Whether there is such a topic, and it is neither done nor skipped."""
        return topic in self.everywhere and not is_met(self.marks.get(topic, Mark.TODO))


@st.composite
def courses(draw: st.DrawFn, name: str = "role") -> Course:
    """Any roadmap of topics that need others, some of which are optional in it, elsewhere, or in no roadmap."""
    count = draw(st.integers(1, 12))
    topics: list[Topic] = []
    for number in range(count):
        earlier = [topic.id for topic in topics] + ["gone/topic"]
        needs = draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True))
        hours = draw(st.sampled_from((0.0, 0.5, 2.0, 30.0)))
        skill, level = draw(st.sampled_from("xyz")), draw(st.sampled_from(Level))
        topics.append(Topic(f"{skill}/{number}", str(number), level, hours, tuple(needs)))
    marks = {
        topic.id: mark for topic in topics if (mark := draw(st.sampled_from((*Mark, Mark.TODO, Mark.TODO)))) != "todo"
    }
    where = [draw(st.sampled_from(("counted", "counted", "optional", "elsewhere"))) for _ in topics]
    order = draw(st.permutations(range(count)))
    counted = [topics[number] for number in order if where[number] == "counted"] or [topics[-1]]
    optional = [topics[number] for number in order if where[number] == "optional" and topics[number] not in counted]
    drawn = roadmap(name, *counted, part("useful", *optional, optional=True))
    return Course(drawn, {topic.id: topic for topic in topics}, marks)
