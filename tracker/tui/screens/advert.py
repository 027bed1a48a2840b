"""What was read from a job advert: the skills that it asks, and its text with the words they were read from."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.adverts.asking import Ask
from tracker.core.adverts.needs import Corrections
from tracker.core.errors import TrackerError
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.model import Level
from tracker.tui.base import HELP_AND_QUIT, TWO_PANES
from tracker.tui.hints import key_of
from tracker.tui.panels.ask import AskScreen
from tracker.tui.screens.unsaved import UnsavedScreen
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.need_rows import NeedKind, NeedRow, NeedRows
from tracker.tui.widgets.rows import Rows
from tracker.wording.adverts import outside_terms
from tracker.workspace.adverts.read import AdvertReport, Adverts, AskedSkill
from tracker.workspace.adverts.saved import save_advert

_STYLES = {Ask.REQUIRED: "bold $success", Ask.DUTY: "bold $success", Ask.NICE: "italic $warning"}
_AT_CURSOR = "bold reverse"


class AdvertScreen(UnsavedScreen[str]):
    """The reading of one advert, to be corrected and kept; the answer is the id of the role that it was saved as."""

    CSS_PATH = "advert.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "kind", "Required/useful", id="advert.kind", tooltip="It is required, or only useful"),
        Binding("l", "level", "Level", id="advert.level", tooltip="Change the level that is asked"),
        Binding("x", "drop", "Not asked", id="advert.drop", tooltip="It is not asked, or it is again"),
        Binding("s", "save", "Save", id="advert.save", tooltip="Keep the advert as a role of your own"),
        *HELP_AND_QUIT,
        Binding("escape", "close", "Back", id="advert.close", tooltip="Back, without saving"),
    ]

    def __init__(self, session: Session, reader: Adverts, report: AdvertReport) -> None:
        super().__init__()
        self.session, self.reader, self.report = session, reader, report
        self._first = report.reading
        self._kinds: dict[str, NeedKind] = {}
        self._levels: dict[str, Level] = {}
        self._dropped: dict[str, AskedSkill] = {}

    def compose(self) -> ComposeResult:
        """Headline, skills, text."""
        yield Headline(id="headline")
        with Horizontal(id="list-and-text"):
            skills = NeedRows(id="skills")
            skills.rows = self._rows()
            at_cursor = skills.rows[0].id if skills.rows else ""
            yield skills
            with VerticalScroll(id="text", can_focus=False):
                yield Static(f"{self._facts()}\n" if self._facts() else "", id="facts", markup=False)
                yield Static(self._marked(at_cursor), id="words")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Show the numbers."""
        self._head()
        self.query_one(NeedRows).focus()

    def _rows(self) -> list[NeedRow]:
        """The skills in the order of the first reading, so that a correction moves no row."""
        grouped = {id_ for group in self.report.reading.alternatives for id_ in group}
        rows = {
            skill.id: _row(skill, NeedKind.ONE_OF if skill.id in grouped else NeedKind.REQUIRED)
            for skill in self.report.skills
        }
        rows |= {id_: _row(skill, NeedKind.NOT_ASKED) for id_, skill in self._dropped.items()}
        return [rows[id_] for id_ in self._first.asked if id_ in rows]

    def _head(self) -> None:
        reading, progress = self.report.reading, self.report.progress
        headline = self.query_one(Headline)
        headline.show(reading.title or "A job advert", progress.total if progress else Tally(), ())
        role = f"Nearest role: {self.reader.title(self.report.role)}. " if self.report.role else ""
        headline.explain(f"{role}{self._facts()}")
        first = ", ".join(suggestion.topic.title for suggestion in self.report.next_topics)
        headline.suggest(f"Learn first: {first}" if first else f"{key_of('advert.save')} keeps it")

    def _facts(self) -> str:
        """What the advert asks beside the skills of the library. The headline may cut it; the text pane has all."""
        reading = self.report.reading
        years = f"{reading.years} years of work. " if reading.years else ""
        degree = f"Degree: {reading.degree.lowest}. " if reading.degree.lowest else ""
        languages = f"Languages: {', '.join(reading.languages)}. " if reading.languages else ""
        outside = f"Not in the library: {outside_terms(reading)}." if reading.outside_kinds else ""
        return f"{years}{degree}{languages}{outside}".strip()

    def _marked(self, at_cursor: str) -> Content:
        """The text, what was read from it marked, and most of all what the skill under the cursor was read from."""
        text = Content(self.report.text)
        for places in self._first.evidence.values():
            for place in places:
                text = text.stylize(_STYLES.get(place.ask, ""), place.start, place.end)
        for place in self._first.evidence.get(at_cursor, ()):
            text = text.stylize(_AT_CURSOR, place.start, place.end)
        return text

    @on(Rows.Highlighted)
    def _show_evidence(self, event: Rows.Highlighted[NeedRow]) -> None:
        if event.row is None:
            return
        self.query_one("#words", Static).update(self._marked(event.row.id))
        places = self._first.evidence.get(event.row.id, ())
        if places:
            box = self.query_one("#text", VerticalScroll)
            share = places[0].start / max(1, len(self.report.text))
            words, above = self.query_one("#words"), self.query_one("#facts").size.height
            box.scroll_to(y=max(0, above + share * words.size.height - box.size.height / 2), animate=False)

    def action_kind(self) -> None:
        """Take the skill under the cursor for required or useful in turn."""
        row = self.query_one(NeedRows).row
        if row and row.id not in self._dropped:
            self._kinds[row.id] = NeedKind.REQUIRED if row.kind is NeedKind.NICE else NeedKind.NICE
            self._correct()

    def action_level(self) -> None:
        """Ask for the skill under the cursor up to the next level."""
        row = self.query_one(NeedRows).row
        if row and row.id not in self._dropped:
            self._levels[row.id] = list(Level)[(row.level.rank + 1) % len(Level)]
            self._correct()

    def action_drop(self) -> None:
        """Take the skill under the cursor for not asked, or for asked again."""
        row = self.query_one(NeedRows).row
        if not row:
            return
        if row.id in self._dropped:
            del self._dropped[row.id], self._kinds[row.id]
        else:
            self._dropped[row.id] = next(skill for skill in self.report.skills if skill.id == row.id)
            self._kinds[row.id] = NeedKind.NOT_ASKED
        self._correct()

    def _correct(self) -> None:
        """Read it again as the user says."""
        of_kind = {kind: frozenset(id_ for id_, wanted in self._kinds.items() if wanted is kind) for kind in NeedKind}
        corrections = Corrections(
            of_kind[NeedKind.REQUIRED], of_kind[NeedKind.NICE], of_kind[NeedKind.NOT_ASKED], self._levels
        )
        self.report = self.reader.corrected(self.report.text, self._first, corrections, self.session.state)
        self.query_one(NeedRows).show(self._rows())
        self._head()

    @work
    async def action_save(self) -> None:
        """Keep the advert under a title."""
        title = await self.app.push_screen_wait(
            AskScreen(
                "Save the advert",
                "What to call it, such as: ML Engineer at Example",
                self.session.drafts,
                self.report.reading.title,
            )
        )
        if not title:
            return
        report, saved = self.report, list[str]()
        try:
            await self.session.do(lambda: saved.append(save_advert(self.session.workspace, report, title)))
        except TrackerError as error:
            self.query_one(Headline).say(str(error))
            return
        self.dismiss(saved[0])

    def unsaved(self) -> str:
        """The corrections, which only the saved advert has."""
        corrected = self._kinds or self._levels
        return f"Your corrections are not saved; {key_of('advert.save')} saves." if corrected else ""


def _row(skill: AskedSkill, kind: NeedKind) -> NeedRow:
    shown = NeedKind.NICE if skill.nice and kind is NeedKind.REQUIRED else kind
    return NeedRow(skill.id, skill.title, shown, skill.level, skill.percent, skill.hours_left)
