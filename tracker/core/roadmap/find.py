"""Finding what a person means by a few letters: by id first, then by an unambiguous part of an id or title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tracker.core.errors import AmbiguousError, NotFoundError
from tracker.core.text import folded

MOST_CANDIDATES = 8


def find(text: str, names: Mapping[str, Sequence[str]], what: str) -> str:
    """The id that `text` means. `names` maps each id to its title and other names.

    The exact id wins, then the last part of an id, then a whole name, then the beginning and then any part of an
    id or a name. Raises `AmbiguousError` when several fit equally well and `NotFoundError` when none does.
    """
    for exact in (text.strip(), folded(text.strip())):
        if exact in names:
            return exact
    wanted = _folded(text)
    known = {key: [_folded(key), *map(_folded, others)] for key, others in names.items()}
    stages: tuple[Callable[[str], bool], ...] = (
        lambda key: known[key][0].rpartition("/")[2] == wanted,
        lambda key: wanted in known[key],
        lambda key: any(name.startswith(wanted) for name in known[key]),
        lambda key: any(wanted in name for name in known[key]),
    )
    for fits in stages if wanted else ():
        found = [key for key in names if fits(key)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousError(f'"{text}" may mean several {what}s', found[:MOST_CANDIDATES])
    raise NotFoundError(f'no {what} is called "{text}"', nearest(text, names))


def _folded(name: str) -> str:
    """A name as it is compared: "ML Engineer" and "ml-engineer" are the same."""
    return folded(name.strip()).replace("-", " ")


def nearest(text: str, names: Mapping[str, Sequence[str]], most: int = 3) -> list[str]:
    """The ids that look or sound most like `text`, best first."""
    from difflib import SequenceMatcher, get_close_matches  # a quarter of a start; only a typing slip pays for it

    spelled: dict[str, str] = {}
    for key, others in names.items():
        for name in (key, key.rpartition("/")[2], *others):
            spelled.setdefault(folded(name), key)
    wanted = folded(text)
    close = get_close_matches(wanted, spelled, n=most * 3, cutoff=0.6)
    if not close:
        close = sorted(spelled, key=lambda name: -SequenceMatcher(None, name, wanted).quick_ratio())
    return list(dict.fromkeys(spelled[name] for name in close))[:most]
