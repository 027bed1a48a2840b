"""The keys of home by which roadmaps come in and go out, and by which the user makes and changes roadmaps.

Each panel is imported when its key is pressed: few need one, and they cost a start between 6 and 70 ms.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Kind
from tracker.tui.base import BaseScreen
from tracker.tui.screens.home_rows import OWN
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_list import RoadmapList


class OwnRoadmaps(BaseScreen[str]):
    """A screen with a session and the list of roadmaps, whose keys are about the roadmap at the cursor."""

    session: Session
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("I", "import", "Import", id="home.import", show=False, tooltip="Import a roadmap from a file"),
        Binding(
            "ctrl+r", "update", "Update", id="home.update", show=False, tooltip="Update your own roadmap from a file"
        ),
        Binding("B", "archive", "Archive", id="home.archive", show=False, tooltip="Restore what an update removed"),
        Binding("X", "export", "Export", id="home.export", show=False, tooltip="Export this roadmap to a file"),
        Binding("K", "link", "Link", id="home.link", show=False, tooltip="Links from this roadmap to the library"),
        Binding("T", "retitle", "Rename", id="home.retitle", show=False, tooltip="Rename this roadmap"),
        Binding("A", "adverts", "Adverts", id="home.adverts", show=False, tooltip="Read job adverts, list those saved"),
        Binding(
            "N", "new_role", "New role", id="home.new_role", show=False, tooltip="Make a role of your own of skills"
        ),
    ]

    def at_cursor(self) -> Standing | None:
        """The roadmap at the cursor."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say what just happened."""
        raise NotImplementedError

    @work
    async def action_import(self) -> None:
        """Import a roadmap from a file."""
        from tracker.tui.panels.import_file import ImportScreen  # saves 18 ms of the start

        imported = await self.app.push_screen_wait(ImportScreen(self.session))
        if imported:
            self.say(imported.words)
            self._go_to(f"{OWN} {imported.roadmap}")

    def action_adverts(self) -> None:
        """List the saved adverts, and read new ones."""
        from tracker.tui.screens.adverts import AdvertsScreen  # 70 ms of a start, which few need

        self.app.push_screen(AdvertsScreen(self.session))

    def _go_to(self, key: str) -> None:
        """Put the cursor on a row of the list, so that Enter opens it."""
        roadmaps = self.query_one(RoadmapList)
        if roadmaps.go_to_key(key):
            roadmaps.focus()

    @work
    async def action_new_role(self) -> None:
        """Make a role of skills and levels."""
        from tracker.tui.screens.compose_role import ComposeRoleScreen  # as above

        made = await self.app.push_screen_wait(ComposeRoleScreen(self.session))
        if made:
            self.say(f"{self.session.title(made)} is a role of your own.")
            self._go_to(f"{OWN} {made}" if self.session.state.target else f"Roles {made}")

    @work
    async def action_update(self) -> None:
        """Update a roadmap of the user's own from a newer file."""
        from tracker.tui.panels.import_file import ImportScreen  # as in `action_import`

        roadmap = self.at_cursor()
        if not roadmap or roadmap.kind is not Kind.OWN:
            self.say("Put the cursor on a roadmap of your own; tracker asks about bundled ones.")
            return
        updated = await self.app.push_screen_wait(ImportScreen(self.session, roadmap.id))
        if updated:
            self.say(updated.words)

    @work
    async def action_archive(self) -> None:
        """List what updates removed from the highlighted roadmap, and restore what is picked."""
        from tracker.tui.panels.archive import restore_archived  # with export and undo below 6 ms

        roadmap = self.at_cursor()
        if roadmap and roadmap.kind is Kind.OWN:
            self.say(await restore_archived(self.app, self.session, roadmap.id))
        else:
            self.say("Put the cursor on a roadmap of your own; only these have an archive.")

    @work
    async def action_export(self) -> None:
        """Export the highlighted roadmap."""
        from tracker.tui.panels.export import export  # as in `action_archive`

        roadmap = self.at_cursor()
        if roadmap:
            await export(self.app, self.session, roadmap.id, self.say)

    @work
    async def action_link(self) -> None:
        """List the possible links from the highlighted roadmap to the library."""
        from tracker.tui.panels.link_proposals import propose_links  # with the overlay 7 ms

        row = self.at_cursor()
        roadmap = self.session.roadmaps.get(row.id) if row else None  # another process may have taken it out
        if roadmap:
            await propose_links(self.app, self.session, roadmap, self.say)

    @work
    async def action_retitle(self) -> None:
        """Change the title of the highlighted roadmap."""
        from tracker.tui.screens.overlay import retitle_roadmap  # as in `action_link`

        roadmap = self.at_cursor()
        if roadmap:
            await retitle_roadmap(self.app, self.session, roadmap.id, self.say)
