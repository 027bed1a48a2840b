"""Jumps in a roadmap's tree: to what to learn next, to a prerequisite and back, and to search matches."""

from __future__ import annotations

from textual import on, work

from tracker.core.progress.next_topics import suggest
from tracker.core.roadmap.model import Mark, Topic
from tracker.core.text import plural
from tracker.tui.base import BaseScreen
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.search_line import SearchLine
from tracker.tui.widgets.tree_rows import Filter, TreeView, count_of


class Jumping(BaseScreen[None]):
    """A screen with the tree of one roadmap and a search line. The subclass declares the keys."""

    def __init__(self, session: Session, roadmap: str) -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap
        self.came_from: list[str] = []
        self.words = ""
        self._before_search = TreeView(Filter.ALL, frozenset(), "", 0)

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
            self.open_elsewhere(following)  # its prerequisites come first, wherever they stand

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
            hint = f"{key_of('pick.pick')} goes there · {key_of('panel.close')} closes"
            target = await self.app.push_screen_wait(PickScreen("Needs first", hint, choices))
        if target and not self.go_to(target):
            self.open_elsewhere(target)

    def action_return(self) -> None:
        """Go back to where the cursor was before the last jump."""
        if self.came_from:
            self.tree_view.reveal(self.came_from.pop())

    async def action_search(self) -> None:
        """Open the search line."""
        self._before_search = self.tree_view.view()
        await self.query_one(SearchLine).open()

    @on(SearchLine.Changed)
    def _search(self, event: SearchLine.Changed) -> None:
        """Go to the first match from where the search began; without one, everything is as it was there."""
        self.words = event.words
        wanted = event.words.strip()
        self.tree_view.restore(self._before_search)
        self.tree_view.mark_matches(wanted)
        matches = self.tree_view.search(wanted, 0) if wanted else 0
        said = f"{matches:,} {'match' if matches == 1 else 'matches'}" if matches else "no match"
        if noted := len(self.tree_view.noted):
            said += f", {noted:,} in notes"
        self.query_one(SearchLine).count(said if wanted else "")

    @on(SearchLine.Closed)
    def _close_search(self, event: SearchLine.Closed) -> None:
        if not event.confirmed:
            self.tree_view.mark_matches("")
        if self.is_current:
            self.tree_view.focus()

    def action_again(self, step: int) -> None:
        """Go to the next or the previous match."""
        if not self.words.strip():
            self.say(f"You have not searched yet. To search, press {key_of('study.search')}.")
            return
        self.tree_view.mark_matches(self.words.strip())
        if not self.tree_view.search(self.words.strip(), step):
            self.say(f'No title and no note has "{self.words}".')

    @work
    async def action_filter(self) -> None:
        """Choose which topics are shown."""
        tree = self.tree_view
        choices = [
            Choice(only, f"{only.capitalize()} topics", plural(count_of(tree.progress, only), "topic"))
            for only in Filter
        ]
        hint = f"{key_of('pick.pick')} shows them · {key_of('panel.close')} closes"
        picked = await self.app.push_screen_wait(PickScreen("Filter", hint, choices))
        if picked is not None:
            self.tree_view.show_only(Filter(picked))
            self.say(self._describe_filter())

    def _describe_filter(self) -> str:
        only = self.tree_view.only
        if only is Filter.ALL:
            return ""
        count = count_of(self.tree_view.progress, only)
        return f"Filter: {count:,} {only}. {key_of('study.back')} shows all topics again."
