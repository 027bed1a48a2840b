"""The description of the row under the cursor: a topic's card, or the numbers of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.address import host
from tracker.core.effort import hours, months, time_left
from tracker.core.progress.measure import Tally
from tracker.core.progress.what_if import Worth
from tracker.core.roadmap.model import Card, Group, Mark, Rule, Topic
from tracker.core.text import plain, plain_lines, plural
from tracker.tui.glyphs import Glyphs, glyphs
from tracker.tui.text_styles import text_style
from tracker.tui.widgets.mark_keys import MARK_KEYS
from tracker.tui.widgets.text_pane import TextPane


class TopicFacts(NamedTuple):
    """All that is shown about a topic.

    `needs` are its prerequisites with their marks, `unlocks` the topics that need this one. `worths` is what a tick
    adds in each role. `history` has its events in words, newest first. `shares` says with whom it shares its tick, in
    words. `proofs` are addresses that prove the topic. `below` is how many of its sub-topics are done, and how many
    count.
    """

    topic: Topic
    mark: Mark
    card: Card
    note: str
    needs: Sequence[tuple[Topic, Mark]]
    unlocks: Sequence[tuple[Topic, Mark]]
    worths: Sequence[Worth]
    counts: bool
    history: Sequence[str]
    shares: str
    proofs: Sequence[str]
    below: tuple[int, int]


class GroupFacts(NamedTuple):
    """All that is shown about a group. `whole` is the tally of the whole skill, where the group counts a part of it."""

    group: Group
    tally: Tally
    optional: Tally
    chosen: str
    pinned: bool
    about: str
    whole: Tally | None


class TopicCard(TextPane, can_focus=True):
    """Shows the facts of a topic or a group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MARK_KEYS,
        Binding("enter", "close", "Close", id="card.close", show=False, tooltip="Back to the tree"),
    ]

    class Closed(Message):
        """The user wants to go back to the tree."""

    class Marked(Message):
        """The user wants what is shown to have the mark, or none if it has it."""

        def __init__(self, mark: str) -> None:
            self.mark = mark
            super().__init__()

    def action_mark(self, mark: str) -> None:
        """Post what the user wants."""
        self.post_message(self.Marked(mark))

    def action_close(self) -> None:
        """Go back to the tree."""
        self.post_message(self.Closed())

    def show(self, facts: TopicFacts | GroupFacts | None) -> None:
        """Show other facts, scrolled to the top."""
        signs = glyphs()
        lines: Sequence[Text] = ()
        if isinstance(facts, TopicFacts):
            lines = list(_topic(facts, signs))
        elif isinstance(facts, GroupFacts):
            lines = list(_group(facts))
        self.tell(lines)


def _topic(facts: TopicFacts, signs: Glyphs) -> Iterator[Text]:
    topic, card = facts.topic, facts.card
    yield Text(topic.title, text_style("strong"))
    yield Text(" · ".join(_facts(facts, signs)), text_style("dim"))
    if facts.shares:
        yield Text(facts.shares)
    yield from _needed(topic)
    if card.done_when:
        yield from _headed("Done when")
        yield Text(card.done_when)
    yield from _listed("Needs first", facts.needs, signs)
    yield from _listed("Unlocks", facts.unlocks, signs)
    if card.links:
        yield from _headed("Learn it from")
    for link in card.links:
        yield Text.assemble((link.title, ""), (f"  {link.kind}, {plain(host(link.url))}", text_style("dim")))
    yield from _under("Proof", [Text(plain(address)) for address in facts.proofs])
    yield from _under("Note", [Text(plain_lines(facts.note))] if facts.note else [])
    if facts.worths:
        yield from _headed("A tick is worth")
    gains = [_gain(worth, signs) for worth in facts.worths]
    widest = max(map(cell_len, gains), default=0)
    for worth, gain in zip(facts.worths, gains, strict=True):
        yield Text.assemble((f"{gain:<{widest}}  ", text_style("dim")), worth.roadmap.title)
    yield from _under("History", [Text(words, text_style("dim")) for words in facts.history])


def _needed(topic: Topic) -> Iterator[Text]:
    for what, words in topic.needed:
        yield Text.assemble((f"{what}: ", text_style("heading")), words)


def _listed(title: str, topics: Sequence[tuple[Topic, Mark]], signs: Glyphs) -> Iterator[Text]:
    if topics:
        yield from _headed(title)
    for topic, mark in topics:
        yield Text(f"{signs.mark(mark)} {topic.title}", text_style("dim") if mark is Mark.DONE else "")


def _facts(facts: TopicFacts, signs: Glyphs) -> Iterator[str]:
    yield f"{signs.mark(facts.mark)} {facts.mark}"
    if facts.below[1]:
        yield f"{facts.below[0]} of {facts.below[1]} below it done"
    if facts.topic.level:
        yield facts.topic.level
    if facts.topic.hours:
        yield hours(facts.topic.hours)
    if facts.topic.months:
        yield months(facts.topic.months)
    if facts.topic.project:
        yield "project"
    if not facts.counts:
        yield "not counted here"


def _gain(worth: Worth, signs: Glyphs) -> str:
    before, after = worth.before, worth.after
    if worth.gain:
        return f"{before.percent} {signs.arrow} {after.percent} %"
    step = 100 / after.counted if after.counted else 0.0
    return f"{before.percent} % +{step:.1f}"


def _group(facts: GroupFacts) -> Iterator[Text]:
    group, tally = facts.group, facts.tally
    yield Text(group.title, text_style("strong"))
    notes = [f"up to {group.level}"] if group.level and group.skill else []
    notes += ["any one of these will do"] if group.rule is Rule.ANY else []
    notes += ["useful, not counted"] if group.optional else []
    if notes:
        yield Text(" · ".join(notes), text_style("dim"))
    yield Text("")
    percent = "Nothing counts here." if tally.percent is None else f"{tally.percent} %"
    takes = f", {time_left(tally.hours_left, tally.months_left)} left" if tally.hours_left else ""
    yield Text(f"{percent}  {tally.done:,} of {plural(tally.counted, 'topic')}{takes}")
    if tally.skipped:
        yield Text(f"{plural(tally.skipped, 'topic')} skipped, not counted", text_style("dim"))
    if facts.optional.counted:
        yield Text(f"{facts.optional.done} of {facts.optional.counted} useful ones beside it", text_style("dim"))
    if facts.whole:
        words = f"The whole skill: {facts.whole.done:,} of {plural(facts.whole.counted, 'topic')}."
        yield Text(f"{words} This roadmap needs it up to {group.level or 'a part'}.", text_style("dim"))
    if facts.chosen:
        title, how = facts.chosen, "your choice" if facts.pinned else "furthest along"
        yield from (Text(""), Text(f"{title} counts: {how}."))
    if facts.about:
        yield from (Text(""), Text(facts.about))


def _under(title: str, lines: Sequence[Text]) -> Iterator[Text]:
    """Lines under a heading; no heading where there are none."""
    if lines:
        yield from _headed(title)
        yield from lines


def _headed(title: str) -> Iterator[Text]:
    yield Text("")
    yield Text(title, text_style("heading"))
