"""The children of a node that are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

from tracker.core.roadmap.model import Node


class LazyChildren(Sequence[Node]):
    """Nodes that `make` gives, once and not before they are needed; otherwise as the tuple that it gives."""

    def __init__(self, make: Callable[[], tuple[Node, ...]]) -> None:
        self._make = make

    @cached_property
    def _nodes(self) -> tuple[Node, ...]:
        return self._make()

    @property
    def is_made(self) -> bool:
        """Whether somebody has looked."""
        return "_nodes" in vars(self)

    @overload
    def __getitem__(self, index: int) -> Node: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Node]: ...
    def __getitem__(self, index: int | slice) -> Node | Sequence[Node]:
        return self._nodes[index]

    def __len__(self) -> int:
        return len(self._nodes)

    def __eq__(self, other: object) -> bool:
        return self._nodes == tuple(other) if isinstance(other, (tuple, LazyChildren)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._nodes)
