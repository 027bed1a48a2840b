"""The line of keys at the bottom of a screen."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import ActiveBinding
from textual.screen import Screen
from textual.widget import Widget

from tracker.tui.text_styles import text_style

_FIRST = ("app.keys", "app.quit", "back", "close", "all")
"""Help and the ways out, which are to be seen in every width, in this order."""
_LAST = "mark('skipped')"
"""What can wait for a wide terminal: with it a line of 80 columns would not have the search of a roadmap."""


class KeysFooter(Widget):
    """The keys that work now, in one line; a click presses one.

    Textual's own footer makes a widget for each key, again whenever the keys change: that took a fifth of the start.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[ActiveBinding] = []

    def on_mount(self) -> None:
        """Draw the keys again whenever they change."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Be forgotten by the screen."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Text:
        """The keys and what they do, one pair for each action; what does not work now is dim."""
        if self.app.app_focus:  # without it no widget has the focus, whose keys will work again
            by_action: dict[str, ActiveBinding] = {}
            for active in self.screen.active_bindings.values():
                if active.binding.show:
                    by_action.setdefault(active.binding.action, active)
            self._keys = sorted(by_action.values(), key=_place)
        line = Text(no_wrap=True, overflow="crop")
        for number, active in enumerate(self._keys):
            here = Style(dim=not active.enabled, meta={"number": number})
            shown = self.app.get_key_display(active.binding)
            if line.cell_len + cell_len(shown) + cell_len(active.binding.description) + 2 > self.size.width:
                break  # a key without its name says nothing
            line.append(f" {shown} ", text_style("doing") + here)
            line.append(f"{active.binding.description} ", here)
        return line

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what the key below the mouse does."""
        active = self._key_at(event)
        self.tooltip = active.tooltip if active else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key that was clicked."""
        active = self._key_at(event)
        if active and active.enabled:
            self.app.simulate_key(active.binding.key)

    def _key_at(self, event: events.MouseEvent) -> ActiveBinding | None:
        number = event.style.meta.get("number")
        return None if number is None else self._keys[number]


def _place(active: ActiveBinding) -> int:
    """Where a key stands: the first ones in their order, the last one last, the others between them as they come."""
    action = active.binding.action
    return _FIRST.index(action) if action in _FIRST else len(_FIRST) + (action == _LAST)
