"""Jumps in a roadmap's tree: to what to learn next, to a prerequisite and back, and to search matches."""

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
    """A screen with the tree of one roadmap and a search line. The subclass declares the keys."""

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
        """Show a message in the headline."""
        raise NotImplementedError

    def open_elsewhere(self, topic: str) -> None:
        """Open the roadmap of a topic that is not in this one."""
        raise NotImplementedError

    def go_to(self, topic: str) -> bool:
        """Put the cursor on a topic and remember where it was; False where the topic is not in this roadmap."""
        row = self.tree_view.row
        if not self.tree_view.reveal(topic):
            return False
        if row and isinstance(row.node, Topic) and row.node.id != topic:
            self.came_from.append(row.node.id)
        return True

    def action_suggested(self) -> None:
        """Go to the topic to learn next; pressed again, to the one after it."""
        progress = self.session.progress(self.roadmap)
        best = [suggestion.topic.id for suggestion in suggest(progress, self.session.topic)]
        row = self.tree_view.row
        current = row.node.id if row else ""
        following = (best[(best.index(current) + 1) % len(best)] if current in best else best[0]) if best else ""
        if following and not self.go_to(following):
            self.say(f"First comes a topic of another roadmap: {self.session.title(following)}")

    @work
    async def action_needs(self) -> None:
        """Go to a prerequisite of the topic at the cursor."""
        row = self.tree_view.row
        needs = (
            [need for id_ in row.node.needs if (need := self.session.topic(id_))]
            if row and isinstance(row.node, Topic)
            else []
        )
        if not needs:
            self.say("This has no prerequisites.")
            return
        target: str | None = needs[0].id
        if len(needs) > 1:
            choices = [Choice(need.id, need.title, self.session.state.marks.get(need.id, Mark.TODO)) for need in needs]
            hint = f"{key_of('pick.pick')} goes there"
            target = await self.app.push_screen_wait(PickScreen("Needs first", hint, choices))
        if target and not self.go_to(target):
            self.open_elsewhere(target)

    def action_return(self) -> None:
        """Go back to where the cursor was before the last jump."""
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
        matches = self.tree_view.search(event.value, 0) if event.value.strip() else 0
        self.say(f'{plural(matches, "match").replace("matchs", "matches")} for "{event.value}"' if event.value else "")

    @on(Input.Submitted, "#search")
    @on(Input.Blurred, "#search")
    def _close_search(self) -> None:
        self.query_one("#search", Input).add_class("-hidden")
        if self.is_current:
            self.tree_view.focus()

    def action_again(self, step: int) -> None:
        """Go to the next or the previous match."""
        if not self.words.strip():
            self.say(f"You have not searched yet. To search, press {key_of('study.search')}.")
        elif not self.tree_view.search(self.words, step):
            self.say(f'No title has "{self.words}".')
