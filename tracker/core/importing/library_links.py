"""Which topics of an own roadmap obviously are topics or skills of the library: same title, or an alias of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.core.importing.titles import loose


def proposals(titles: Sequence[tuple[str, str]], library: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Pairs of a topic and what to link it to. `titles` are topics' ids and titles, `library` ids with their names.

    A name that several things in the library have proposes none of them.
    """
    by_name: dict[str, set[str]] = {}
    for id_, names in library.items():
        for name in names:
            by_name.setdefault(loose(name), set()).add(id_)
    pairs = []
    for topic, title in titles:
        fitting = by_name.get(loose(title), set())
        if len(fitting) == 1 and topic not in library:
            pairs.append((topic, next(iter(fitting))))
    return pairs
