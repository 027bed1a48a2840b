"""Command lines of the plain form, read without argparse: that and its parser take a quarter of `import sqlite3`.

What a command takes is declared once, by its `arguments`, for argparse and for this. A line is plain where each option
is written out as it is declared, with its value as the next word, and all other words stand together. Every other line
is argparse's, and so is each one with a mistake in it: it knows what to say.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any


class NotPlainError(Exception):
    """The line, or what the command takes, is not of the plain form."""


class PlainLine:
    """Takes the place of a parser while a command declares what it takes; then it reads a line."""

    def __init__(self) -> None:
        self._options: dict[str, tuple[str, Callable[[str], Any] | None]] = {}
        self._places: list[tuple[str, str | None, Callable[[str], Any]]] = []
        self._values: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        """Raise `NotPlainError` for all else that a parser can do."""
        raise NotPlainError(name)

    def add_argument(  # as argparse has it
        self,
        *names: str,
        nargs: str | None = None,
        action: str = "store",
        type: Callable[[str], Any] = str,  # noqa: A002  # as argparse has it
        choices: Sequence[str] | None = None,
        default: Any = None,
        dest: str = "",
        metavar: str = "",  # noqa: ARG002  # for the help alone, as the next one
        help: str = "",  # noqa: A002, ARG002
    ) -> None:
        """Declare an option or a word. Raises `NotPlainError` for what is no flag, one value, or words at the end."""

        def value(word: str) -> Any:
            made = type(word)
            if choices is not None and made not in choices:
                raise NotPlainError(word)
            return made

        if isinstance(default, str) and type is not str:
            raise NotPlainError(default)
        named = next((name for name in names if name.startswith("--")), names[0])
        name = dest or named.lstrip("-").replace("-", "_")
        if named.startswith("-"):
            if action not in ("store", "store_true") or nargs:
                raise NotPlainError(name)
            is_flag = action == "store_true"
            self._options |= dict.fromkeys(names, (name, None if is_flag else value))
            self._values[name] = False if is_flag else default
            return
        if (self._places and self._places[-1][1] in ("*", "+")) or (nargs is None and self._has_optional_word()):
            raise NotPlainError(name)
        self._places.append((name, nargs, value))
        self._values[name] = [] if nargs == "*" and default is None else default

    def _has_optional_word(self) -> bool:
        return any(nargs is not None for _, nargs, _ in self._places)

    def read(self, command: str, words: Sequence[str]) -> SimpleNamespace:
        """What the words after a command say, by the names of what was declared. Raises `NotPlainError`."""
        said, rest, runs = dict(self._values), list[str](), 0
        line, was_option = iter(words), True
        for word in line:
            if not word.startswith("-"):
                runs += was_option
                was_option = False
                rest.append(word)
                continue
            was_option = True
            if word not in self._options:
                raise NotPlainError(word)
            name, value = self._options[word]
            said[name] = True if value is None else _made(value, next(line, "-"))
        if runs > 1:
            raise NotPlainError
        for name, nargs, value in self._places:
            taken = rest if nargs in ("*", "+") else rest[:1]
            rest = rest[len(taken) :]
            if not taken and nargs in (None, "+"):
                raise NotPlainError(name)
            if taken:
                made = [_made(value, word) for word in taken]
                said[name] = made if nargs in ("*", "+") else made[0]
        if rest:
            raise NotPlainError
        return SimpleNamespace(command=command, **said)


def _made(value: Callable[[str], Any], word: str) -> Any:
    if word.startswith("-"):
        raise NotPlainError(word)
    try:
        return value(word)
    except Exception:  # noqa: BLE001  # whatever is wrong with it, argparse says it
        raise NotPlainError(word) from None
