"""A roadmap with everything that is known about it, as formats write it: tree, marks, cards and notes."""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Card, Topic
from tracker.core.roadmap.tree import Tree


class Document(NamedTuple):
    """One roadmap as it stands for one user, asked by the places in its tree.

    `cards` and `notes` go by topics' ids, `notes` by groups' keys too.
    """

    progress: Progress
    cards: Mapping[str, Card]
    notes: Mapping[str, str]

    @property
    def tree(self) -> Tree:
        """The tree of the roadmap."""
        return self.progress.tree

    def card(self, place: int) -> Card:
        """What there is to read about the topic at a place; an empty card for a group."""
        return self.cards.get(self.tree.nodes[place].name, Card())

    def note(self, place: int) -> str:
        """What the user wrote about the topic or group at a place."""
        return self.notes.get(self.tree.nodes[place].name, "")

    def counts(self, place: int) -> bool:
        """Whether what is at a place counts in the percentage; a topic that those below it stand for does not."""
        node = self.tree.nodes[place]
        stands_for_itself = not (isinstance(node, Topic) and node.by_children and self.tree.has_children(place))
        return bool(self.progress.counts[place]) and stands_for_itself
