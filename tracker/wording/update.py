"""The plan of an update in words, the same wherever it is shown: counts first, then what a person should look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tracker.core.importing.match import Pair
from tracker.core.importing.update import Gone, UpdatePlan
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain, plural


class Section(NamedTuple):
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def counts(following: UpdatePlan) -> str:
    """How many topics became what: `6 topics: 4 same, 1 gone, 1 newly done in the file`."""
    plan, gone = following.plan, (*following.demoted, *following.gone)
    found = [(len(plan.same), "same"), (len(plan.renamed), "renamed"), (len(plan.moved), "moved")]
    found += [(len(following.demoted), "demoted to plain text"), (len(following.gone), "gone")]
    found += [(len(plan.new), "new"), (len(following.back), "back from the archive")]
    found += [(len(following.ticked), "newly done in the file")]
    said = ", ".join(f"{count:,} {what}" for count, what in found if count) or "none"
    return f"{plural(len(plan.pairs) + len(gone), 'topic')}: {said}"


def sections(following: UpdatePlan, sign: Callable[[Mark], str], arrow: str) -> list[Section]:
    """All that is not as it was, but the same under another heading last. `sign` shows a mark."""
    plan = following.plan
    titles = {topic.id: topic.title for topic in following.grown.roadmap.tree.topics()}

    def renamed(pair: Pair) -> str:
        return f"{pair.old.title} {arrow} {pair.new.title}"

    def moved(pair: Pair) -> str:
        return f"{pair.new.title}: {_place(pair.old.path)} {arrow} {_place(pair.new.path)}"

    def gone(one: Gone) -> str:
        return f"{sign(one.mark)} {one.title}{' (kept: you changed it)' if one.kept else ''}"

    before, after = following.titles
    doubtful = set(plan.doubtful)
    found = [
        ("title", [f"{before} {arrow} {after}"] if before != after else []),
        ("renamed? (look at these; what is wrong can be undone)", [renamed(p) for p in plan.renamed if p in doubtful]),
        ("the same? (several are called so)", [p.new.title for p in (*plan.same, *plan.moved) if p in doubtful]),
        ("renamed", [renamed(pair) for pair in plan.renamed if pair not in doubtful]),
        ("plain text now, archived", [gone(one) for one in following.demoted]),
        ("gone, archived", [gone(one) for one in following.gone]),
        ("newly done in the file", [titles[id_] for id_ in following.ticked]),
        ("new", [one.title for one in plan.new]),
        ("back from the archive", [titles[id_] for id_ in following.back]),
        ("moved", [moved(pair) for pair in plan.moved if pair not in doubtful]),
    ]
    return [Section(heading, tuple(map(plain, lines))) for heading, lines in found if lines]


def _place(path: tuple[str, ...]) -> str:
    return " / ".join(path) or "the top"
