"""What a mark gave, in words: how percentages moved, and what became complete by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from tracker.core.progress.measure import Progress, Tally
from tracker.core.roadmap.model import Group, Level, Mark
from tracker.tui.glyphs import glyphs
from tracker.tui.session import Session
from tracker.tui.widgets.rows import cut

_TITLE = 28
"""Columns that a title has at least where its mark gave something; what it gave is to be whole in 80."""


class Standing(NamedTuple):
    """Where the user stands: percentages and "ready to apply" by roadmap, and what is complete, the greatest first."""

    percents: dict[str, int | None]
    ready: dict[str, int]
    complete: tuple[str, ...]


def standing(session: Session, roadmap: str, topics: tuple[str, ...]) -> Standing:
    """Where the user stands in `roadmap`, the target, the watched roadmaps, and the skill of the first topic."""
    home = session.home_of(topics[0]) if topics else ""
    shown = dict.fromkeys([roadmap, *session.beside(), *([home] if home else [])])
    progresses = {id_: session.progress(id_) for id_ in shown}
    percents = {id_: progress.total.percent for id_, progress in progresses.items()}
    ready = {id_: progress.ready.percent or 0 for id_, progress in progresses.items() if progress.ready}
    complete = dict.fromkeys(
        [
            *(f"Ready to apply as {p.roadmap.title}" for p in progresses.values() if p.ready and _is_full(p.ready)),
            *(f"{p.roadmap.title} complete" for p in progresses.values() if _is_full(p.total)),
            *_levels(session, home, topics),
            *_groups(progresses[roadmap], topics),
        ]
    )
    return Standing(percents, ready, tuple(complete))


def _is_full(tally: Tally) -> bool:
    return tally.counted > 0 and not tally.left


def _levels(session: Session, home: str, topics: tuple[str, ...]) -> Iterator[str]:
    """The levels of the topics' skill in which every topic is done."""
    skill, marks = session.progress(home), session.state.marks
    mine = {topic.level for topic in skill.tree.topics() if topic.id in topics}
    for level in Level:
        if level in mine and all(
            marks.get(topic.id) in (Mark.DONE, Mark.SKIPPED) for topic in skill.tree.topics() if topic.level is level
        ):
            yield f"{skill.roadmap.title}, {level} level complete"


def _groups(progress: Progress, topics: tuple[str, ...]) -> Iterator[str]:
    """The groups around the topics in which everything that counts is done, the outermost first."""
    tree = progress.tree
    places = {above for id_ in topics if id_ in tree.places for above in tree.path(tree.places[id_])}
    for place in sorted(places - {0}):
        node = tree.nodes[place]
        if isinstance(node, Group) and _is_full(progress.tally(place)):
            yield f"{node.title} complete"


def describe_gain(session: Session, done: tuple[str, str], before: Standing, after: Standing, room: int) -> str:
    """What was done and what it gave, in at most `room` columns: "Run a container: done · Ready 35 → 36 %".

    `done` is a title, which is cut for what it gave, and what stands behind it. What became complete by it stands in
    place of what was done, and is said this once.
    """
    signs, (subject, how) = glyphs(), done
    new = [what for what in after.complete if what not in before.complete]
    short = f"{cut(subject, _TITLE, signs.dots)}{how}"
    phrases = [f"{signs.star} {new[0]}" if new else short]
    for id_, now in [*after.ready.items()][:1]:  # of the role on the screen, or else of the target
        if (then := before.ready.get(id_, now)) != now:
            phrases.append(f"Ready {then} {signs.arrow} {now} %")
    for n, (id_, percent) in enumerate(after.percents.items()):
        was, title = before.percents.get(id_), session.roadmaps.standings[id_].title
        if percent is not None and was is not None and percent != was:
            first = not n and id_ not in after.ready
            phrases.append(f"{title} {was} {signs.arrow} {percent} %" if first else f"{title} {percent - was:+d}")
    if len(phrases) == 1 and not new:
        phrases += _toward(session, next(iter(after.percents)))
    said = phrases[0]
    for phrase in phrases[1:]:
        longer = f"{said} {signs.dash} {phrase}"
        said = longer if cell_len(longer) <= room else said
    if new:
        return said
    gave = f"{how}{said.removeprefix(short)}"
    return f"{cut(subject, room - cell_len(gave), signs.dots)}{gave}"


def _toward(session: Session, roadmap: str) -> list[str]:
    """How far the next per cent is, where a mark moved none."""
    total = session.progress(roadmap).total
    if total.percent is None or not total.left:
        return []
    needed = -(-(total.percent + 1) * total.counted // 100) - total.done
    title = session.roadmaps.standings[roadmap].title
    return [f"{title} {total.percent} %, {max(1, needed)} more for {total.percent + 1} %"]
