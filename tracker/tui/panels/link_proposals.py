"""Possible links from a roadmap of the user's own to the library; the user makes each one separately."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker.core.errors import TrackerError
from tracker.core.journal.commands import LinkTopic, is_skill
from tracker.core.journal.events import Event
from tracker.core.roadmap.model import Kind, Mark, Roadmap
from tracker.core.text import plural
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.session import Session
from tracker.tui.widgets.rows import Cell, Rows, padded
from tracker.wording.history import describe_transaction
from tracker.workspace.link_proposals import Proposal, proposed

_MOST_LINES = 12


async def propose_links(
    app: App[None], session: Session, roadmap: Roadmap, say: Callable[[str], None], group: int = 0
) -> None:
    """List the possible links of the topics in the group at a place, so that the user can make the right ones."""
    if roadmap.kind is not Kind.OWN:
        say("Only a roadmap of your own has links to the library: put the cursor on one.")
        return
    await session.written()
    try:
        every = await asyncio.to_thread(proposed, session.workspace, roadmap)
    except TrackerError as error:
        say(str(error))
        return
    inside, title = set(roadmap.tree.ids(group)), roadmap.tree.nodes[group].title
    proposals = [proposal for proposal in every if proposal.topic in inside]
    if not proposals:
        say(f"There are no more possible links in {title}.")
        return
    made = await app.push_screen_wait(LinkProposalsScreen(session, title, proposals))
    say(f"Made {plural(made, 'link')}; undo removes them one by one." if made else "")


async def link_topic(session: Session, topic: str, title: str, to: str, to_title: str) -> str:
    """Link a topic to a topic or skill of the library. Returns a message; "" where they are linked already.

    Raises `TrackerError`.
    """
    was, events = session.state.marks.get(topic, Mark.TODO), list[Event]()
    await session.do(lambda: events.extend(session.workspace.record(LinkTopic(topic, to))))
    if not events:
        return ""
    if not is_skill(to):
        return f"{title} shares the tick of {to_title} now"
    now = session.state.marks.get(topic, Mark.TODO)
    lost = f"; it was done, and is {now} until then" if was is Mark.DONE and now is not Mark.DONE else ""
    return f"{title} is done when the skill {to_title} is{lost}"


class _Proposals(Rows[Proposal]):
    """One line for each proposal: whether the link is made, the user's topic, and the library's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "link", "Link", id="proposals.link", tooltip="Let the two share one tick"),
    ]

    class Requested(Message):
        """The user asks for this link."""

        def __init__(self, proposal: Proposal) -> None:
            self.proposal = proposal
            super().__init__()

    def __init__(self, rows: Sequence[Proposal], links: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self.rows, self.links = rows, links

    def key(self, row: Proposal) -> str:
        """The topic's id."""
        return row.topic

    def draw(self, row: Proposal, width: int) -> Iterable[Cell]:
        """The two sides of a link in two columns."""
        signs, linked = glyphs(), row.topic in self.links()
        library_place = "the whole skill" if is_skill(row.to) else row.skill
        between = f" {signs.arrow} "
        half = (width - 4 - len(between)) // 2
        sign = (f" {signs.chosen if linked else signs.other} ", "accent")
        mine = (padded(row.title, half, signs.dots), "")
        theirs = f"{row.to_title}, {library_place}"
        return [sign, mine, (between, "dim"), (padded(theirs, width - 4 - len(between) - half, signs.dots), "")]

    def action_link(self) -> None:
        """Ask for the link under the cursor."""
        if self.row:
            self.post_message(self.Requested(self.row))

    def on_rows_clicked(self, event: Rows.Clicked[Proposal]) -> None:
        """A double click makes the link."""
        if event.again:
            self.action_link()


class LinkProposalsScreen(Panel[int]):
    """Shows proposals and makes the links that the user picks. Answers with the number of links made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="proposals.undo", tooltip="Undo the last link made here"),
    ]

    def __init__(self, session: Session, title: str, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self.session, self.panel_title, self.made = session, title, 0
        self.list = _Proposals(proposals, lambda: session.state.links)

    def compose(self) -> ComposeResult:
        """A sentence about links, the proposals, and the last message."""
        box = Vertical(classes="panel")
        box.border_title = Content(f"{self.panel_title}: what the library has too")
        keys = (("proposals.link", "links"), ("proposals.undo", "undoes"), ("panel.close", "closes"))
        box.border_subtitle = Content(" · ".join(f"{key_of(id_)} {does}" for id_, does in keys))
        with box:
            yield Static("Linked topics share one tick. Nothing is linked before you pick it.\n", markup=False)
            self.list.styles.height = min(len(self.list.rows), _MOST_LINES)
            yield self.list
            yield Static("\n", id="message", markup=False)

    @on(_Proposals.Requested)
    @work(group="link")
    async def _link(self, event: _Proposals.Requested) -> None:
        proposal = event.proposal
        try:
            result = await link_topic(self.session, proposal.topic, proposal.title, proposal.to, proposal.to_title)
        except TrackerError as error:
            self._say(str(error))
            return
        self.made += bool(result)
        self._say(f"{result or f'{proposal.title} is linked already'}.")

    @work(group="link")
    async def action_undo(self) -> None:
        """Undo the last link that was made here."""
        if self.made:
            self.made -= 1
            events = await self.session.undo()
            self._say(f"{describe_transaction(events, self.session.title)}." if events else "There is nothing to undo.")
        else:
            self._say("Nothing was linked here yet.")

    def _say(self, words: str) -> None:
        self.query_one("#message", Static).update(f"\n{words}")
        self.list.refresh()

    def action_close(self) -> None:
        """Answer with the number of links made, when all of them are written."""
        self._leave()

    @work(group="link")
    async def _leave(self) -> None:
        await self.session.written()
        self.dismiss(self.made)
