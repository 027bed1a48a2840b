"""The keys that work on the screen below, from its live bindings. Typing filters them, Enter runs one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.dom import DOMNode
from textual.screen import Screen

from tracker.tui.actions import Heading, action_of, rank
from tracker.tui.hints import key_of
from tracker.tui.panels.filtering import Filtering
from tracker.tui.widgets.rows import Cell, Rows, cut, padded

_KEYS, _NAME = 10, 14  # columns
_FEWEST = 20
"""Columns below which nothing of what a key does would be understood; its name says it shortest."""


class Key(NamedTuple):
    """A binding that works now; its action belongs to `node`. A heading of the list has no action."""

    keys: str
    name: str
    does: str
    action: str
    node: DOMNode | None
    heading: Heading
    words: str = ""

    def rank(self, query: str) -> float:
        """How well it fits what was typed: by its name and key, then by what it does and by other words for it."""
        return 1.0 if query in self.keys.split() else rank(query, self.name, f"{self.does} {self.words} {self.heading}")


def live_keys(screen: Screen[object]) -> list[Key]:
    """The bindings that work on `screen` now, one for each action, by headings; those of the focused widget first."""
    by_action: dict[str, Key] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not binding.tooltip or binding.system:
            continue
        heading, words = action_of(binding.id or "")
        new = Key("", binding.description, binding.tooltip, binding.action, active.node, heading, words)
        key = by_action.get(binding.action, new)
        shown = screen.app.get_key_display(binding)
        by_action[binding.action] = key._replace(keys=f"{key.keys} {shown}".strip())
    order = list(Heading)
    return sorted(by_action.values(), key=lambda key: order.index(key.heading))


class _KeyList(Rows[Key]):
    """One line for each key, and one for each heading."""

    def key(self, row: Key) -> str:
        """The action."""
        return row.action or f"# {row.heading}"

    def can_hold_cursor(self, row: Key) -> bool:
        """True for all rows but headings."""
        return bool(row.action)

    def draw(self, row: Key, width: int) -> Iterable[Cell]:
        """The key, its name and what it does."""
        if not row.action:
            return [(f" {row.heading}", "heading")]
        keys, name = padded(row.keys, _KEYS), padded(row.name, _NAME)
        room = width - cell_len(keys) - cell_len(name) - 4
        does = cut(row.does, room) if room >= _FEWEST else ""
        return [(f" {keys} ", "accent"), (f"{name} ", "strong"), (does, "")]

    def on_rows_clicked(self, event: Rows.Clicked[Key]) -> None:
        """A click runs the key's action."""
        self.screen.dismiss(event.row)


class KeysScreen(Filtering[Key]):
    """Asks which key's action to run; None where the user closes the panel."""

    def __init__(self, keys: list[Key]) -> None:
        hint = f"type to filter · Enter runs · {key_of('panel.close')} closes"
        super().__init__("Keys of this screen", hint, _KeyList(id="keys"), keys)

    def fitting(self, text: str) -> Sequence[Key]:
        """All under their headings; with words, what fits them best first."""
        if text.strip():
            ranked = [(key.rank(text.strip()), key) for key in self.every]
            return [key for number, key in sorted(ranked, key=lambda pair: -pair[0]) if number]
        rows = list[Key]()
        for key in self.every:
            if not rows or rows[-1].heading is not key.heading:
                rows.append(Key("", "", "", "", None, key.heading))
            rows.append(key)
        return rows
