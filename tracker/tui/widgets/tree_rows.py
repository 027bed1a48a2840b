"""Which lines of a roadmap's tree are in view: what is unfolded, and what a filter lets through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from tracker.core.progress import Progress
from tracker.core.roadmap import Group, Mark, Node, Rule, Topic


class Only(StrEnum):
    """What a filter lets through."""

    ALL = "all"
    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"
    OPTIONAL = "useful"


_MARKS = {
    Only.OPEN: (Mark.TODO, Mark.DOING),
    Only.DOING: (Mark.DOING,),
    Only.DONE: (Mark.DONE,),
    Only.SKIPPED: (Mark.SKIPPED,),
}


class TreeRow(NamedTuple):
    """A line of the tree. `counts` is false inside what is optional or not chosen; `option` inside an "any of"."""

    node: Node
    parent: str
    depth: int
    counts: bool
    option: bool
    chosen: bool

    @property
    def key(self) -> str:
        """What stays the same about the line: a group's key, or a topic with the group it stands in."""
        return self.node.key if isinstance(self.node, Group) else f"{self.parent} {self.node.id}"


def visible(progress: Progress, unfolded: AbstractSet[str], only: Only) -> Iterator[TreeRow]:
    """The lines in view, from the top."""
    root = progress.roadmap.root
    yield from _below(progress, unfolded, only, root.children, (root.key, 0, True))


def every_row(progress: Progress) -> Iterator[TreeRow]:
    """Every line of the tree, as if nothing were folded."""
    everything = _Everything()
    yield from visible(progress, everything, Only.ALL)


class _Everything(AbstractSet[str]):
    """The set that has every key in it."""

    def __contains__(self, _key: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _below(
    progress: Progress, unfolded: AbstractSet[str], only: Only, nodes: Iterable[Node], at: tuple[str, int, bool]
) -> Iterator[TreeRow]:
    parent, depth, counts = at
    picked = progress.chosen.get(parent)
    for node in nodes:
        chosen = picked is not None and picked.option == node.id
        here = counts and (picked is None or chosen) and not (isinstance(node, Group) and node.optional)
        if only is not Only.ALL and not _passes(progress, only, node, here):
            continue
        yield TreeRow(node, parent, depth, here, picked is not None, chosen)
        key = node.key if isinstance(node, Group) else node.id
        if node.children and (key in unfolded or isinstance(node, Topic)):
            yield from _below(progress, unfolded, only, node.children, (key, depth + 1, here))


def _passes(progress: Progress, only: Only, node: Node, counts: bool) -> bool:
    """Whether a line, or anything below it, is let through."""
    if isinstance(node, Topic):
        fits = not counts if only is Only.OPTIONAL else progress.mark(node.id) in _MARKS[only]
        if fits:
            return True
    elif only is Only.OPTIONAL and node.optional:
        return True
    return any(
        _passes(progress, only, child, counts and not (isinstance(child, Group) and child.optional))
        for child in node.children
    )


def path_to(node: Node, topic: str) -> list[str] | None:
    """The keys of the groups that lead to a topic, from the top; None when it is not below `node`."""
    key = node.key if isinstance(node, Group) else node.id
    for child in node.children:
        if isinstance(child, Topic) and child.id == topic:
            return [key]
        below = path_to(child, topic)
        if below is not None:
            return [key, *below]
    return None


def group_of(root: Group, row: TreeRow) -> Group:
    """The group that a row is, or the innermost one that holds it."""
    return row.node if isinstance(row.node, Group) else _holding(root, row.parent)[-1]


def either_of(root: Group, row: TreeRow) -> Group | None:
    """The innermost "any of" group that a row is, or is in."""
    path = row.node.key if isinstance(row.node, Group) else row.parent
    return next((group for group in reversed(_holding(root, path)) if group.rule is Rule.ANY), None)


def _holding(root: Group, key: str) -> list[Group]:
    """The groups from the root down to the one with this key."""
    path = [root]
    while True:
        inner = (c for c in path[-1].children if isinstance(c, Group) and f"{key}/".startswith(f"{c.key}/"))
        deeper = next(inner, None)
        if deeper is None:
            return path
        path.append(deeper)
