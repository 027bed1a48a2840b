"""The keys that work on the screen below, from its live bindings. Typing filters them, Enter runs one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.dom import DOMNode
from textual.screen import Screen

from tracker.tui.hints import key_of
from tracker.tui.panels.filtering import Filtering
from tracker.tui.widgets.rows import Cell, Rows, cut, padded


class Key(NamedTuple):
    """A binding that works now; its action belongs to `node`."""

    keys: str
    does: str
    action: str
    node: DOMNode


def live_keys(screen: Screen[object]) -> list[Key]:
    """The bindings that work on `screen` now, one for each action; those of the focused widget come first."""
    by_action: dict[str, tuple[list[str], str, DOMNode]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not binding.tooltip or binding.system:
            continue
        keys, _, _ = by_action.setdefault(binding.action, ([], binding.tooltip, active.node))
        keys.append(screen.app.get_key_display(binding))
    return [Key(" ".join(keys), does, action, node) for action, (keys, does, node) in by_action.items()]


class _KeyList(Rows[Key]):
    """One line for each key."""

    def key(self, row: Key) -> str:
        """The action."""
        return row.action

    def draw(self, row: Key, width: int) -> Iterable[Cell]:
        """The key and what it does."""
        keys = padded(row.keys, 18)
        return [(f" {keys} ", "accent"), (cut(row.does, width - cell_len(keys) - 3), "")]

    def on_rows_clicked(self, event: Rows.Clicked[Key]) -> None:
        """A click runs the key's action."""
        self.screen.dismiss(event.row)


class KeysScreen(Filtering[Key]):
    """Asks which key's action to run; None where the user closes the panel."""

    def __init__(self, keys: list[Key]) -> None:
        hint = f"type to filter · Enter runs · {key_of('panel.close')} closes"
        super().__init__("Keys of this screen", hint, _KeyList(id="keys"), keys)

    def words(self, row: Key) -> str:
        """The keys and what they do."""
        return f"{row.keys} {row.does}"
