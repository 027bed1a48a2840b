"""What becomes of another overlay, in words, the same wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable

from tracker.core.effort import hours
from tracker.core.overlay.merge import OverlayMergePlan
from tracker.core.overlay.records import OverlayRecord
from tracker.core.text import plain, plural
from tracker.wording.summary import Section


def sections(plan: OverlayMergePlan, title: Callable[[str], str]) -> list[Section]:
    """What is added and changed, what stays as the user has it, and what has no place here.

    `title` gives the title of a roadmap, topic or group by its id.
    """
    added = [(id_, own) for id_, own in plan.new if own.roadmap]
    changed = [(id_, own) for id_, own in plan.new if not own.roadmap]
    headings = [
        ("added", [f"{own.title}, to {title(own.under) or title(own.roadmap)}" for _, own in added]),
        ("changed", [f"{title(id_)}: {_what(own)}" for id_, own in changed]),
        ("stays as you have it", [title(id_) for id_ in plan.kept]),
        ("of roadmaps that you do not have", list(plan.lost)),
        (f"{plural(plan.same, 'record')} that you have already", [""] * bool(plan.same)),
    ]
    return [Section(heading, tuple(map(plain, filter(None, lines)))) for heading, lines in headings if lines]


def _what(override: OverlayRecord) -> str:
    """What a record changes."""
    changes = [f"title {override.title}"] * bool(override.title)
    changes += [hours(override.hours)] if override.hours is not None else []
    changes += [plural(len(override.links), "link")] if override.links is not None else []
    changes += ["its place"] * (override.after is not None)
    return ", ".join(changes) or "nothing visible"
