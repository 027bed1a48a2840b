"""How far a long act has come: which step of it is on, and how much of that step is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

_T = TypeVar("_T")
_TIMES = 200


class Step(StrEnum):
    """The steps in which a file comes in, in order."""

    READING = "reading"
    UNDERSTANDING = "understanding"
    COMPARING = "comparing"
    SAVING = "saving"


ProgressCallback = Callable[[Step, float], None]
"""Is told the step that is on and the fraction of it that is done, from 0 to 1; may raise to end the act."""

Part = Callable[[float], None]
"""Is told the fraction of one step that is done, from 0 to 1."""


def no_progress(_step: Step, _fraction: float) -> None:
    """The `ProgressCallback` of an act that nobody watches."""


def untold(_fraction: float) -> None:
    """The `Part` of a step that nobody watches."""


def between(part: Part, begin: float, end: float) -> Part:
    """What tells `part` of a part of it, which goes from the fraction `begin` to `end`."""
    return lambda fraction: part(begin + (end - begin) * fraction)


def told(items: Sequence[_T], part: Part) -> Iterator[_T]:
    """`items` one after the other; `part` is told now and then how many of them have been taken."""
    every = max(1, len(items) // _TIMES)
    for at in range(0, len(items), every):
        part(at / len(items))
        yield from items[at : at + every]
