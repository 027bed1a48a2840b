"""The plan of an update in words, the same wherever it is shown: counts first, then what a user should look at."""

from __future__ import annotations

from tracker.core.importing.match import Pair
from tracker.core.importing.update import Gone, UpdatePlan
from tracker.core.text import plain, plural
from tracker.wording.summary import Section, Style


def counts(update: UpdatePlan) -> str:
    """How many topics change in which way: `6 topics: 4 same, 1 gone, 1 newly done in the file`."""
    plan, gone = update.plan, (*update.demoted, *update.gone)
    numbers = [(len(plan.same), "same"), (len(plan.renamed), "renamed"), (len(plan.moved), "moved")]
    numbers += [(len(update.demoted), "demoted to plain text"), (len(update.gone), "gone")]
    numbers += [(len(plan.new), "new"), (len(update.back), "back from the archive")]
    numbers += [(len(update.ticked), "newly done in the file")]
    said = ", ".join(f"{count:,} {what}" for count, what in numbers if count) or "none"
    return f"{plural(len(plan.pairs) + len(gone), 'topic')}: {said}"


def sections(update: UpdatePlan, style: Style) -> list[Section]:
    """All that is not as it was, but the same under another heading last."""
    plan = update.plan
    titles = {topic.id: topic.title for topic in update.imported.roadmap.tree.topics()}

    def renamed(pair: Pair) -> str:
        return f"{pair.old.title} {style.arrow} {pair.new.title}"

    def moved(pair: Pair) -> str:
        return f"{pair.new.title}: {_place(pair.old.path)} {style.arrow} {_place(pair.new.path)}"

    def gone(topic: Gone) -> str:
        return f"{style.mark(topic.mark)} {topic.title}{' (kept: you changed it)' if topic.kept else ''}"

    before, after = update.titles
    doubtful = set(plan.doubtful)
    headings = [
        ("title", [f"{before} {style.arrow} {after}"] if before != after else []),
        ("renamed? (check these; the update can be undone)", [renamed(p) for p in plan.renamed if p in doubtful]),
        ("the same? (several have this title)", [p.new.title for p in (*plan.same, *plan.moved) if p in doubtful]),
        ("renamed", [renamed(pair) for pair in plan.renamed if pair not in doubtful]),
        ("plain text now, archived", [gone(topic) for topic in update.demoted]),
        ("gone, archived", [gone(topic) for topic in update.gone]),
        ("newly done in the file", [titles[id_] for id_ in update.ticked]),
        ("new", [topic.title for topic in plan.new]),
        ("back from the archive", [titles[id_] for id_ in update.back]),
        ("moved", [moved(pair) for pair in plan.moved if pair not in doubtful]),
    ]
    return [Section(heading, tuple(map(plain, lines))) for heading, lines in headings if lines]


def _place(path: tuple[str, ...]) -> str:
    return " / ".join(path) or "the top"
