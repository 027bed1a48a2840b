"""The first start: pick a role, tick what you can do already, and see your percentage. Each step can be skipped."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tracker.core.effort import time_left
from tracker.core.progress.measure import Tally
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.roadmap.model import Kind
from tracker.core.text import plural
from tracker.tui.base import HELP_AND_QUIT
from tracker.tui.hints import key_of
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.screens.home_rows import row_of
from tracker.tui.screens.list_screen import ListScreen
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.roadmap_list import ListRow, RoadmapList

_SHOWN = 4


class WelcomeScreen(ListScreen):
    """Asks for a role: its id, or None where the user skips the step."""

    CSS_PATH = "first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "Skip", id="welcome.skip", tooltip="Look around first; pick a role later"),
        Binding("i", "read", "Read all", id="welcome.read", tooltip="Read about it, large; again for the list"),
        *HELP_AND_QUIT,
    ]

    def begin(self) -> None:
        """Show the roles without percentages: nothing was ticked yet."""
        self.query_one(RoadmapList).shows_progress = False
        super().begin()

    def list_rows(self) -> list[ListRow]:
        """All roles."""
        heading = "Which job do you want?"
        return [ListRow(heading), *(row_of(self.session, heading, role) for role in self.session.standings(Kind.ROLE))]

    def head(self) -> None:
        """What tracker does, in one sentence."""
        headline = self.query_one(Headline)
        headline.show("Welcome to tracker", Tally(), ())
        headline.explain("It tells you how far you are from the job you want, and what to learn next.")
        headline.suggest(f"Step 1 of 3: pick a role (arrows, {key_of('list.open')}). You can change it at any time.")

    @on(RoadmapList.Picked)
    def _pick(self, event: RoadmapList.Picked) -> None:
        self.dismiss(event.roadmap.id)

    def action_skip(self) -> None:
        """Go on without a role; from the description on the whole screen, back to the list."""
        if self.has_class("-reading"):
            self.read_large(large=False)
        else:
            self.dismiss(None)


def where_you_stand(session: Session, role: str) -> PickScreen:
    """The third step: the percentage, the nearest roles, and three topics to start with. Asks for one of them."""
    progress = session.progress(role)
    nearest = nearest_roles([other for other in session.standings(Kind.ROLE) if other.id != role])
    near = ", ".join(f"{other.title} {other.total.percent} %" for other in nearest)
    total = progress.total
    words = [f"{progress.roadmap.title}: {total.percent} %, {total.done} of {total.counted} topics."]
    if progress.ready and progress.ready.percent is not None:
        left = plural(progress.ready.left, "topic")
        words.append(f"Ready to apply as a junior: {progress.ready.percent} %, {left} to go.")
    words.append(f"Roles nearest to what you can do: {near}." if near else "Each tick counts in every role.")
    words.append("\nThree topics to start with:")
    choices = [
        Choice(suggestion.topic.id, suggestion.topic.title, time_left(suggestion.topic.hours, suggestion.topic.months))
        for suggestion in suggest(progress, session.topic)
    ]
    hint = f"{key_of('pick.pick')} starts · {key_of('panel.close')} shows the roadmap"
    return PickScreen("Step 3 of 3: where you stand", hint, choices, "\n".join(words))
