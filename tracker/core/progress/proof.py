"""Proof of topics: addresses of the web that show what somebody can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.core.address import web
from tracker.core.errors import UsageError
from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Mark

MOST_PROOFS = 20
"""Addresses of one topic: enough for a portfolio, and few enough for a card."""


def proofs_of(text: str) -> tuple[str, ...]:
    """The addresses of a proof as the journal has it: those of the web alone, since a stranger may have written it."""
    return tuple(address for line in text.splitlines() if (address := web(line)))


def with_proofs(text: str, added: Iterable[str]) -> tuple[str, ...]:
    """The addresses of a proof with others. Raises `UsageError` for one that is none of the web, and for too many."""
    after = tuple(dict.fromkeys((*proofs_of(text), *map(_address, added))))
    if len(after) > MOST_PROOFS:
        raise UsageError(f"a topic has at most {MOST_PROOFS} addresses as proof")
    return after


def _address(text: str) -> str:
    address = web(text)
    if not address:
        raise UsageError(f'"{text}" is no address of the web; it begins with https:// or http://')
    return address


def proven(progress: Progress, proofs: Mapping[str, str]) -> tuple[int, int]:
    """How many topics that count and are done have proof, and how many are done."""
    done = [id_ for id_ in progress.counted if progress.mark(id_) is Mark.DONE]
    return sum(bool(proofs_of(proofs.get(id_, ""))) for id_ in done), len(done)
