"""The keys of a roadmap's tree by which its content is added to, changed, linked, exported, updated and assessed."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tracker.core.roadmap.model import Group, Kind
from tracker.tui.panels.export import export
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.screens import overlay
from tracker.tui.screens.jumping import Jumping
from tracker.tui.screens.placement import PlacementScreen


class OwnTopics(Jumping):
    """A screen with the tree of one roadmap, whose keys are about the row at the cursor or the whole roadmap."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "add", "Add", id="study.add", show=False, tooltip="Add your own topic here"),
        Binding("T", "retitle", "Rename", id="study.retitle", show=False, tooltip="Rename this topic or group"),
        Binding(
            "M",
            "change",
            "Modify",
            id="study.change",
            show=False,
            tooltip="Change hours, links, place; add a group",
        ),
        Binding(
            "K",
            "link",
            "Link",
            id="study.link",
            show=False,
            tooltip="Share a library topic's tick; or unlink",
        ),
        Binding("X", "export", "Export", id="study.export", show=False, tooltip="Export this roadmap to a file"),
        Binding("a", "place", "Assess", id="study.place", show=False, tooltip="Tick by level what you can do already"),
        Binding(
            "ctrl+r", "update", "Update", id="study.update", show=False, tooltip="Update your own roadmap from a file"
        ),
    ]

    @work
    async def action_add(self) -> None:
        """Add a topic of the user's own to the group at the cursor."""
        await overlay.add(self.app, self.session, self.tree_view, self.say)

    @work
    async def action_retitle(self) -> None:
        """Give the topic or group at the cursor another title."""
        await overlay.retitle(self.app, self.session, self.tree_view, self.say)

    @work
    async def action_change(self) -> None:
        """Change what is at the cursor, or what the user added there."""
        await overlay.change(self.app, self.session, self.tree_view, self.say)

    @work
    async def action_link(self) -> None:
        """Let the topic at the cursor share the tick of a library topic, or part them again; list both for a group."""
        await overlay.link(self.app, self.session, self.tree_view, self.say)

    @work
    async def action_export(self) -> None:
        """Take this roadmap out."""
        await export(self.app, self.session, self.roadmap, self.say)

    @work
    async def action_update(self) -> None:
        """Update this roadmap, where it is the user's own, from a newer file."""
        if self.session.roadmaps.standings[self.roadmap].kind is not Kind.OWN:
            self.say("Only a roadmap of your own is updated from a file; tracker asks about others.")
            return
        updated = await self.app.push_screen_wait(ImportScreen(self.session, self.roadmap))
        if updated:
            self.say(updated.words)

    def action_place(self) -> None:
        """Tick by level what the user can do already: in the skill at the cursor, or in the whole roadmap."""
        row = self.tree_view.row
        skill = row.node.skill if row and isinstance(row.node, Group) else ""
        self.app.push_screen(PlacementScreen(self.session, skill or self.roadmap))
