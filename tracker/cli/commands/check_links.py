"""`check --links`: asking the addresses in roadmap files whether they still answer."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from contextlib import closing
from typing import NamedTuple

from tracker.authoring.link_checker import POLITE, Answer, Outcome, verify
from tracker.cli.output import line
from tracker.core.roadmap.library import Library
from tracker.core.text import plain

_FAILED = (Outcome.GONE, Outcome.UNREACHABLE)
_SHOWN = (*_FAILED, Outcome.MOVED, Outcome.SKIPPED, Outcome.OK)
_INTERRUPTED = 130
_BAR = 24


class Use(NamedTuple):
    """Where an address stands: the topics and roles, and whether one of them says that nobody has seen it answer."""

    holders: list[str]
    unchecked: bool


class Asked(NamedTuple):
    """Every address of a library by its uses, and those that were asked before it ended or was interrupted."""

    uses: dict[str, Use]
    answers: list[Answer]
    interrupted: bool

    def exit_code(self) -> int:
        """1 when an address does not answer, 130 when the asking was interrupted, else 0."""
        return _INTERRUPTED if self.interrupted else int(any(answer.outcome in _FAILED for answer in self.answers))

    def counts(self) -> dict[str, int]:
        """How many addresses had which outcome."""
        number = Counter(answer.outcome for answer in self.answers)
        return {
            **{outcome.value: number[outcome] for outcome in Outcome},
            "not_asked": len(self.uses) - sum(number.values()),
        }

    def as_object(self) -> dict[str, object]:
        """The counts, and every address, for JSON."""
        return {**self.counts(), "addresses": [_object(answer, self.uses[answer.url]) for answer in self.answers]}

    def show(self) -> None:
        """Print what there is to fix, and how many had which outcome."""
        for answer in sorted(self.answers, key=lambda answer: (_SHOWN.index(answer.outcome), answer.url)):
            use = self.uses[answer.url]
            if answer.outcome is not Outcome.OK or use.unchecked:
                _show(answer, use)
        number = ", ".join(f"{n:,} {outcome.replace('_', ' ')}" for outcome, n in self.counts().items() if n)
        line(f"{len(self.uses):,} addresses: {number}")


def ask(library: Library) -> Asked:
    """Ask every address of the library, with a bar on a terminal. Raises `NoNetworkError` when nothing answers."""
    uses = _uses(library)
    answers: list[Answer] = []
    progress = _Progress(len(uses))
    try:
        with closing(verify(uses, POLITE)) as answered:
            for answer in answered:
                answers.append(answer)
                progress.show(len(answers), answer.url)
    except KeyboardInterrupt:
        return Asked(uses, answers, interrupted=True)
    finally:
        progress.clear()
    return Asked(uses, answers, interrupted=False)


def _uses(library: Library) -> dict[str, Use]:
    """Every address of the skills and roles."""
    held = [(topic, card.links) for skill in library.skills.values() for topic, card in skill.cards.items()]
    held += [(role.id, role.links) for role in library.roles.values()]
    uses: dict[str, Use] = {}
    for holder, links in held:
        for link in links:
            use = uses.setdefault(link.url, Use([], unchecked=False))
            holders = use.holders if holder in use.holders else [*use.holders, holder]
            uses[link.url] = Use(holders, use.unchecked or not link.checked)
    return uses


def _object(answer: Answer, use: Use) -> dict[str, object]:
    return {
        "url": answer.url,
        "outcome": answer.outcome.value,
        "status": answer.status or None,
        "new": answer.new or None,
        "why": answer.why,
        "topics": use.holders,
        "checked": not use.unchecked,
    }


def _show(answer: Answer, use: Use) -> None:
    line(f"{answer.outcome:<11}  {plain(answer.url)}")
    if answer.new:
        line(f"{'':<11}  now {answer.new}")
    status = f"{answer.status} " if answer.status else ""
    why = "answers: checked = false can go" if answer.outcome is Outcome.OK else answer.why
    line(f"{'':<11}  {plain(f'{status}{why}')} [{', '.join(use.holders)}]")


class _Progress:
    """A bar on a terminal's standard error, and nothing anywhere else."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._wanted = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        full = "utf" in (sys.stderr.encoding or "").lower()
        self._signs = ("█", "░") if full else ("#", ".")

    def show(self, done: int, url: str) -> None:
        """Say how many have answered, and which one last."""
        if self._wanted:
            filled = _BAR * done // self._total
            bar = self._signs[0] * filled + self._signs[1] * (_BAR - filled)
            width = shutil.get_terminal_size().columns - 1
            self._write(f"\r{f'{bar} {done}/{self._total} {plain(url)}'[:width]}\x1b[K")

    def clear(self) -> None:
        """Take the bar away."""
        if self._wanted:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
