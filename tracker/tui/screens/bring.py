"""Bringing a roadmap in from a file, and bringing one up to date: everything is shown before anything is saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from tracker.core.errors import TrackerError
from tracker.core.follow import Following, Gone
from tracker.core.outline import Outline
from tracker.core.preview import tree
from tracker.core.roadmap import Mark
from tracker.core.steps import Advance, unwatched
from tracker.core.text import plain, plural
from tracker.tui.glyphs import glyphs
from tracker.tui.screens.columns import ColumnsScreen
from tracker.tui.screens.panel import Panel
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.how_far import HowFar
from tracker.workspace.bring import LARGE_IMPORT, Bringing, prepare, save
from tracker.workspace.follow import apply, plan
from tracker.workspace.reading import AS_IT_IS, Reading, Source, read_outline, read_source, ways_of

_MOST = 200


class BringScreen(Panel[str]):
    """Asks for a file, shows what it would bring, and saves it on Enter. Answers with the id of the roadmap.

    With `roadmap`, the file is a newer version of that roadmap, and what it changes is shown instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="bring.save", priority=True, tooltip="Save what is shown"),
        Binding(
            "ctrl+r",
            "otherwise",
            "Otherwise",
            id="bring.otherwise",
            priority=True,
            tooltip="Read the file otherwise: which column is what, or what its topics are",
        ),
        Binding(
            "ctrl+t",
            "unticked",
            "No ticks",
            id="bring.unticked",
            priority=True,
            tooltip="Leave the ticks of the file behind, or take them along again",
        ),
    ]

    def __init__(self, session: Session, roadmap: str = "") -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap
        self.source: Source | None = None
        self.reading = AS_IT_IS
        self.outline: Outline | None = None
        self.marked = False
        self.waiting: Bringing | Following | None = None
        self.how_far = HowFar()
        self.saving = self.left = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to save or to read otherwise while there is work: it would end what goes on."""
        waits = action in {"save", "otherwise", "unticked"}
        if waits and any(one.node is self and one.is_running for one in self.workers):
            return False
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """The file's name, and below it what it would bring."""
        box = Vertical(classes="panel tall")
        title = self.session.title(self.roadmap) if self.roadmap else ""
        box.border_title = (f"Bring {title} up to date" if title else "Bring a roadmap in").replace("[", "\\[")
        box.border_subtitle = "Enter reads · Ctrl+S saves · Ctrl+R reads otherwise · Esc leaves"
        with box:
            yield Input(placeholder="path of a Markdown, Org, OPML, CSV, JSON or TOML file, or a folder", id="path")
            yield self.how_far
            with VerticalScroll():
                yield Static("Nothing is saved before you have seen it.", id="shown", markup=False)

    @on(Input.Submitted)
    @work(exclusive=True, group="read")
    async def _read(self, event: Input.Submitted) -> None:
        if self.saving:
            return
        path = os.path.expanduser(event.value.strip())  # noqa: ASYNC240, PTH111  # looks at the environment only
        self._say("Reading …")
        self.source = self.outline = self.waiting = None
        self.marked = False
        try:
            self.source = await asyncio.to_thread(read_source, path)
        except TrackerError as error:
            self._complain(error)
        else:
            await self._understand(self.source, AS_IT_IS)

    async def _understand(self, source: Source, reading: Reading) -> None:
        """Read what was given and show what it would bring; where nothing in it is marked, ask how first."""
        self.waiting = None
        if source.size >= LARGE_IMPORT:
            self._say("")  # the bar tells it
        try:
            self.reading, self.outline = reading, await self._outline(source, reading)
            self.marked = self.marked or bool(self.outline.items and not reading.mode)
            if self.outline.modes and not self.outline.items:
                self.how_far.end()
                mode = await self._ask_way(source)
                if mode is None:
                    self._say("Nothing was read.")
                    return
                self.reading = reading._replace(mode=mode)
                self.outline = await self._outline(source, self.reading)
            self.waiting = await asyncio.to_thread(self._prepare, self.outline, source.name, self._advance())
        except TrackerError as error:
            self._complain(error)
            return
        finally:
            self.how_far.end()
        lines = _following(self.waiting) if isinstance(self.waiting, Following) else _bringing(self.waiting)
        self._say("\n".join([*_hints(self.outline, self.reading), *lines, *_warnings(self.outline)]))

    async def _outline(self, source: Source, reading: Reading) -> Outline:
        return await asyncio.to_thread(read_outline, source, reading, self._advance())

    def _advance(self) -> Advance:
        """What a long act tells how far it has come; a short one would only make the bar flash."""
        return self.how_far.begin() if self.source and self.source.size >= LARGE_IMPORT else unwatched

    async def _ask_way(self, source: Source) -> str | None:
        """The mode that the person picks: "" is what is marked in the file, None is none of them."""
        found = await asyncio.to_thread(ways_of, source, self.reading)
        if not found:
            self.notify("This is read in one way only.")
            return None
        choices = [Choice("", "what is marked in it")] * self.marked
        choices += [Choice(w.mode, f"{w.what}: {', '.join(w.first)}", plural(w.topics, "topic")) for w in found]
        words = "" if self.marked else "Nothing in this file is marked as a topic."
        hint = "Enter picks · Esc leaves it"
        return await self.app.push_screen_wait(PickScreen("What are its topics?", hint, choices, words))

    @work(exclusive=True, group="read")
    async def action_otherwise(self) -> None:
        """Let the person say how the file is to be read, and read it so."""
        source, outline, reading = self.source, self.outline, self.reading
        if source is None or outline is None:
            return
        if outline.sheet:
            columns = await self.app.push_screen_wait(ColumnsScreen(outline.sheet))
            wanted = reading._replace(columns=outline.sheet.written(columns)) if columns else reading
        else:
            mode = await self._ask_way(source)
            wanted = reading if mode is None else reading._replace(mode=mode)
        if wanted != reading:
            await self._understand(source, wanted)

    @work(exclusive=True, group="read")
    async def action_unticked(self) -> None:
        """Leave the ticks of the file behind, or take them along again."""
        if self.source and self.waiting:
            await self._understand(self.source, self.reading._replace(unticked=not self.reading.unticked))

    def _say(self, words: str) -> None:
        self.query_one("#shown", Static).update(Text(words))

    def _complain(self, error: TrackerError) -> None:
        if self.left:
            return
        problems = "\n".join(getattr(error, "problems", ()))
        self._say(f"{plain(str(error))}\n{problems}")

    def _prepare(self, outline: Outline, path: str, advance: Advance) -> Bringing | Following:
        if self.roadmap:
            return plan(self.session.workspace, self.roadmap, outline, advance)
        return prepare(self.session.workspace, outline, path, advance=advance)

    @work(group="save")
    async def action_save(self) -> None:
        """Save what is shown, in one act that undo takes back."""
        waiting, workspace = self.waiting, self.session.workspace
        if waiting is None or self.saving:
            return
        self.saving, advance = True, self._advance()
        try:
            if isinstance(waiting, Following):
                await self.session.do(lambda: apply(workspace, waiting, advance))
            else:
                await self.session.do(lambda: save(workspace, waiting, advance))
        except TrackerError as error:
            self._complain(error)
            if self.left:
                self.dismiss(None)
        else:
            self.dismiss(self.roadmap if isinstance(waiting, Following) else waiting.id)
        finally:
            self.saving = False
            self.how_far.end()

    def action_close(self) -> None:
        """Leave everything as it is; what is being saved is left off first, if it is not saved by then."""
        self.left = True
        self.how_far.leave_off()
        if not self.saving:
            self.dismiss(None)


