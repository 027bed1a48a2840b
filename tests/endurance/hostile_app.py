"""The app over what a stranger's files brought: every row of every roadmap of one's own, and the panels on it."""

from __future__ import annotations

from pathlib import Path

from tests.endurance.seen import strange
from tests.endurance.terminal import Terminal, app

_ANSWER = 0.1
"""Seconds in which the app usually draws after a key; it need not, so the walk goes on then."""
_MOST_ROWS = 25


def walk(home: Path, rows: list[int], imports: list[Path]) -> list[str]:
    """Move over everything, or import through the panel; what is wrong with what the terminal received."""
    with app(home, emulate=False) as terminal:
        if not terminal.until(lambda: b"Quit" in terminal.raw):
            return [f"the app does not open: {_said(terminal)}"]
        for path in imports:
            _keys(terminal, "I", str(path), "enter")
            terminal.read_for(1.0)
            _keys(terminal, "ctrl+s")
            terminal.read_for(0.5)
            _keys(terminal, "escape", "escape", "escape")
        for number, topics in enumerate(rows):
            _keys(terminal, "g", *["down"] * number, "i", "i", "enter", "0")
            _keys(terminal, *["down"] * min(topics + 1, _MOST_ROWS), "%", "escape", "o", "escape", "H", "escape", "b")
        _keys(terminal, "H", "escape", ":", "x", "escape", "?", "escape", "escape", "q")
        code = terminal.leaves(10.0)
        if code is None:
            terminal.press("escape", "escape", "ctrl+q")
            code = terminal.leaves(10.0)
    bad = [f"the app ended with {code}: {_said(terminal)}{_crash(home)}"] if code else []
    if signs := strange(bytes(terminal.raw)):
        bad.append(f"escape from the app: {signs}")
    return bad


def _keys(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        before = len(terminal.raw)
        terminal.press(key)
        terminal.until(lambda before=before: len(terminal.raw) > before, _ANSWER)  # type: ignore[misc]


def _said(terminal: Terminal) -> str:
    return ascii(bytes(terminal.raw[-200:]).decode(errors="replace").strip())


def _crash(home: Path) -> str:
    path = home / "cache" / "crash.txt"
    if not path.exists():
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    path.unlink()
    return f" ({lines[-1][:160]})" if lines else ""
