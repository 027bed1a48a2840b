"""What progress from roadmap.sh would change, in words."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.node_marks import Placing
from tracker.core.roadmap import Mark
from tracker.core.text import plain, plural
from tracker.tui.glyphs import glyphs

_MOST = 200


def placing_lines(placing: Placing) -> Iterator[str]:
    """The marks by roadmap, with those that are new to the person one by one."""
    many = plural(len(placing.changes), "mark")
    yield f"Progress from roadmap.sh: {many} to record" if placing.changes else "You have all of these marks already."
    for one in placing.placed:
        yield f"\n{plain(one.title)}"
        yield f"{one.done:,} done, {one.doing:,} doing, {one.skipped:,} skipped; {len(one.new):,} new to you"
        for new in one.new[:_MOST]:
            yield f"  {glyphs().mark(new.mark)} {plain(new.title)}{f' (was {new.was})' * (new.was is not Mark.TODO)}"
        if len(one.new) > _MOST:
            yield f"  and {len(one.new) - _MOST:,} more"
    if placing.unknown:
        yield f"\n{plural(len(placing.unknown), 'mark')} of topics that no roadmap of yours has"
