"""Links that are obvious and not made yet: a topic of the user's own has the title of something in the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.importing.library_links import proposals
from tracker.core.journal.commands import is_skill
from tracker.core.roadmap.model import Kind, Roadmap, SourceKey
from tracker.workspace.workspace import Workspace


class Proposal(NamedTuple):
    """A topic, and the topic or skill of the library that it could be linked to; `skill` is that skill's title."""

    topic: str
    title: str
    to: str
    to_title: str
    skill: str


def propose(workspace: Workspace, roadmap: Roadmap, anchors: Mapping[str, SourceKey]) -> list[tuple[str, str]]:
    """Obvious links from topics of `roadmap` to topics and skills of the library: by title, or by the file's own id."""
    own = {topic.id for other in workspace.roadmaps(Kind.OWN) for topic in other.tree.topics()}
    library = {id_: (name.title, *name.others) for id_, name in workspace.topic_names().items() if id_ not in own}
    names = workspace.roadmap_names().items()
    skills = {id_: (name.title, *name.others) for id_, (kind, name) in names if kind is Kind.SKILL}
    titles = [(topic.id, topic.title) for topic in roadmap.tree.topics()]
    by_title = dict(proposals(titles, {**library, **skills}))
    by_id = {id_: anchor.id for id_, anchor in anchors.items() if anchor.id in library and anchor.id != id_}
    return list({**by_title, **by_id}.items())


def proposed(workspace: Workspace, roadmap: Roadmap) -> list[Proposal]:
    """The proposals for topics of `roadmap` that are not linked, in its order."""
    links, library, skills = workspace.state().links, workspace.topic_names(), workspace.roadmap_names()
    titles = {topic.id: topic.title for topic in roadmap.tree.topics()}
    proposals = []
    for topic, to in propose(workspace, roadmap, workspace.upstream(roadmap.id).anchors):
        if topic not in links:
            skill = skills[to.partition("/")[0]][1].title
            proposals.append(Proposal(topic, titles[topic], to, skill if is_skill(to) else library[to].title, skill))
    return proposals
