"""The `[keys]` table: ids and keys that exist, and no key for two things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from tracker.settings.model import KEYS, Bound, Fault, Known, did_you_mean
from tracker.settings.old_keys import OLD_IDS


def read_keys(table: Mapping[str, Any], text: str, known: Known) -> tuple[dict[str, str], list[Fault]]:
    """The keys that the table gives to ids, without those that have a fault, and the faults."""
    bindings = known.bindings()
    ids = [bound.id for bound in bindings]
    given: dict[str, tuple[str, ...]] = {}
    faults: list[Fault] = []
    for name, value in table.items():
        id_, line = OLD_IDS.get(name, name), line_of(text, name)
        if isinstance(value, dict):
            faults += _unquoted(text, name, value)
        elif id_ not in ids:
            faults.append(Fault(line, f'no binding has the id "{id_}"', did_you_mean(id_, ids)))
        elif not isinstance(value, str):
            faults.append(Fault(line, f'"{id_}" takes keys in quotes', f'such as "{id_}" = "x" or "space,x"'))
        else:
            given[id_], wrong = _keys(id_, value, line, known)
            faults += wrong
    good = {id_: keys for id_, keys in given.items() if keys}
    for first, other, key in clashes(bindings, good):
        line = max(line_of(text, id_) for id_ in (first, other) if id_ in given)
        message = f'"{key}" is given to "{first}" and "{other}", which work on one screen'
        faults.append(Fault(line, message, "give one of them another key"))
        good.pop(first, None)
        good.pop(other, None)
    return {id_: ",".join(keys) for id_, keys in good.items()}, faults


def clashes(bindings: Sequence[Bound], given: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Two ids and the key that both have on one screen, for each case that is not so by itself."""
    for first, other in combinations(bindings, 2):
        if (first.id in given or other.id in given) and first.screens & other.screens:
            both = set(given.get(first.id, first.keys)) & set(given.get(other.id, other.keys))
            for key in sorted(both - (set(first.keys) & set(other.keys))):
                yield first.id, other.id, key


def line_of(text: str, name: str) -> int:
    """The line below `[keys]` on which something is given to `name`, which may be in quotes, counted from 1."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if re.match(rf"\s*(\[\s*)?[\"']?{KEYS}\b", line)), 0)
    key = re.compile(rf"(?:^|[\s{{,.\"']){re.escape(name)}[\"']?\s*[=.]")
    return next((n for n in range(start, len(lines)) if key.search(lines[n].partition("#")[0])), start) + 1


def _keys(id_: str, value: str, line: int, known: Known) -> tuple[tuple[str, ...], list[Fault]]:
    """The names of the keys in `value`, none when there is a fault."""
    names, faults = [], []
    for part in value.split(","):
        try:
            names.append(known.key(part.strip()))
        except ValueError as hint:
            faults.append(Fault(line, f'"{id_}": "{part.strip()}" is no key', str(hint)))
    return (() if faults else tuple(dict.fromkeys(names))), faults


def _unquoted(text: str, path: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    """An id without quotes is a table in a table to TOML."""
    for name, value in table.items():
        id_ = f"{path}.{name}"
        if isinstance(value, dict):
            yield from _unquoted(text, id_, value)
        else:
            yield Fault(line_of(text, name), f"an id stands in quotes: {id_} does not", f'write "{id_}" = ...')
