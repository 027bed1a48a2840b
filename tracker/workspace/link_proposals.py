"""Links that are obvious and not made yet: a topic of the person's own has the title of something in the library."""

from __future__ import annotations

from typing import NamedTuple

from tracker.core.journal.commands import is_skill
from tracker.core.roadmap.model import Roadmap
from tracker.workspace.incoming.roadmap_import import propose
from tracker.workspace.workspace import Workspace


class Proposal(NamedTuple):
    """A topic, and the topic or skill of the library that it could be linked to; `skill` is that skill's title."""

    topic: str
    title: str
    to: str
    to_title: str
    skill: str


def proposed(workspace: Workspace, roadmap: Roadmap) -> list[Proposal]:
    """The proposals for topics of `roadmap` that are not linked, in its order."""
    links, library, skills = workspace.state().links, workspace.topic_names(), workspace.roadmap_names()
    titles = {topic.id: topic.title for topic in roadmap.tree.topics()}
    found = []
    for topic, to in propose(workspace, roadmap, workspace.upstream(roadmap.id).anchors):
        if topic not in links:
            skill = skills[to.partition("/")[0]][1].title
            found.append(Proposal(topic, titles[topic], to, skill if is_skill(to) else library[to].title, skill))
    return found
