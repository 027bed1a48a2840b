"""`links`."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from tracker.authoring.link_checker import POLITE, Answer, Outcome, verify
from tracker.cli.output import data, line
from tracker.core.roadmap.find import find
from tracker.core.roadmap.library import Library, Role, Skill
from tracker.core.text import plain
from tracker.workspace.library_files import load_library
from tracker.workspace.paths import library_folder

_FAILED = (Outcome.GONE, Outcome.UNREACHABLE)
_SHOWN = (*_FAILED, Outcome.MOVED, Outcome.SKIPPED, Outcome.OK)
_INTERRUPTED = 130
_BAR = 24


class Use(NamedTuple):
    """Where an address stands: the topics and roles, and whether one of them says that nobody has seen it answer."""

    topics: list[str]
    unchecked: bool


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("skills", nargs="*", metavar="SKILL", help="the links of these skills; of every skill if none")
    parser.add_argument("--json", action="store_true", help="the counts, and every address, as JSON")


def run(args: Namespace) -> int:
    """Ask every address; the exit code is 1 when some do not answer, and 130 when the asking was interrupted."""
    library = load_library(library_folder()).library
    uses = _uses(_skills(library, args.skills), () if args.skills else library.roles.values())
    answers: list[Answer] = []
    progress = _Progress(len(uses))
    interrupted = False
    try:
        with closing(verify(uses, POLITE)) as found:
            for answer in found:
                answers.append(answer)
                progress.show(len(answers), answer.url)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        progress.clear()
    if args.json:
        data({**_counts(answers, uses), "links": [_object(answer, uses[answer.url]) for answer in answers]})
    else:
        _show(answers, uses)
    return _INTERRUPTED if interrupted else int(any(answer.outcome in _FAILED for answer in answers))


def _skills(library: Library, named: Sequence[str]) -> Iterable[Skill]:
    names = {skill.id: (skill.title, *skill.aliases) for skill in library.skills.values()}
    return [library.skills[find(text, names, "skill")] for text in named] or library.skills.values()


def _uses(skills: Iterable[Skill], roles: Iterable[Role]) -> dict[str, Use]:
    """Every address of the skills and roles."""
    holders = [(topic, card.links) for skill in skills for topic, card in skill.cards.items()]
    holders += [(role.id, role.links) for role in roles]
    found: dict[str, Use] = {}
    for holder, links in holders:
        for link in links:
            use = found.setdefault(link.url, Use([], unchecked=False))
            topics = use.topics if holder in use.topics else [*use.topics, holder]
            found[link.url] = Use(topics, use.unchecked or not link.checked)
    return found


def _counts(answers: Sequence[Answer], uses: Mapping[str, Use]) -> dict[str, int]:
    number = Counter(answer.outcome for answer in answers)
    return {**{outcome.value: number[outcome] for outcome in Outcome}, "not_asked": len(uses) - len(answers)}


def _object(answer: Answer, use: Use) -> dict[str, object]:
    return {
        "url": answer.url,
        "outcome": answer.outcome.value,
        "status": answer.status or None,
        "new": answer.new or None,
        "why": answer.why,
        "topics": use.topics,
        "checked": not use.unchecked,
    }


def _show(answers: Sequence[Answer], uses: Mapping[str, Use]) -> None:
    """What there is to mend, and how many did what."""
    for answer in sorted(answers, key=lambda answer: (_SHOWN.index(answer.outcome), answer.url)):
        use = uses[answer.url]
        if answer.outcome is Outcome.OK and not use.unchecked:
            continue
        line(f"{answer.outcome:<11}  {plain(answer.url)}")
        if answer.new:
            line(f"{'':<11}  now {answer.new}")
        status = f"{answer.status} " if answer.status else ""
        why = "answers: checked = false can go" if answer.outcome is Outcome.OK else answer.why
        line(f"{'':<11}  {plain(f'{status}{why}')} [{', '.join(use.topics)}]")
    counts = _counts(answers, uses)
    line(f"{len(uses):,} addresses: " + ", ".join(f"{n:,} {what.replace('_', ' ')}" for what, n in counts.items() if n))


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
