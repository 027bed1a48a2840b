"""What is shown of something before it is saved, as plain text in parts: each face prints the parts in its own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.core.roadmap.model import Mark


class Style(NamedTuple):
    """How a face shows things.

    `mark` gives the sign of a mark. `way` says what a user does to get to an action (`link` or `update`) of a roadmap,
    given by its id. `outline_lines` is how many lines of a tree are shown at most.
    """

    mark: Callable[[Mark], str]
    arrow: str
    way: Callable[[str, str], str]
    outline_lines: int


class Section(NamedTuple):
    """A heading and its lines. `is_title` is true where the heading is a title, which is shown as it is written."""

    heading: str
    lines: tuple[str, ...]
    is_title: bool = False


class Summary(NamedTuple):
    """What is shown of something that waits to be saved.

    `heading` is empty where the counts say it all; `is_title` is as in `Section`. `counts` stand in one line, `remarks`
    are sentences of their own, and `advice` are those that say what a user may want instead. `outline` is a tree.
    """

    heading: str = ""
    is_title: bool = False
    counts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
