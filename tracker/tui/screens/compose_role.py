"""Making a role of one's own: skills are searched and added, levels set, and the hours grow before one's eyes."""

from __future__ import annotations

import asyncio
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static
from textual.worker import Worker

from tracker.core.effort import hours
from tracker.core.errors import TrackerError
from tracker.core.overlay.records import checked_title
from tracker.core.own_roles.record import OwnRole
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.library import GroupNeed, Need, SkillNeed
from tracker.core.roadmap.model import Level, Rule
from tracker.core.text import plural
from tracker.tui.base import HELP_AND_QUIT, TWO_PANES
from tracker.tui.hints import key_of
from tracker.tui.panels.ask import AskScreen
from tracker.tui.panels.pick import Choice, FindScreen
from tracker.tui.screens.unsaved import UnsavedScreen
from tracker.tui.session import Session
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.need_rows import NeedKind, NeedRow, NeedRows
from tracker.workspace.adverts.read import Adverts
from tracker.workspace.own_roles import USUAL_LEVEL, save_role

_KINDS = (NeedKind.REQUIRED, NeedKind.NICE, NeedKind.ONE_OF)


class _Wanted(NamedTuple):
    kind: NeedKind = NeedKind.REQUIRED
    level: Level = USUAL_LEVEL


class ComposeRoleScreen(UnsavedScreen[str]):
    """A role in the making; the answer is the id under which it was saved."""

    CSS_PATH = "advert.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (TWO_PANES, "-two-panes")]  # noqa: RUF012  # declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add a skill", id="compose.add", tooltip="Find a skill and add it"),
        Binding("l", "level", "Level", id="compose.level", tooltip="Change the level"),
        Binding("n", "kind", "Kind", id="compose.kind", tooltip="Required, useful, or one of several"),
        Binding("x", "drop", "Remove", id="compose.drop", tooltip="Remove the skill from the role"),
        Binding("s", "save", "Save", id="compose.save", tooltip="Save the role under a title"),
        *HELP_AND_QUIT,
        Binding("escape", "close", "Back", id="compose.close", tooltip="Back, without saving"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.reader: Adverts | None = None
        self._loading: Worker[Adverts]
        self.wanted: dict[str, _Wanted] = {}

    def compose(self) -> ComposeResult:
        """Headline, needs, and what they add up to."""
        yield Headline(id="headline")
        with Horizontal(id="list-and-text"):
            yield NeedRows(id="needs")
            yield Static("", id="text", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Load the skills."""
        self.query_one(NeedRows).focus()
        self.query_one(Headline).show("A role of your own", Tally(), ())
        self.query_one(Headline).explain("Add the skills that a job asks for; see what they take before you save.")
        self.query_one(Headline).suggest(f"Press {key_of('compose.add')} to add a skill.")
        self._loading = self._load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a skill only where there is one."""
        if action in {"level", "kind", "drop", "save"} and not self.wanted:
            return False
        return super().check_action(action, parameters)

    @work
    async def _load(self) -> Adverts:
        self.reader = await asyncio.to_thread(Adverts, self.session.workspace)
        return self.reader

    def _needs(self) -> tuple[Need, ...]:
        single = [
            SkillNeed(id_, wanted.level, wanted.kind is NeedKind.NICE)
            for id_, wanted in self.wanted.items()
            if wanted.kind is not NeedKind.ONE_OF
        ]
        options = tuple(
            SkillNeed(id_, wanted.level) for id_, wanted in self.wanted.items() if wanted.kind is NeedKind.ONE_OF
        )
        if not options or self.reader is None:
            return tuple(single)
        title = " or ".join(self.reader.title(option.skill) for option in options)
        return (*single, GroupNeed("one-of", title, Rule.ANY, options))

    def _show(self) -> None:
        reader, state = self.reader, self.session.state
        if reader is None:
            return
        rows = []
        for id_, wanted in self.wanted.items():
            skill = reader.skill(id_, wanted.level, state, nice=False)
            if skill:
                rows.append(NeedRow(id_, skill.title, wanted.kind, wanted.level, skill.percent, skill.hours_left))
        self.query_one(NeedRows).show(rows)
        self.refresh_bindings()
        needs = self._needs()
        progress = reader.measured(needs, state) if needs else None
        self.query_one(Headline).show("A role of your own", progress.total if progress else Tally(), ())
        if rows:
            add, save = key_of("compose.add"), key_of("compose.save")
            self.query_one(Headline).suggest(f"{add} adds another skill, {save} saves the role.")
        self.query_one("#text", Static).update(_sum(rows, progress.total) if progress else "")

    @work
    async def action_add(self) -> None:
        """Find a skill and add it."""
        reader = self.reader or await self._loading.wait()
        skills = reader.library.skills.values()
        choices = [Choice(skill.id, skill.title, skill.summary) for skill in skills if skill.id not in self.wanted]
        picked = await self.app.push_screen_wait(FindScreen("Add a skill", choices))
        if picked:
            self.wanted[picked.key] = _Wanted()
            self._show()
            self.query_one(NeedRows).go_to_key(picked.key)

    def action_level(self) -> None:
        """The next level for the skill under the cursor."""
        row = self.query_one(NeedRows).row
        if row:
            self.wanted[row.id] = self.wanted[row.id]._replace(level=list(Level)[(row.level.rank + 1) % len(Level)])
            self._show()

    def action_kind(self) -> None:
        """Required, useful, or one of several, in turn."""
        row = self.query_one(NeedRows).row
        if row:
            kind = _KINDS[(_KINDS.index(row.kind) + 1) % len(_KINDS)]
            self.wanted[row.id] = self.wanted[row.id]._replace(kind=kind)
            self._show()

    def action_drop(self) -> None:
        """Take the skill under the cursor out of the role."""
        row = self.query_one(NeedRows).row
        if row:
            del self.wanted[row.id]
            self._show()

    @work
    async def action_save(self) -> None:
        """Save the role under a title."""
        if not self.wanted:
            self.query_one(Headline).say("A role needs at least one skill.")
            return
        title = await self.app.push_screen_wait(
            AskScreen("Save the role", "What is the job called?", self.session.drafts)
        )
        if not title:
            return
        saved: list[str] = []
        try:
            role = OwnRole(checked_title(title), self._needs())
            await self.session.do(lambda: saved.append(save_role(self.session.workspace, role)))
        except TrackerError as error:
            self.query_one(Headline).say(str(error))
            return
        self.dismiss(saved[0])

    def unsaved(self) -> str:
        """The role in the making."""
        return f"The role is not saved; {key_of('compose.save')} saves it." if self.wanted else ""


def _sum(rows: list[NeedRow], total: Tally) -> str:
    """What the needs take, and what the topics that they stand on add."""
    asked = sum(row.hours_left for row in rows if row.kind is NeedKind.REQUIRED)
    return (
        f"{plural(total.counted, 'topic')}, {hours(total.hours_left)} left.\n\n"
        f"The required skills alone: {hours(asked)}. The rest is what they stand on, and one of the alternatives.\n\n"
        "Useful skills are shown, and not counted."
    )
