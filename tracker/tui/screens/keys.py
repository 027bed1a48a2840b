"""Every key that works on the screen below, taken from its live bindings; typing filters, Enter runs one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

from tracker.tui.screens.panel import Panel
from tracker.tui.widgets.rows import Cell, Rows, cut, padded


class Key(NamedTuple):
    """A binding that works now; its action belongs to `node`."""

    keys: str
    does: str
    action: str
    node: DOMNode


def live_keys(screen: Screen[object]) -> list[Key]:
    """The bindings that work on `screen` now, each action once, those of the focused widget first."""
    found: dict[str, tuple[list[str], str, DOMNode]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not binding.tooltip or binding.system:
            continue
        keys, _, _ = found.setdefault(binding.action, ([], binding.tooltip, active.node))
        keys.append(screen.app.get_key_display(binding))
    return [Key(" ".join(keys), does, action, node) for action, (keys, does, node) in found.items()]


class _KeyList(Rows[Key]):
    """One line a key."""

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


class KeysScreen(Panel[Key]):
    """Asks which key's action to run; None when the person only looked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", id="keys.up", show=False, priority=True, tooltip="One row up"),
        Binding("down", "move(1)", "Down", id="keys.down", show=False, priority=True, tooltip="One row down"),
    ]

    def __init__(self, keys: list[Key]) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        """A filter and the keys."""
        box = Vertical(classes="panel tall")
        box.border_title = "Keys of this screen"
        box.border_subtitle = "type to filter · Enter runs · Esc closes"
        with box:
            yield Input(placeholder="filter", id="filter")
            keys = _KeyList(id="keys")
            keys.rows = self.keys
            keys.can_focus = False
            yield keys

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        fitting = [key for key in self.keys if all(word in f"{key.keys} {key.does}".casefold() for word in words)]
        self.query_one(_KeyList).show(fitting)

    @on(Input.Submitted)
    def _run(self) -> None:
        self.dismiss(self.query_one(_KeyList).row)

    def action_move(self, step: int) -> None:
        """Move the cursor in the list while typing goes on in the filter."""
        self.query_one(_KeyList).action_move(step)
