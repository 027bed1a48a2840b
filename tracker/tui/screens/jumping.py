"""Getting about in a roadmap's tree: to what is next, to a prerequisite and back, to what was searched for."""

from __future__ import annotations

from textual import on, work
from textual.widgets import Input

from tracker.core.progress.next_topics import suggest
from tracker.core.roadmap.model import Mark, Topic
from tracker.core.text import plural
from tracker.tui.base import BaseScreen
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_tree import RoadmapTree


class Jumping(BaseScreen[None]):
    """A screen with the tree of one roadmap and a search line. Which keys jump, the screen itself declares."""

    def __init__(self, session: Session, roadmap: str) -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap
        self.came_from: list[str] = []
        self.words = ""

    @property
    def tree_view(self) -> RoadmapTree:
        """The tree."""
        return self.query_one(RoadmapTree)

    def say(self, words: str) -> None:
        """Say what just happened, where the eye is."""
        raise NotImplementedError

    def open_elsewhere(self, topic: str) -> None:
        """Open the roadmap that a topic belongs to which is not in this one."""
        raise NotImplementedError

    def go_to(self, topic: str) -> bool:
        """Put the cursor on a topic and remember where it came from; False when it is not in this roadmap."""
        here = self.tree_view.row
        if not self.tree_view.reveal(topic):
            return False
        if here and isinstance(here.node, Topic) and here.node.id != topic:
            self.came_from.append(here.node.id)
        return True

    def action_suggested(self) -> None:
        """Go to what to learn next; pressed again, to the one after it."""
        best = [one.topic.id for one in suggest(self.session.progress(self.roadmap))]
        row = self.tree_view.row
        here = row.node.id if row else ""
        if best:
            self.go_to(best[(best.index(here) + 1) % len(best)] if here in best else best[0])

    @work
    async def action_needs(self) -> None:
        """Go to a prerequisite of the topic at the cursor."""
        row = self.tree_view.row
        needs = (
            [one for id_ in row.node.needs if (one := self.session.topic(id_))]
            if row and isinstance(row.node, Topic)
            else []
        )
        if not needs:
            self.say("Nothing has to come before this.")
            return
        target: str | None = needs[0].id
        if len(needs) > 1:
            choices = [Choice(one.id, one.title, self.session.state.marks.get(one.id, Mark.TODO)) for one in needs]
            hint = f"{key_of('pick.pick')} goes there"
            target = await self.app.push_screen_wait(PickScreen("Needs first", hint, choices))
        if target and not self.go_to(target):
            self.open_elsewhere(target)

    def action_return(self) -> None:
        """Go back to where the last jump began."""
        if self.came_from:
            self.tree_view.reveal(self.came_from.pop())

    def action_search(self) -> None:
        """Open the search line."""
        line = self.query_one("#search", Input)
        line.remove_class("-hidden")
        line.focus()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self.words = event.value
        found = self.tree_view.search(event.value, 0) if event.value.strip() else 0
        self.say(f'{plural(found, "match").replace("matchs", "matches")} for "{event.value}"' if event.value else "")

    @on(Input.Submitted, "#search")
    @on(Input.Blurred, "#search")
    def _close_search(self) -> None:
        self.query_one("#search", Input).add_class("-hidden")
        if self.is_current:
            self.tree_view.focus()

    def action_again(self, step: int) -> None:
        """Go to the next or the previous match."""
        if not self.words.strip():
            self.say(f"Nothing was searched for yet: {key_of('study.search')} searches.")
        elif not self.tree_view.search(self.words, step):
            self.say(f'No title has "{self.words}".')
