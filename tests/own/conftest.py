"""A store with the small library in use, files to bring in, and ways to look at what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tracker.core.roadmap.model import Group, Node
from tracker.workspace import Workspace

PLAN = """\
# Harbour plan

Some words about it.

## Ropes

- [x] [Tie a bowline](https://example.org/bowline)
  with one hand
- [ ] Splice a rope
  - [x] Cut it
  - [/] Whip the end

## Weather

### Clouds

- [ ] Read a cloud
- [-] Name them in Latin
"""

NEWER = """\
# Harbour plan

## Ropes and lines

- [ ] [Tie a bowline](https://example.org/bowline)
  with one hand
- [x] Splice a rope
  - [ ] Cut it

## Weather

- [ ] Read a cloud
- Name them in Latin
- [ ] Tell the wind
"""

Write = Callable[[str, str], str]
"""Writes a file of this name and content, and gives its path."""
Imported = Callable[..., str]
"""Imports a text, and gives the id of the roadmap."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


@pytest.fixture
def brought(small_home: Path, cli: Run, write: Write) -> Imported:
    def imported(text: str = PLAN, name: str = "plan.md", *words: str) -> str:
        return str(cli("import", write(name, text), "--yes", "--json", *words).json()["roadmap"])

    return imported


@pytest.fixture
def workspace(small_home: Path) -> Iterator[Workspace]:
    with Workspace.open() as opened:
        yield opened


def shape(workspace: Workspace, roadmap: str) -> list[Any]:
    """The tree with what a user sees of it: titles, marks, levels, hours, notes, links and rules, but no ids."""
    state, cards, tree = workspace.state(), workspace.cards(), workspace.roadmap(roadmap).tree

    def below(parent: int) -> list[Any]:
        return [shape_of(tree.nodes[place], below(place)) for place in tree.children(parent)]

    def shape_of(node: Node, below: list[Any]) -> Any:
        if isinstance(node, Group):
            return (node.title, node.rule.value, node.optional, state.notes.get(node.key, ""), below)
        card = cards.get(node.id)
        links = [(link.kind, link.title, link.url) for link in card.links] if card else []
        told = (card.done_when if card else "", links, state.notes.get(node.id, ""))
        mark = state.marks.get(node.id)
        return (node.title, mark.value if mark else "todo", node.level, node.hours, *told, below)

    return below(0)


def topic(workspace: Workspace, title: str) -> str:
    """The id of the one topic with this title."""
    (topic_id,) = [id_ for id_, name in workspace.topic_names().items() if name.title == title]
    return topic_id