def _hints(outline: Outline, reading: Reading) -> Iterator[str]:
    """How the file was read, where a person may want to say better."""
    if outline.sheet:
        told = "The columns are a guess" if outline.sheet.guessed else "The columns are as you said"
        status = outline.sheet.columns.status
        done = f"{outline.sheet.name(status)} says what is done" if status else "none says what is done"
        yield f"{told}: {outline.sheet.name(outline.sheet.columns.title)} has the titles, {done}. Ctrl+R changes that."
    if outline.answers:
        yield "The ticks look like answers of a quiz: Ctrl+T leaves them behind."
    if reading.unticked:
        yield "The ticks of the file are left behind: Ctrl+T takes them along."
    if outline.sheet or outline.answers or reading.unticked:
        yield ""


def _bringing(bringing: Bringing) -> Iterator[str]:
    counts = bringing.counts
    yield bringing.grown.roadmap.title
    yield f"{plural(counts.topics, 'topic')}, {counts.done:,} done, {counts.doing:,} doing, {counts.skipped:,} skipped"
    groups, levels = plural(counts.groups, "group"), plural(counts.max_depth, "level")
    yield f"{groups}, {levels} deep, read as {bringing.outline.format}"
    if counts.guessed:
        yield f"the place of {plural(counts.guessed, 'item')} in the tree is a guess"
    if bringing.proposals:
        yield f"{plural(len(bringing.proposals), 'topic')} may be what the library has: K links one, once it is saved"
    for id_ in bringing.same_title:
        yield f"there is a roadmap of this title already ({id_}); R on it brings it up to date instead"
    yield ""
    lines, more = tree(bringing.outline, _MOST)
    for depth, item, below in lines:
        sign = f"{glyphs().mark(item.mark)} " if item.mark else ""
        inside = f"  ({plural(below, 'topic')} below)" if below else ""
        yield f"{'  ' * (depth - 1)}{sign}{item.title}{inside}{'  (guessed)' if item.guessed else ''}"
    if more:
        yield f"and {more:,} more"


def _following(following: Following) -> Iterator[str]:
    found = following.plan
    counts = [(len(found.same), "same"), (len(found.renamed), "renamed"), (len(found.moved), "moved")]
    counts += [(len(following.demoted), "plain text now"), (len(following.gone), "gone"), (len(found.new), "new")]
    yield ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing changes"
    yield "What is gone is kept in the archive with its mark; what you added stays."
    yield from _listed("Renamed", [f"{p.old.title} {glyphs().arrow} {p.new.title}" for p in found.renamed])
    yield from _listed("Plain text now", [_gone(one) for one in following.demoted])
    yield from _listed("Gone", [_gone(one) for one in following.gone])
    yield from _listed("New", [one.title for one in found.new])


def _gone(one: Gone) -> str:
    return f"{glyphs().mark(one.mark)} {one.title}" + (" (was done)" if one.mark is Mark.DONE else "")


def _warnings(outline: Outline) -> Iterator[str]:
    yield from _listed("Look at", [f"line {one.line}: {plain(one.message)}" for one in outline.warnings])


def _listed(title: str, texts: list[str]) -> Iterator[str]:
    if texts:
        yield f"\n{title}"
    yield from (f"  {plain(text)}" for text in texts[:_MOST])
    if len(texts) > _MOST:
        yield f"  and {len(texts) - _MOST:,} more"
