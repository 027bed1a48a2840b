"""What can be re-mapped: the binding ids of every class of the app, their keys, and where they work together.

A screen's module names the widgets that the screen is made of, so the classes that stand in its namespace, and those
in theirs, are taken to work on it. Modules are found by walking the package, which keeps a new screen from being
forgotten; importing them all takes a moment, so this is asked only for a user who has keys of their own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

import tracker.tui
from tracker.settings.model import Bound, Known, did_you_mean
from tracker.tui.themes import OWN

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMES = frozenset({*(key.value for key in Keys), *KEY_NAME_REPLACEMENTS.values()})
_SUCH_AS = 'such as "x", or "space,x"; the comma is called comma'


def known() -> Known:
    """What a settings file may mention."""
    return Known(theme_names(), bindings, key_name)


def theme_names() -> list[str]:
    """Every theme by name, tracker's own first."""
    return [*(theme.name for theme in OWN), *sorted(BUILTIN_THEMES)]


@cache
def bindings() -> Sequence[Bound]:
    """Every id once, in the order of ids."""
    screens = {kind: _works_on(kind) for kind in _app_classes() if issubclass(kind, Screen)}
    bounds: dict[str, Bound] = {}
    for kind in _app_classes():
        places = frozenset(_name(screen) for screen, members in screens.items() if kind in members)
        for id_, binding, keys in own_bindings(kind):
            before = bounds.get(id_, Bound(id_, keys, binding.tooltip, frozenset()))
            bounds[id_] = before._replace(screens=before.screens | places)
    return tuple(sorted(bounds.values()))


def own_bindings(kind: type[DOMNode]) -> Iterator[tuple[str, Binding, tuple[str, ...]]]:
    """The bindings that a class itself declares: id, binding, and its keys by name. One without an id has ""."""
    for declared in kind.__dict__.get("BINDINGS", ()):
        each = list(Binding.make_bindings([declared]))
        yield each[0].id or "", each[0], tuple(binding.key for binding in each)


def key_name(key: str) -> str:
    """The one name of a key: `question_mark` for `?`. Raises `ValueError` with a hint when nothing can press it."""
    if not key:
        raise ValueError(_SUCH_AS)
    name = next(Binding.make_bindings([Binding(key, "")])).key if len(key) == 1 else key  # type: ignore[call-overload]
    *modifiers, base = name.split("+")
    if modifiers == ["shift"] and len(base) == 1:
        raise ValueError(f'write "{base.upper()}"')
    if name in _NAMES or (_MODIFIERS.issuperset(modifiers) and (base in _NAMES or key_to_character(base))):
        return name
    raise ValueError(did_you_mean(name, sorted(_NAMES)) or _SUCH_AS)


@cache
def _app_classes() -> Sequence[type[DOMNode]]:
    """Every class of the app that can have bindings, base classes first."""
    for module in walk_packages(tracker.tui.__path__, f"{tracker.tui.__name__}."):
        import_module(module.name)
    kinds: dict[type[DOMNode], None] = {}
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(tracker.tui.__name__):
            kinds[kind] = None
    return tuple(kinds)


def _works_on(screen: type[DOMNode]) -> set[type]:
    """The classes whose bindings work on a screen: its own and its bases, those of its widgets, and the app."""
    members: set[type] = set()
    waiting: list[type] = [screen]
    while waiting:
        kind = waiting.pop()
        if kind in members:
            continue
        members.add(kind)
        waiting += [base for base in kind.__mro__ if base.__module__.startswith(tracker.tui.__name__)]
        waiting += [named for named in vars(sys.modules[kind.__module__]).values() if _is_widget(named)]
    return members.union(kind for kind in _app_classes() if issubclass(kind, App))


def _is_widget(named: object) -> bool:
    return (
        isinstance(named, type)
        and issubclass(named, Widget)
        and not issubclass(named, Screen)
        and named.__module__.startswith(tracker.tui.__name__)
    )


def _name(screen: type[DOMNode]) -> str:
    """`study` for the screen of `tracker.tui.screens.study`."""
    return screen.__module__.rpartition(".")[2]
