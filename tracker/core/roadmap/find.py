"""Finding what the user means by a few letters: by id first, then by an unambiguous part of an id or title."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from tracker.core.errors import AmbiguousError, NotFoundError
from tracker.core.text import folded

MOST_CANDIDATES = 8
_ALIKE = 0.6
"""Of 1, for equal names: below it difflib itself takes two words to be different."""

_MOST_COMPARED = 100
"""Names that are compared letter by letter, which takes a second for those of 10,000 topics."""


def find(text: str, names: Mapping[str, Sequence[str]], what: str, *, writes: bool = False) -> str:
    """The id that `text` means. `names` maps each id to its title and other names.

    The exact id wins, then the last part of an id, then a whole name, then the beginning and then any part of an
    id or a name. For a command that `writes`, a name counts like the last part of an id, and after these only whole
    words and then beginnings of words: a fragment inside a word is too little to change something by.

    Raises `AmbiguousError` when several fit equally well and `NotFoundError` when none does.
    """
    for exact in (text.strip(), folded(text.strip())):
        if exact in names:
            return exact
    wanted = _folded(text)
    known = {key: [_folded(key), *map(_folded, others)] for key, others in names.items()}
    writing: tuple[Callable[[str], bool], ...] = (
        lambda key: known[key][0].rpartition("/")[2] == wanted or wanted in known[key],
        lambda key: any(_has_words(name, wanted, str.__eq__) for name in known[key]),
        lambda key: any(_has_words(name, wanted, str.startswith) for name in known[key]),
    )
    reading: tuple[Callable[[str], bool], ...] = (
        lambda key: known[key][0].rpartition("/")[2] == wanted,
        lambda key: wanted in known[key],
        lambda key: any(name.startswith(wanted) for name in known[key]),
        lambda key: any(wanted in name for name in known[key]),
    )
    for fits in (writing if writes else reading) if wanted else ():
        fitting = [key for key in names if fits(key)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise AmbiguousError(f'"{text}" may mean several {what}s', fitting[:MOST_CANDIDATES])
    raise NotFoundError(f'no {what} is called "{text}"', nearest(text, names))


def called(text: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids of those whose whole title or other name is `text`."""
    wanted = _folded(text)
    return [key for key, others in names.items() if wanted in map(_folded, others)]


def _has_words(name: str, wanted: str, fits: Callable[[str, str], bool]) -> bool:
    """Whether the words of `wanted` stand in `name` one after the other, each fitting its word there."""
    words, parts = re.findall(r"[^\s/]+", name), wanted.replace("/", " ").split()
    starts = range(len(words) - len(parts) + 1)
    return any(all(map(fits, words[start:], parts)) for start in starts)


def _folded(name: str) -> str:
    """A name as it is compared: "ML Engineer" and "ml-engineer" are the same."""
    return folded(name.strip()).replace("-", " ")


def nearest(text: str, names: Mapping[str, Sequence[str]], most: int = 3) -> list[str]:
    """The ids that are spelled much like `text`, or have such a name, best first; none where nothing is alike."""
    from difflib import get_close_matches  # 1 ms, 2 % of a `status`; only a typing slip pays for both
    from heapq import nlargest

    spelled: dict[str, str] = {}
    for key, others in names.items():
        for name in (key, key.rpartition("/")[2], *others):
            spelled.setdefault(folded(name), key)
    wanted = folded(text)
    parts = {*wanted, *map("".join, pairwise(wanted))}

    def shared(name: str) -> float:
        """How many letters and pairs of letters `name` has of those that are wanted, for its length."""
        return sum(map(name.__contains__, parts)) / (len(name) + len(wanted))

    compared = spelled if len(spelled) <= _MOST_COMPARED else nlargest(_MOST_COMPARED, spelled, shared)
    close = get_close_matches(wanted, compared, n=most * 3, cutoff=_ALIKE)
    return list(dict.fromkeys(spelled[name] for name in close))[:most]
