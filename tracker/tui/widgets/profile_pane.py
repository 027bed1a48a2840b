"""The description of a roadmap, or of a topic."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tracker.core.address import host
from tracker.core.effort import HOURS_ASSUME, time_left
from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Card, Kind, Profile, Topic
from tracker.core.text import plain, plain_lines, plural
from tracker.tui.widgets.text_pane import TextPane


class ProfilePane(TextPane, can_focus=False):
    """Shows a roadmap: its summary, its numbers, and for a role what the job is like."""

    def show(
        self, progress: Progress | None, profile: Profile, following: str = "", touched: str = "", proof: str = ""
    ) -> None:
        """Show another roadmap. `following` is what to learn next in it, `touched` is the day of its last mark.

        `proof` says how much of it has proof.
        """
        self._tell(self._paragraphs(progress, profile, following, touched, proof) if progress else [])

    def show_topic(self, topic: Topic, card: Card) -> None:
        """Show a topic: what it takes, when it is done, and where to learn it."""
        takes = time_left(topic.hours, topic.months)
        paragraphs = [
            Text(topic.title, "bold"),
            Text(f"{topic.level}, {takes}" if topic.level else takes),
            _titled("Done when", card.done_when),
            Text("\n".join(f"{what.capitalize()}: {words}" for what, words in topic.needed)),
            _titled("Learn it from", "\n".join(f"{link.title} ({host(link.url)})" for link in card.links)),
        ]
        self._tell(paragraphs)

    def _tell(self, paragraphs: Sequence[Text]) -> None:
        self.tell([Text("\n\n").join(paragraph for paragraph in paragraphs if paragraph.plain)])

    def _paragraphs(self, progress: Progress, profile: Profile, following: str, touched: str, proof: str) -> list[Text]:
        roadmap, total = progress.roadmap, progress.total
        counts = f"{total.done:,} of {plural(total.counted, 'topic')}"
        counts += f", {time_left(total.hours_left, total.months_left)} left" if total.hours_left else ""
        ready = progress.ready
        if ready and ready.percent is not None:
            counts += f"\nReady to apply: {ready.percent} %, {ready.done} of {plural(ready.counted, 'topic')}"
        if proof:
            counts += f"\n{proof}"
        if touched:
            counts += f"\nLast touched on {touched}"
        is_role = roadmap.kind is Kind.ROLE
        paragraphs = [
            _titled(roadmap.title, _sentence(roadmap.summary)) or Text(roadmap.title, "bold"),
            Text(counts),
            Text(f"Next: {following}" if following else ""),
            Text(plain(profile.about)),
            _titled("A day in it", profile.day),
            _titled("And its neighbours", profile.neighbours),
            _titled("How people get in", profile.way_in),
            _titled("Ready to apply", profile.ready),
            _titled("Read more", "\n".join(f"{plain(link.title)}\n  {plain(link.url)}" for link in profile.links)),
            Text(HOURS_ASSUME),
        ]
        return paragraphs if is_role else paragraphs[:4]


def _sentence(words: str) -> str:
    """`words` with a full stop, where they do not end with a sign."""
    words = plain(words)
    return words if words.endswith((".", "!", "?", ":", "…")) or not words else f"{words}."


def _titled(title: str, words: str) -> Text:
    return Text.assemble((title, "bold"), f"\n{plain_lines(words)}") if words else Text()
