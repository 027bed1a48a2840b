"""What a roadmap is: topics in groups, a tree of any depth, valid by construction."""

from typing import NamedTuple

from tracker.core.roadmap.parts import (
    MOST_MONTHS,
    Card,
    Group,
    Kind,
    Level,
    Link,
    Mark,
    Node,
    Profile,
    Rule,
    SourceKey,
    Topic,
)
from tracker.core.roadmap.tree import Tree

__all__ = [
    "MOST_MONTHS",
    "Card",
    "Group",
    "Kind",
    "Level",
    "Link",
    "Mark",
    "Node",
    "Profile",
    "Roadmap",
    "Rule",
    "SourceKey",
    "Topic",
]


class Roadmap(NamedTuple):
    """Anything that can be worked through: a role, a skill, or a tree of the user's own.

    `ready` is the smaller tree that makes a junior ready to apply, where a role names one.
    """

    id: str
    kind: Kind
    title: str
    summary: str
    tree: Tree
    ready: Tree | None = None
