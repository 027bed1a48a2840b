"""Where the panes of home stand: below each other in a narrow terminal, in two columns in a wide one."""

from __future__ import annotations

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from tracker.tui.widgets.rows import Rows

TWO_COLUMNS = 100
"""Columns from which on the target and the week stand beside the lists, and the description below them."""
_FRAME = 2
_WEEK_WIDTH, _WEEK = 32, 5
_TARGET, _TARGET_WITH_CELLS = 5, 7
_LEAST_LIST = 6
_WIDEST_SIDE = 90


class HomeLayout(Layout):
    """Gives each pane its place; a pane without one is not shown."""

    name = "home"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002  # Textual's form
        """One placement for each pane that is shown."""
        parent.pre_layout(self)
        panes = {child.id or "": child for child in children}
        if "roadmaps" not in panes:  # the description is read on the whole screen
            regions = {"profile": Region(0, 0, size.width, size.height)}
        else:
            now = panes.get("now")
            rows = len(now.rows) if isinstance(now, Rows) else 0
            regions = places(size, rows, has_target="target" in panes)
        return [
            WidgetPlacement(regions[id_], NULL_OFFSET, Spacing(), pane)
            for id_, pane in panes.items()
            if id_ in regions and regions[id_].area
        ]


def places(size: Size, rows: int, *, has_target: bool) -> dict[str, Region]:
    """The regions of the panes by their ids. `rows` is how many "what now" has; the target needs to have none."""
    width, height = size
    now = min(rows + _FRAME, max(_FRAME + 1, height // 2)) if rows else 0
    if width < TWO_COLUMNS:
        band = _TARGET if has_target and height - now - _TARGET >= _LEAST_LIST else 0
        return {
            "now": Region(0, 0, width, now),
            "target": Region(0, now, width - _WEEK_WIDTH, band),
            "week": Region(width - _WEEK_WIDTH, now, _WEEK_WIDTH, band),
            "roadmaps": Region(0, now + band, width, height - now - band),
        }
    side = min(_WIDEST_SIDE, width * 3 // 8)
    left = width - side
    target, week = (_TARGET_WITH_CELLS, _WEEK) if has_target else (0, 0)
    return {
        "now": Region(0, 0, left, now),
        "roadmaps": Region(0, now, left, height - now),
        "target": Region(left, 0, side, target),
        "week": Region(left, target, side, week),
        "profile": Region(left, target + week, side, max(0, height - target - week)),
    }
