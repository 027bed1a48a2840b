"""A roadmap with everything that is known about it, as formats write it: tree, marks, cards and notes."""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Card, Mark, Topic
from tracker.core.roadmap.tree import Tree


class Document(NamedTuple):
    """One roadmap as it stands for one user, asked by the places in its tree.

    `cards` and `notes` go by topics' ids, `notes` by groups' keys too. `times` say when a topic got its mark, in UTC.
    `with_days` is true where a format of text is to say the day behind what is done.
    """

    progress: Progress
    cards: Mapping[str, Card]
    notes: Mapping[str, str]
    times: Mapping[str, str] = {}
    with_days: bool = False

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

    def done_at(self, place: int) -> str:
        """When the topic at a place was done, in UTC; empty for a group, and where it is not done."""
        node = self.tree.nodes[place]
        if not isinstance(node, Topic) or self.progress.mark(node.id) is not Mark.DONE:
            return ""
        return self.times.get(node.id, "")

    def counts(self, place: int) -> bool:
        """Whether what is at a place counts in the percentage; a topic that those below it stand for does not."""
        node = self.tree.nodes[place]
        stands_for_itself = not (isinstance(node, Topic) and node.by_children and self.tree.has_children(place))
        return bool(self.progress.counts[place]) and stands_for_itself
