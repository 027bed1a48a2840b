"""Which row of a table stands below which: by a column that names the parent, or by ids such as 1.2 and 1.2.1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.core.importing.columns import Columns
from tracker.formats.outline_builder import Draft, goes_round
from tracker.formats.table.column_names import IDS
from tracker.formats.table.columns import EMPTY, Table, folded_names

_ADDRESS = re.compile(r"\s*\(https?://[^\s()]*\)$")  # Notion writes it behind the title of a related page
_NUMBERED = re.compile(r"\d{1,6}(?:\.\d{1,6})+")

_Rows = Sequence[tuple[Draft, Sequence[str]]]


def parents_of(table: Table, columns: Columns, rows: _Rows) -> Mapping[int, Draft]:
    """The parents of drafts, by the identities of these; a parent that is not there, or goes in a circle, is none."""
    if not columns.parent and not any(_NUMBERED.fullmatch(draft.anchor) for draft, _ in rows):
        return {}
    ids = [index for index, name in enumerate(folded_names(table)) if name in IDS]
    known = {row[index]: draft for draft, row in reversed(rows) for index in ids if row[index] not in EMPTY}
    titles = {_ADDRESS.sub("", draft.title): draft for draft, _ in reversed(rows)}
    parents: dict[int, Draft] = {}
    for draft, row in rows:
        name = row[columns.parent - 1] if columns.parent else _before(draft.anchor)
        parent = known.get(name) or (titles.get(_ADDRESS.sub("", name)) if columns.parent and name else None)
        if parent is not None and not goes_round(draft, parent, parents):
            parents[id(draft)] = parent
    return parents


def _before(number: str) -> str:
    """`1.2` for `1.2.1`; empty for what is no such number."""
    return number.rpartition(".")[0] if _NUMBERED.fullmatch(number) else ""
