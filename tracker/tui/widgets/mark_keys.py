"""The keys that mark, which are the same wherever a topic is shown."""

from __future__ import annotations

from textual.binding import Binding

MARK_KEYS = (
    Binding("space", "mark('done')", "Tick", id="tree.tick", tooltip="Mark done, or todo again; all of a group"),
    Binding("d", "mark('doing')", "Doing", id="tree.doing", tooltip="Mark doing, or todo again"),
    Binding("s", "mark('skipped')", "Skip", id="tree.skip", tooltip="Skip: not counted; again to count it"),
    Binding("r", "mark('todo')", "Reset", id="tree.reset", show=False, tooltip="Reset to todo"),
)
