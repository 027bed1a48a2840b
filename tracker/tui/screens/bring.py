"""Bringing a roadmap in from a file, and bringing one up to date: everything is shown before anything is saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from tracker.core.errors import TrackerError
from tracker.core.follow import Following
from tracker.core.node_marks import Placing
from tracker.core.outline import Outline
from tracker.core.preview import tree
from tracker.core.tell_following import counts, sections
from tracker.core.text import plain, plural
from tracker.tui.glyphs import glyphs
from tracker.tui.screens.node_marks import placing_lines
from tracker.tui.screens.panel import Panel
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.workspace.bring import Bringing, prepare, read_bytes, read_outline, save
from tracker.workspace.follow import apply, plan
from tracker.workspace.node_marks import plan as place_marks
from tracker.workspace.node_marks import read_marks, record

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
        self.waiting: Bringing | Following | Placing | None = None

    def compose(self) -> ComposeResult:
        """The file's name, and below it what it would bring."""
        box = Vertical(classes="panel tall")
        title = self.session.title(self.roadmap) if self.roadmap else ""
        box.border_title = (f"Bring {title} up to date" if title else "Bring a roadmap in").replace("[", "\\[")
        box.border_subtitle = "Enter reads the file · Ctrl+S saves what is shown · Esc leaves everything as it is"
        with box:
            yield Input(placeholder="path of a Markdown, Org, OPML, CSV, JSON or TOML file", id="path")
            with VerticalScroll():
                yield Static("Nothing is saved before you have seen it.", id="shown", markup=False)

    @on(Input.Submitted)
    @work(exclusive=True)
    async def _read(self, event: Input.Submitted) -> None:
        path = os.path.expanduser(event.value.strip())  # noqa: ASYNC240, PTH111  # looks at the environment only
        self.query_one("#shown", Static).update("Reading …")
        try:
            if not self.roadmap and (marks := await self._node_marks(path)):
                self.waiting = marks if marks.changes else None
                self.query_one("#shown", Static).update(Text("\n".join(placing_lines(marks))))
                return
            outline = await self._outline(path)
            if outline is None:
                self.query_one("#shown", Static).update("Nothing was read.")
                return
            self.waiting = await asyncio.to_thread(self._prepare, outline, path)
        except TrackerError as error:
            self.waiting = None
            problems = "\n".join(getattr(error, "problems", ()))
            self.query_one("#shown", Static).update(Text(f"{plain(str(error))}\n{problems}"))
            return
        lines = _following(self.waiting) if isinstance(self.waiting, Following) else _bringing(self.waiting)
        self.query_one("#shown", Static).update(Text("\n".join([*lines, *_warnings(outline)])))

    async def _node_marks(self, path: str) -> Placing | None:
        """Where the marks of a file belong that is progress from roadmap.sh; None for every other file."""
        marks = await asyncio.to_thread(lambda: read_marks(read_bytes(path)))
        return None if marks is None else await asyncio.to_thread(place_marks, self.session.workspace, marks)

    async def _outline(self, path: str) -> Outline | None:
        """The file read; where nothing in it is marked, in the way that the person picks."""
        content = await asyncio.to_thread(read_bytes, path)
        outline = await asyncio.to_thread(read_outline, content, path)
        if not outline.modes or outline.items:
            return outline
        choices = [Choice(mode, f"The topics are {_MODES.get(mode, mode)}") for mode in outline.modes]
        words = "Nothing in this file is marked as a topic."
        mode = await self.app.push_screen_wait(PickScreen("How is it to be read?", "Enter picks", choices, words))
        return await asyncio.to_thread(read_outline, content, path, "", mode) if mode else None

    def _prepare(self, outline: Outline, path: str) -> Bringing | Following:
        if self.roadmap:
            return plan(self.session.workspace, self.roadmap, outline)
        return prepare(self.session.workspace, outline, path)

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save what is shown, in one act that undo takes back."""
        waiting = self.waiting
        if waiting is None:
            return
        workspace = self.session.workspace
        if isinstance(waiting, Placing):
            await self.session.do(lambda: record(workspace, waiting))
            self.dismiss(waiting.placed[0].roadmap)
        elif isinstance(waiting, Following):
            await self.session.do(lambda: apply(workspace, waiting))
            self.dismiss(self.roadmap)
        else:
            await self.session.do(lambda: save(workspace, waiting))
            self.dismiss(waiting.id)


def _bringing(bringing: Bringing) -> Iterator[str]:
    counts = bringing.counts
    yield bringing.title
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
    yield counts(following)
    yield "What is gone is kept in the archive with its mark; what you added stays."
    for heading, lines in sections(following, glyphs().mark, glyphs().arrow):
        yield from _listed(heading.capitalize(), lines)


def _warnings(outline: Outline) -> Iterator[str]:
    yield from _listed("Look at", [f"line {one.line}: {plain(one.message)}" for one in outline.warnings])


def _listed(title: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"\n{title}"
    yield from (f"  {plain(text)}" for text in texts[:_MOST])
    if len(texts) > _MOST:
        yield f"  and {len(texts) - _MOST:,} more"
