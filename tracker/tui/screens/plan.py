"""The plan of a roadmap on a screen: an order in which it can be learnt, in weeks."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from tracker.core.effort import time_left
from tracker.core.errors import UsageError
from tracker.core.progress.plan import Plan, Step, make_plan, ready_only
from tracker.core.text import plural
from tracker.tui.screens.answer import AnswerScreen
from tracker.tui.session import Session
from tracker.tui.text_styles import text_style
from tracker.wording.plan import describe_missing_hours
from tracker.workspace.local_days import short_day

_MOST_HOURS = 80


class PlanScreen(AnswerScreen):
    """Weeks with their topics; keys change the hours of a week, and switch to what makes ready to apply."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "hours(1)", "More hours", id="plan.more", tooltip="One more hour a week"),
        Binding("minus", "hours(-1)", "Fewer", id="plan.fewer", tooltip="One hour a week less"),
        Binding("r", "ready", "Ready", id="plan.ready", tooltip="Only for ready to apply; again for all"),
    ]

    def __init__(self, session: Session, roadmap: str) -> None:
        super().__init__(session)
        self.roadmap, self.hours, self.only_ready = roadmap, 10, False

    def question(self) -> str:
        """What is planned."""
        return f"Plan: {self.session.title(self.roadmap)}"

    async def words(self) -> Text:
        """The plan."""
        session = self.session
        progress = session.progress(self.roadmap)
        if self.only_ready:
            progress = ready_only(progress, session.state.choices) or progress
        others = [session.progress(id_) for id_ in session.beside() if id_ != self.roadmap]
        try:
            plan = make_plan(progress, session.topic, self.hours, others)
        except UsageError as error:
            return Text(str(error))
        return self._text(plan, session.workspace.today())

    def _text(self, plan: Plan, today: int) -> Text:
        if not plan.steps:
            return Text("Nothing is left to learn here.")
        until = short_day(today + 7 * plan.weeks - 1, today)
        topics, pace = plural(len(plan.steps), "topic"), f"{plan.hours:,g} h at {plan.hours_per_week:g} h a week"
        lines = [Text(f"{topics}, {pace}, until {until}")]
        missing = describe_missing_hours(plan)
        lines += [Text(missing)] if missing else []
        for week, steps in plan.by_week().items():
            lines.append(Text(f"\nWeek {week + 1}, from {short_day(today + 7 * week, today)}", text_style("heading")))
            lines += map(self._line, steps)
        return Text("\n").join(lines)

    def _line(self, step: Step) -> Text:
        facts = time_left(step.topic.hours, step.topic.months)
        facts += f", until week {step.last + 1}" if step.last > step.first else ""
        facts += "" if step.counted else ", prerequisite of another roadmap"
        return Text.assemble(f"  {step.topic.title}  ", (facts, text_style("dim")))

    def action_hours(self, more: int) -> None:
        """Plan with more or fewer hours a week."""
        self.hours = min(_MOST_HOURS, max(1, self.hours + more))
        self.answer()

    def action_ready(self) -> None:
        """Plan ready to apply alone, or everything."""
        self.only_ready = not self.only_ready
        self.answer()
