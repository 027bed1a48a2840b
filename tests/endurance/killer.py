"""Kills commands at random moments, and looks at what they leave."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from tests.endurance.homes import Homes, Ran, command, environment, run
from tests.endurance.outsider import Looked, look
from tests.endurance.result import Result

_LATEST = 1.15  # of the time that a whole run took: some rounds are to end by themselves
_GUESS = 0.3  # seconds that a command takes, until one of its kind was not killed


class Killer:
    """Runs commands that may be killed on their way, and looks at what they leave."""

    def __init__(self, homes: Homes, rng: random.Random, result: Result) -> None:
        self.homes, self.rng, self.result = homes, rng, result
        self._took: dict[str, float] = {}

    def cut(self, home: Path, *words: str, stdin: str = "") -> bool:
        """Run a command and kill it at a random moment; whether it had acknowledged."""
        began = time.monotonic()
        moment = self.rng.uniform(0, _LATEST) * self._took.get(words[0], _GUESS)
        process = subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(home),
            cwd=home,
        )
        try:
            out, err = process.communicate(stdin.encode(), timeout=moment)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        if process.returncode != -signal.SIGKILL:
            self._took.setdefault(words[0], time.monotonic() - began)
            if process.returncode:
                ran = Ran(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))
                self.fail(f"{words[0]} was not killed, and refused: {ran}")
        return process.returncode == 0

    def fail(self, what: str) -> None:
        """Count a broken promise."""
        self.result.fail(f"round {self.result.tried}: {what}")

    def lose(self, many: int, what: str) -> None:
        """Count what was acknowledged and is gone."""
        if many:
            self.result.lost += many
            self.result.notes.append(f"round {self.result.tried}: {what}")

    def look(self, home: Path, what: str) -> Looked:
        """What stands in the store after the kill; it is sound, and the program opens it."""
        try:
            looked = look(home)
            if fault := looked.fault():
                self.fail(f"{what}: {fault}")
        except sqlite3.Error as error:
            self.fail(f"{what}: {error}")
            looked = Looked("", 0, (), {})
        self.opens(home, what)
        return looked

    def opens(self, home: Path, what: str) -> None:
        """The program opens the store after the kill."""
        if (ran := run(home, "roles")).code:
            self.fail(f"{what}, then roles: {ran}")


def counted(k: Killer, home: Path, roadmap: str) -> int:
    """The topics of a roadmap of the user's own; 0 when there is none of that name."""
    ran = run(home, "own", "--json")
    if ran.code:
        k.fail(f"own: {ran}")
        return 0
    return next((int(row["counted"]) for row in ran.json() if row["roadmap"] == roadmap), 0)
