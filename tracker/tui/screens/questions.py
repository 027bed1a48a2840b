"""The keys of home that open what answers a question: a plan, a comparison, the pace, reviews.

Each screen is imported when its key is pressed: with what they need they cost a start 20 ms and more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import work
from textual.binding import Binding, BindingType

from tracker.core.progress.measure import Progress
from tracker.core.progress.next_topics import suggest
from tracker.core.progress.proof import proven
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Kind, Topic
from tracker.core.text import plural
from tracker.tui.base import BaseScreen
from tracker.tui.screens.timing import switch_timer
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.now_list import NowList

if TYPE_CHECKING:
    from tracker.settings import Settings


class _HasSettings(Protocol):
    settings: Settings


class Questions(BaseScreen[str]):
    """A screen with a session, from which the questions are asked about the roadmap at the cursor or the target."""

    session: Session
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("W", "plan", "Plan", id="home.plan", show=False, tooltip="Plan this roadmap, in weeks"),
        Binding("C", "compare", "Compare", id="home.compare", show=False, tooltip="Compare this with the target"),
        Binding("P", "pace", "Pace", id="home.pace", show=False, tooltip="What you did, day by day and week by week"),
        Binding("percent_sign", "score", "Why next?", id="home.score", show=False, tooltip="Why this topic is next"),
        Binding("m", "timer", "Timer", id="home.timer", show=False, tooltip="Start or stop the timer"),
        Binding("V", "review", "Review", id="home.review", show=False, tooltip="Review what is done, where it is due"),
    ]

    def at_cursor(self) -> Standing | None:
        """The roadmap at the cursor."""
        raise NotImplementedError

    def _roadmap(self) -> str:
        roadmap = self.at_cursor()
        return roadmap.id if roadmap else self.session.state.target

    @property
    def _settings(self) -> Settings:
        return cast("_HasSettings", self.app).settings

    def _topic(self) -> Topic | None:
        """The topic at the cursor, where it is on one."""
        now = self.query_one(NowList)
        return now.topic if now.has_focus else None

    def action_score(self) -> None:
        """Show why the topic at the cursor is next."""
        session, topic = self.session, self._topic()
        target, *others = map(session.progress, session.beside() or [""])
        every = suggest(target, session.topic, others, target.total.left, due=session.due_today()) if topic else []
        following = next((suggestion for suggestion in every if topic and suggestion.topic.id == topic.id), None)
        if following:
            from tracker.tui.panels.score import ScoreScreen  # as in `action_pace`

            self.app.push_screen(ScoreScreen(following))
        else:
            self.query_one(Headline).say("This explains a topic under Now: put the cursor on one.")

    @work
    async def action_timer(self) -> None:
        """Start the timer for the topic at the cursor, or stop it."""
        self.query_one(Headline).say(await switch_timer(self.app, self.session, self._topic()))

    def action_plan(self) -> None:
        """Open the plan."""
        from tracker.tui.screens.plan import PlanScreen  # as in `action_pace`

        if roadmap := self._roadmap():
            self.app.push_screen(PlanScreen(self.session, roadmap))

    def action_compare(self) -> None:
        """Compare the roadmap at the cursor with the target; on the target itself, all roles."""
        from tracker.tui.screens.compare import CompareScreen  # as in `action_pace`

        wanted = dict.fromkeys(id_ for id_ in (self.session.state.target, self._roadmap()) if id_)
        self.app.push_screen(CompareScreen(self.session, list(wanted) if len(wanted) > 1 else []))

    def action_pace(self) -> None:
        """Open the pace."""
        from tracker.tui.screens.pace import PaceScreen  # the four screens: 12 ms of the start

        if roadmap := self._roadmap():
            self.app.push_screen(PaceScreen(self.session, roadmap, self._settings))

    def action_review(self) -> None:
        """Open the reviews."""
        from tracker.tui.screens.review import ReviewScreen  # as in `action_pace`

        if roadmap := self._roadmap():
            self.app.push_screen(ReviewScreen(self.session, roadmap, self._settings))


def describe_proof(session: Session, progress: Progress) -> str:
    """How much of a role has proof, in words; empty for other roadmaps, and where nothing has."""
    if progress.roadmap.kind is not Kind.ROLE or not session.state.proofs:
        return ""
    having, done = proven(progress, session.state.proofs)
    return f"{having} of {plural(done, 'done topic')} {'has' if having == 1 else 'have'} proof" if having else ""
