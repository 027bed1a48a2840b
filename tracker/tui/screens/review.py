"""Reviews on a screen: each due topic with its done-when as the question, answered with one key."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from tracker.core.journal.commands import AnswerReview, SetReview
from tracker.core.journal.entries import Rating
from tracker.core.progress.review import Memory
from tracker.core.text import plural
from tracker.settings import Settings
from tracker.tui.hints import key_of
from tracker.tui.screens.answer import AnswerScreen
from tracker.tui.screens.undoing import UNDO_KEYS, Undoing
from tracker.tui.session import Session
from tracker.tui.text_styles import text_style
from tracker.workspace.local_days import short_day
from tracker.workspace.reviews import read_reviews

_WHAT = """\
Nothing is reviewed yet.

What you do not use fades. A review asks about one topic that you did: can you still do it? You answer with one key; \
the better you knew it, the later it comes again. Nothing is ever unticked by it.
"""


class ReviewScreen(AnswerScreen, Undoing):
    """The reviews of today, one after the other. Nothing un-ticks itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer('again')", "Again", id="review.again", tooltip="I could not do it"),
        Binding("h", "answer('hard')", "Hard", id="review.hard", tooltip="I could, with trouble"),
        Binding("g", "answer('good')", "Good", id="review.good", tooltip="I could do it"),
        Binding("e", "answer('easy')", "Easy", id="review.easy", tooltip="I could do it at once"),
        Binding("o", "switch", "On/off", id="review.switch", tooltip="Review the roadmap, or stop reviewing it"),
        *UNDO_KEYS,
    ]

    def __init__(self, session: Session, roadmap: str, settings: Settings) -> None:
        super().__init__(session)
        self.roadmap, self.settings = roadmap, settings
        self.asked: Memory | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers only where something is asked."""
        if action == "answer" and not self.asked:
            return False
        return super().check_action(action, parameters)

    def question(self) -> str:
        """Which reviews."""
        return "Review: does it still sit?"

    async def words(self) -> Text:
        """The next question, or when the next one comes."""
        session, state = self.session, self.session.state
        in_view = [session.progress(id_) for id_ in session.beside()]
        await session.written()
        reviews = await asyncio.to_thread(read_reviews, session.workspace, state, self.settings, in_view)
        self.asked = reviews.due[0] if reviews.due else None
        self.refresh_bindings()
        names = ", ".join(session.title(id_) for id_ in sorted(state.reviewed))
        lines = [Text(f"Reviewing {names}", text_style("dim")) if names else Text(_WHAT)]
        verb = "stop reviewing" if self.roadmap in state.reviewed else "review what you did of"
        switch = f"Press {key_of('review.switch')} to {verb} {session.title(self.roadmap)}.\n"
        lines.append(Text(switch, text_style("dim") if names else text_style("heading")))
        if self.asked:
            lines.append(Text(f"{plural(len(reviews.due), 'review')} today", text_style("heading")))
            lines.append(Text(f"\n{session.title(self.asked.topic)}", "bold"))
            lines.append(Text(f"{session.card(self.asked.topic).done_when}\n"))
            lines.append(Text("Could you do this now, without help?"))
            keys = [f"{key_of(f'review.{rating.value}')} {rating.value}" for rating in Rating]
            lines.append(Text(" · ".join(keys), text_style("dim")))
        elif reviews.memories:
            following = short_day(min(memory.due for memory in reviews.memories.values()), session.workspace.today())
            lines.append(Text(f"No more reviews today. The next is due {following}."))
        return Text("\n").join(lines)

    def say(self, words: str) -> None:
        """Say what was undone; the question that it belongs to stands there again."""
        self.notify(words, markup=False)

    def action_answer(self, rating: str) -> None:
        """Answer the question on the screen."""
        if asked := self.asked:
            self.asked = None
            self.session.handle(AnswerReview(asked.topic, Rating(rating), self.session.workspace.now()))

    def action_switch(self) -> None:
        """Review the roadmap, or stop."""
        self.session.handle(SetReview(self.roadmap, self.roadmap not in self.session.state.reviewed))
