"""Keys as sentences name them: the ones that the user has, by the id of what they do."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

_WORDS = {"escape": "Esc", "enter": "Enter", "tab": "Tab", "backspace": "Backspace", "delete": "Delete"}
_given: dict[str, str] = {}


def use_keys(keys: Mapping[str, str]) -> None:
    """Name these keys from now on, by binding id, several joined by commas; any other id has the keys of its class."""
    _given.clear()
    _given.update(keys)


def key_of(id_: str) -> str:
    """The first key of a binding, as a sentence names it: "u", "Esc", "Ctrl+S".

    Raises `KeyError` where no class that is loaded has a binding of that id.
    """
    return name_of((_given.get(id_) or _declared(id_)).split(",")[0].strip())


def name_of(key: str) -> str:
    """A key as a sentence names it: "u", "Esc", "Ctrl+S"."""
    *modifiers, base = key.split("+")
    name = _WORDS.get(base) or format_key(base)
    name = name.capitalize() if len(name) > 1 else name.upper() if modifiers else name
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def _declared(id_: str) -> str:
    """The keys that a class of the app declares for an id."""
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id == id_:
                return binding.key
    raise KeyError(id_)
