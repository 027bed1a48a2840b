"""Odd terminals: sizes, resizes, pastes, kinds, answers that come late, streams that are closed."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.endurance.homes import command, environment, write_settings
from tests.endurance.modes import left_on
from tests.endurance.screens import STEP, counted, tick, ticks
from tests.endurance.seen import on_a_terminal, strange, wrong
from tests.endurance.terminal import Terminal, app

_SIZES = ((1, 1), (2, 2), (5, 3), (10, 40), (20, 5), (80, 1), (1, 80), (40, 12), (300, 100), (1000, 500))
_ANSWER = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;22c"
_MEGABYTE = "all work and no play " * 50_000


def _opened(terminal: Terminal) -> None:
    """The app has drawn something, and is there."""
    if not terminal.until(lambda: b"\x1b[?1049h" in terminal.raw and len(terminal.raw) > 300, STEP):
        raise AssertionError(f"it does not open: {bytes(terminal.raw[-200:]).decode(errors='replace')!a}")
    terminal.read_for(0.5)


def _leaves(terminal: Terminal, *keys: str, codes: tuple[int, ...] = (0,)) -> None:
    """The app leaves by `keys`, and the terminal is as it was."""
    terminal.press(*keys)
    code = terminal.leaves(STEP)
    if code not in codes:
        raise AssertionError("it goes on" if code is None else f"exit code {code}")
    if b"Traceback" in terminal.raw:
        raise AssertionError("a traceback")
    if rest := left_on(bytes(terminal.raw)):
        raise AssertionError(f"left on: {rest}")


def _size(size: tuple[int, int], home: Path) -> None:
    with app(home, size=size, emulate=False) as terminal:
        _opened(terminal)
        terminal.press("down", "enter", "0", "down", "space", "?", "escape", ":", "escape", gap=0.1)
        _leaves(terminal, "ctrl+q")


def _said_size(home: Path) -> None:
    """A size that the environment claims, and that no terminal has."""
    with app(home, COLUMNS="1000000", LINES="1000000", emulate=False) as terminal:
        _opened(terminal)
        _leaves(terminal, "ctrl+q")


def _said_size_for_commands(home: Path) -> None:
    for columns in ("1000000", "0", "-1", "x", "1"):
        seen = subprocess.run(
            command("roles"), env=environment(home, COLUMNS=columns), capture_output=True, timeout=STEP, check=False
        )
        if seen.returncode or b"Traceback" in seen.stderr:
            raise AssertionError(f"COLUMNS={columns}: exit code {seen.returncode}")


def _resized(home: Path) -> None:
    """300 sizes at once; a tick works after them."""
    with app(home, emulate=False) as terminal:
        _opened(terminal)
        for n in range(300):
            terminal.resize(1 + n * 7 % 200, 1 + n * 11 % 70)
        terminal.resize(80, 24)
        terminal.read_for(1.0)
        terminal.press("enter")
        terminal.read_for(1.0)
        terminal.press("0", "down", "down", "space")
        terminal.read_for(0.5)
        _leaves(terminal, "ctrl+q")
    if ticks(home) != 1:
        raise AssertionError(f"{ticks(home)} ticks instead of 1")


def _pasted(text: str, keys: tuple[str, ...], home: Path) -> None:
    """A paste in brackets at a screen: nothing in it is a key."""
    with app(home, emulate=False) as terminal:
        _opened(terminal)
        terminal.press(*keys, gap=0.3)
        terminal.paste(text)
        terminal.read_for(1.5)
        if terminal.leaves(0.5) is not None:
            raise AssertionError("a key in the paste left the app")
        _leaves(terminal, "ctrl+q")
    if signs := strange(bytes(terminal.raw)):
        raise AssertionError(f"the paste came back as it was: {signs}")
    if ticks(home):
        raise AssertionError("a key in the paste ticked something")


def _paste_that_ends_early(home: Path) -> None:
    """An end inside the text: what follows are keys, as for every program; none of these does anything."""
    with app(home, emulate=False) as terminal:
        _opened(terminal)
        terminal.paste("abc\x1b[201~zzz\x1b[200~zzz")
        terminal.read_for(1.0)
        _leaves(terminal, "ctrl+q")


def _paste_that_never_ends(home: Path) -> None:
    """The app takes what follows for text, and can still be ended from outside."""
    with app(home, emulate=False) as terminal:
        _opened(terminal)
        terminal.press("\x1b[200~abc")
        terminal.read_for(1.0)
        terminal.signal(signal.SIGTERM)
        _leaves(terminal, codes=(143, -signal.SIGTERM))


def _kind(term: str, more: dict[str, str], home: Path) -> None:
    with app(home, emulate=False, **{"TERM": term, **more}) as terminal:  # type: ignore[arg-type]  # words, no size
        if term in {"dumb", "unknown"}:
            code = terminal.leaves(STEP)
            if code != 2 or b"\x1b" in terminal.raw:
                raise AssertionError(f"exit code {code}")
            return
        _opened(terminal)
        terminal.press("enter", "0", "down", "down", "space", gap=0.3)
        _leaves(terminal, "ctrl+q")


def _answers(after: float | None, home: Path) -> None:
    """A terminal that says its background late, or never: the app opens, and no answer is a key."""
    write_settings(home, "auto")
    with app(home, emulate=False) as terminal:
        if after is None:
            _opened(terminal)
        else:
            terminal.until(lambda: b"\x1b]11;?" in terminal.raw, STEP)
            terminal.read_for(after)
            terminal.press(_ANSWER)
            _opened(terminal)
            if b"62;22c" in terminal.raw or b"Search for commands" in terminal.raw:
                raise AssertionError("the answer was taken for keys")
        _leaves(terminal, "ctrl+q")


def _window_closed(home: Path) -> None:
    """The window is gone while ticks are being written: the app ends, and has what it showed."""
    with app(home) as terminal:
        shown = tick(terminal, 6)
        shown = max(shown, counted(terminal))
        terminal.child.ptyproc.fileobj.close()  # type: ignore[attr-defined]  # pexpect's own, without a type
        end = time.monotonic() + STEP
        while terminal.child.isalive():
            if time.monotonic() > end:
                raise AssertionError("it goes on without a terminal")
            time.sleep(0.01)  # between two looks at the process, from which nothing can be read any more
    if ticks(home) < shown:
        raise AssertionError(f"{shown - ticks(home)} of {shown} ticks lost")


def _closed(stream: str, words: tuple[str, ...], home: Path) -> None:
    """A stream is closed before the program begins, full, or given up by who reads it."""
    program = " ".join(command(*words))
    line = {
        "stdin": f"{program} <&-",
        "stdout": f"{program} >&-",
        "stderr": f"{program} 2>&-",
        "all": f"{program} <&- >&- 2>&-",
        "full stdout": f"{program} >/dev/full",
        "full stderr": f"{program} 2>/dev/full",
        "given up": f"({program}; echo $? >&2) | true",
    }[stream]
    done = subprocess.run(["sh", "-c", line], env=environment(home), capture_output=True, timeout=60, check=False)
    if b"Traceback" in done.stderr + done.stdout or b"Exception ignored" in done.stderr:
        raise AssertionError(f"a traceback: {done.stderr.decode(errors='replace')[-160:]}")
    if done.returncode not in range(6):
        raise AssertionError(f"exit code {done.returncode}")


def _narrow_commands(home: Path) -> None:
    """Commands on a terminal whose program for text says anything."""
    for words in (("roles",), ("show", "docker"), ("history",), ("status", "--why")):
        if bad := wrong(on_a_terminal(home, home, *words)):
            raise AssertionError(f"{words}: {bad}")


_KINDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("dumb", {}),
    ("unknown", {}),
    ("linux", {}),
    ("xterm", {}),
    ("vt100", {}),
    ("screen", {}),
    ("no-such-terminal", {}),
    ("", {}),
    ("xterm-256color", {"LC_ALL": "C", "LANG": "C"}),
    ("xterm-256color", {"NO_COLOR": "1"}),
    ("xterm-256color", {"COLORTERM": "truecolor"}),
)
_STREAMS = ("stdin", "stdout", "stderr", "all", "full stdout", "full stderr", "given up")
_PASTES = {
    "with an escape": "abc\x1bq\x1b\x1b x q",
    "with escape sequences": "a\x1b[A\x1b[31337;7H\x1b]52;c;UFdORUQ=\x07\x1bOP q",
    "of keys": "q u   d s\r\n :q\r",
    "of 1 MB": _MEGABYTE,
}

CASES: dict[str, Callable[[Path], None]] = {
    **{f"size {size[0]} x {size[1]}": partial(_size, size) for size in _SIZES},
    "a size that is said": _said_size,
    "a size that is said to commands": _said_size_for_commands,
    "300 resizes": _resized,
    **{f"paste {name}, at home": partial(_pasted, text, ()) for name, text in _PASTES.items()},
    **{f"paste {name}, in a study": partial(_pasted, text, ("enter", "0")) for name, text in _PASTES.items()},
    **{f"paste {name}, in a note": partial(_pasted, text, ("enter", ".", "e")) for name, text in _PASTES.items()},
    "paste that ends early": _paste_that_ends_early,
    "paste that never ends": _paste_that_never_ends,
    **{f"TERM={term} {' '.join(more)}".strip(): partial(_kind, term, more) for term, more in _KINDS},
    "a terminal that never answers": partial(_answers, None),
    "a terminal that answers after 1.5 s": partial(_answers, 1.5),
    "a terminal that answers after 0.9 s": partial(_answers, 0.9),
    "the window is closed": _window_closed,
    **{f"{stream}, status": partial(_closed, stream, ("status",)) for stream in _STREAMS},
    **{f"{stream}, show": partial(_closed, stream, ("show", "ai-engineer")) for stream in _STREAMS},
    **{f"{stream}, no command": partial(_closed, stream, ("nope",)) for stream in _STREAMS},
    **{f"{stream}, the app": partial(_closed, stream, ()) for stream in _STREAMS},
    "commands": _narrow_commands,
}
