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
from tracker.tui.screens.panel import Panel
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.how_far import HowFar
from tracker.workspace.bring import LARGE_IMPORT, Bringing, prepare, read_bytes, read_outline, save
from tracker.workspace.follow import apply, plan

_MOST = 200
_MODES = {"table": "its table rows", "list": "its list items", "headings": "its headings with links"}


class BringScreen(Panel[str]):
    """Asks for a file, shows what it would bring, and saves it on Enter. Answers with the id of the roadmap.

    With `roadmap`, the file is a newer version of that roadmap, and what it changes is shown instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="bring.save", priority=True, tooltip="Save what is shown"),
    ]

    def __init__(self, session: Session, roadmap: str = "") -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap
        self.waiting: Bringing | Following | None = None
        self.how_far = HowFar()
        self.large = self.saving = self.left = False

    def compose(self) -> ComposeResult:
        """The file's name, and below it what it would bring."""
        box = Vertical(classes="panel tall")
        title = self.session.title(self.roadmap) if self.roadmap else ""
        box.border_title = (f"Bring {title} up to date" if title else "Bring a roadmap in").replace("[", "\\[")
        box.border_subtitle = "Enter reads the file · Ctrl+S saves what is shown · Esc leaves everything as it is"
        with box:
            yield Input(placeholder="path of a Markdown, Org, OPML, CSV, JSON or TOML file", id="path")
            yield self.how_far
            with VerticalScroll():
                yield Static("Nothing is saved before you have seen it.", id="shown", markup=False)

    @on(Input.Submitted)
    @work(exclusive=True, group="read")
    async def _read(self, event: Input.Submitted) -> None:
        if self.saving:
            return
        path = os.path.expanduser(event.value.strip())  # noqa: ASYNC240, PTH111  # looks at the environment only
        self.query_one("#shown", Static).update("Reading …")
        try:
            outline = await self._outline(path)
            if outline is None:
                self.query_one("#shown", Static).update("Nothing was read.")
                return
            self.waiting = await asyncio.to_thread(self._prepare, outline, path, self._advance())
        except TrackerError as error:
            self.waiting = None
            self._fail(error)
            return
        finally:
            self.how_far.end()
        lines = _following(self.waiting) if isinstance(self.waiting, Following) else _bringing(self.waiting)
        self.query_one("#shown", Static).update(Text("\n".join([*lines, *_warnings(outline)])))

    def _advance(self) -> Advance:
        """What a long act tells how far it has come; a short one would only make the bar flash."""
        return self.how_far.begin() if self.large else unwatched

    def _fail(self, error: TrackerError) -> None:
        if self.left:
            return
        problems = "\n".join(getattr(error, "problems", ()))
        self.query_one("#shown", Static).update(Text(f"{plain(str(error))}\n{problems}"))

    async def _outline(self, path: str) -> Outline | None:
        """The file read; where nothing in it is marked, in the way that the person picks."""
        content = await asyncio.to_thread(read_bytes, path)
        self.large = len(content) >= LARGE_IMPORT
        if self.large:
            self.query_one("#shown", Static).update("")
        outline = await asyncio.to_thread(read_outline, content, path, advance=self._advance())
        if not outline.modes or outline.items:
            return outline
        self.how_far.end()
        choices = [Choice(mode, f"The topics are {_MODES.get(mode, mode)}") for mode in outline.modes]
        words = "Nothing in this file is marked as a topic."
        mode = await self.app.push_screen_wait(PickScreen("How is it to be read?", "Enter picks", choices, words))
        return await asyncio.to_thread(read_outline, content, path, "", mode, self._advance()) if mode else None

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
            self._fail(error)
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
