"""Documents to write out: a roadmap of the small library as it stands for somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.conftest import SMALL_LIBRARY
from tests.core.trees import tree
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card, Group, Kind, Roadmap, Topic
from tracker.workspace.library_files import bundled_snapshot

Write = Callable[[str, State], Document]


class Line(NamedTuple):
    """Somebody else's words for the parts of one topic."""

    title: str = "Title"
    done_when: str = ""
    note: str = ""


@pytest.fixture(scope="session")
def small_document() -> Write:
    """Gives the document of a roadmap of the small library."""
    snapshot = bundled_snapshot(SMALL_LIBRARY, "library")
    roadmaps = {roadmap.id: roadmap for roadmap, _ in snapshot.roadmaps}

    def write(roadmap: str, state: State) -> Document:
        return Document(measure(roadmaps[roadmap], state.marks, state.choices), snapshot.cards, state.notes)

    return write


def one_topic(line: Line, card: Card | None = None) -> Document:
    """A document with a single topic, in the words of `line`."""
    written = tree(Group("own", line.title), Topic("own/topic", line.title))
    roadmap = Roadmap("own", Kind.OWN, line.title, "", written)
    cards = {"own/topic": card or Card(line.done_when)}
    state = State(notes={"own/topic": line.note} if line.note else {})
    return Document(measure(roadmap, {}, {}), cards, state.notes)
