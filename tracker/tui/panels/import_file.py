"""Bringing a roadmap in from a file, and bringing one up to date: everything is shown before anything is saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from tracker.core.errors import TrackerError
from tracker.core.importing.columns import Sheet, UntitledError
from tracker.core.importing.outline import Outline
from tracker.core.importing.progress_file import ProgressImportPlan
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.importing.update import UpdatePlan
from tracker.core.overlay.merge import OverlayMergePlan
from tracker.core.text import plain, plural
from tracker.tui.hints import key_of
from tracker.tui.panels.columns import ColumnsScreen
from tracker.tui.panels.panel import Panel
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.panels.previews import (
    backup_lines,
    bringing_lines,
    following_lines,
    hint_lines,
    layer_lines,
    placing_lines,
    warning_lines,
)
from tracker.tui.session import Session
from tracker.tui.widgets.progress_bar import ProgressBar
from tracker.tui.widgets.wrapped_text import WrappedText
from tracker.workspace.incoming.backup_import import BackupImportPlan
from tracker.workspace.incoming.backup_import import plan as plan_backup
from tracker.workspace.incoming.overlay_import import plan as meet_layer
from tracker.workspace.incoming.overlay_import import read_layer
from tracker.workspace.incoming.overlay_import import record as lay
from tracker.workspace.incoming.progress_import import plan as place_marks
from tracker.workspace.incoming.progress_import import read_marks
from tracker.workspace.incoming.progress_import import record as record_marks
from tracker.workspace.incoming.roadmap_import import (
    LARGE_IMPORT,
    RoadmapImportPlan,
    Shared,
    is_backup,
    prepare,
    read_backup,
    save,
)
from tracker.workspace.incoming.roadmap_update import apply, plan, shared_with
from tracker.workspace.incoming.source import AS_IT_IS, Reading, Source, read_outline, read_source, ways_of

_KEYS = (("bring.save", "saves"), ("bring.otherwise", "reads otherwise"), ("panel.close", "leaves"))


Waiting = RoadmapImportPlan | UpdatePlan | ProgressImportPlan | OverlayMergePlan | BackupImportPlan
"""What is shown and not saved yet."""


class Imported(NamedTuple):
    """What was saved: the roadmap that it is about, empty where it is about several, and words for it."""

    roadmap: str
    words: str


class ImportScreen(Panel[Imported]):
    """Asks for a file, shows what it would bring, and saves it when the person wants it. Answers with what was saved.

    The answer is empty for a backup of everything.
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
        Binding(
            "ctrl+l",
            "share",
            "Share",
            id="bring.share",
            priority=True,
            tooltip="Let topics that you have already, by their ids, have one tick and note, or part them again",
        ),
    ]

    def __init__(self, session: Session, roadmap: str = "") -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap
        self.source: Source | None = None
        self.reading = AS_IT_IS
        self.outline: Outline | None = None
        self.sheet: Sheet | None = None
        self.marked = self.share = False
        self.shared: tuple[Shared, ...] = ()
        self.waiting: Waiting | None = None
        self.how_far = ProgressBar()
        self.saving = self.left = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to save or to read otherwise while there is work: it would end what goes on."""
        waits = action in {"save", "otherwise", "unticked", "share"}
        if waits and any(one.node is self and one.is_running for one in self.workers):
            return False
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """The file's name, and below it what it would bring."""
        box = Vertical(classes="panel tall")
        title = self.session.title(self.roadmap) if self.roadmap else ""
        box.border_title = Content(f"Bring {title} up to date" if title else "Bring a roadmap in")
        keys = [f"{key_of(id_)} {does}" for id_, does in _KEYS]
        box.border_subtitle = Content(" · ".join(("Enter reads", *keys)))
        with box:
            yield Input(placeholder="path of a Markdown, Org, OPML, CSV, JSON or TOML file, or a folder", id="path")
            yield self.how_far
            with VerticalScroll():
                yield WrappedText("Nothing is saved before you have seen it.", id="shown")

    @on(Input.Submitted)
    @work(exclusive=True, group="read")
    async def _read(self, event: Input.Submitted) -> None:
        if self.saving:
            return
        path = os.path.expanduser(event.value.strip())  # noqa: ASYNC240, PTH111  # looks at the environment only
        self._say("Reading …")
        self.source = self.outline = self.sheet = self.waiting = None
        self.marked = self.share = False
        try:
            self.source = await asyncio.to_thread(read_source, path)
            shown = await self._special(self.source)
        except TrackerError as error:
            self._complain(error)
        else:
            if not shown:
                await self._understand(self.source, AS_IT_IS)

    async def _understand(self, source: Source, reading: Reading) -> None:
        """Read what was given and show what it would bring; where nothing in it is marked, ask how first."""
        self.waiting = None
        if source.size >= LARGE_IMPORT:
            self._say("")  # the bar tells it
        try:
            self.reading, self.outline = reading, await self._outline(source, reading)
            self.sheet = self.outline.sheet
            self.marked = self.marked or bool(self.outline.items and not reading.mode)
            if self.outline.modes and not self.outline.items:
                self.how_far.end()
                mode = await self._ask_way(source)
                if mode is None:
                    self._say("Nothing was read.")
                    return
                self.reading = reading._replace(mode=mode)
                self.outline = await self._outline(source, self.reading)
            self.waiting = await asyncio.to_thread(self._prepare, self.outline, source.called, self._advance())
        except UntitledError as error:
            self.sheet = error.sheet
            self._complain(error, f"{key_of('bring.otherwise')} lets you say which one does.")
            return
        except TrackerError as error:
            self._complain(error)
            return
        finally:
            self.how_far.end()
        if isinstance(self.waiting, UpdatePlan):
            lines = following_lines(self.waiting, self.shared, self.share)
        else:
            lines = bringing_lines(self.waiting)
        self._say("\n".join([*hint_lines(self.outline, self.reading), *lines, *warning_lines(self.outline)]))

    async def _special(self, source: Source) -> bool:
        """Show what a file brings that is no roadmap: a backup, a layer, progress from roadmap.sh; else False."""
        if self.roadmap:
            return False
        workspace = self.session.workspace
        if is_backup(source.content):
            backup = await asyncio.to_thread(read_backup, source.content)
            self.waiting = await asyncio.to_thread(plan_backup, workspace, backup)
            lines = backup_lines(self.waiting)
        elif (layer := await asyncio.to_thread(read_layer, source)) is not None:
            meeting = await asyncio.to_thread(meet_layer, workspace, layer)
            self.waiting, lines = meeting if meeting.new else None, layer_lines(meeting, self.session.title)
        elif (marks := await asyncio.to_thread(read_marks, source)) is not None:
            placing = await asyncio.to_thread(place_marks, workspace, marks)
            self.waiting, lines = placing if placing.changes else None, placing_lines(placing)
        else:
            return False
        self._say("\n".join(lines))
        return True

    async def _outline(self, source: Source, reading: Reading) -> Outline:
        return await asyncio.to_thread(read_outline, source, reading, self._advance())

    def _advance(self) -> ProgressCallback:
        """What a long act tells how far it has come; a short one would only make the bar flash."""
        return self.how_far.begin() if self.source and self.source.size >= LARGE_IMPORT else no_progress

    async def _ask_way(self, source: Source) -> str | None:
        """The mode that the person picks: "" is what is marked in the file, None is none of them."""
        found = await asyncio.to_thread(ways_of, source, self.reading)
        if not found:
            self.notify("This is read in one way only.", markup=False)
            return None
        choices = [Choice("", "what is marked in it")] * self.marked
        choices += [Choice(w.mode, f"{w.what}: {', '.join(w.first)}", plural(w.topics, "topic")) for w in found]
        words = "" if self.marked else "Nothing in this file is marked as a topic."
        hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} leaves it"
        return await self.app.push_screen_wait(PickScreen("What are its topics?", hint, choices, words))

    @work(exclusive=True, group="read")
    async def action_otherwise(self) -> None:
        """Let the person say how the file is to be read, and read it so."""
        source, sheet, reading = self.source, self.sheet, self.reading
        if source is None or (sheet is None and self.outline is None):
            return
        if sheet:
            columns = await self.app.push_screen_wait(ColumnsScreen(sheet))
            wanted = reading._replace(columns=sheet.written(columns)) if columns else reading
        else:
            mode = await self._ask_way(source)
            wanted = reading if mode is None else reading._replace(mode=mode)
        if wanted != reading:
            await self._understand(source, wanted)

    @work(exclusive=True, group="read")
    async def action_unticked(self) -> None:
        """Leave the ticks of the file behind, or take them along again."""
        if self.source and self.outline and self.waiting:
            await self._understand(self.source, self.reading._replace(unticked=not self.reading.unticked))

    @work(exclusive=True, group="read")
    async def action_share(self) -> None:
        """Let topics that are here already share their tick and note, or part them again."""
        if self.source and self.outline and self.waiting:
            self.share = not self.share
            await self._understand(self.source, self.reading)

    def _say(self, words: str) -> None:
        self.query_one(WrappedText).tell(words)

    def _complain(self, error: TrackerError, hint: str = "") -> None:
        if self.left:
            return
        problems = "\n".join(getattr(error, "problems", ()))
        self._say(f"{plain(str(error))}\n{problems}{hint}")

    def _prepare(self, outline: Outline, called: str, advance: ProgressCallback) -> RoadmapImportPlan | UpdatePlan:
        if self.roadmap:
            following = plan(self.session.workspace, self.roadmap, outline, advance, share=self.share)
            self.shared = shared_with(self.session.workspace, following, outline)
            return following
        return prepare(self.session.workspace, outline, called, share=self.share, advance=advance)

    @work(group="save")
    async def action_save(self) -> None:
        """Save what is shown, in one act that undo takes back."""
        waiting = self.waiting
        if waiting is None or self.saving:
            return
        self.saving = True
        job, roadmap, told = self._saving(waiting, self._advance())
        try:
            await self.session.do(job)
        except TrackerError as error:
            self._complain(error)
            if self.left:
                self.dismiss(None)
        else:
            what = f"{self.session.title(roadmap)} {told}" if roadmap else told
            back = "" if isinstance(waiting, BackupImportPlan) else f"; {key_of('home.undo')} takes it back"
            self.dismiss(Imported(roadmap, f"{what}{back}."))
        finally:
            self.saving = False
            self.how_far.end()

    def _saving(self, waiting: Waiting, advance: ProgressCallback) -> tuple[Callable[[], object], str, str]:
        """What saves it, the roadmap that it is about, and what that is then, in words."""
        workspace = self.session.workspace
        match waiting:
            case RoadmapImportPlan():
                return partial(save, workspace, waiting, advance), waiting.id, "is one of your own now"
            case UpdatePlan():
                return partial(apply, workspace, waiting, advance), self.roadmap, "is up to date, every tick kept"
            case ProgressImportPlan():
                marks = partial(record_marks, workspace, waiting)
                return marks, waiting.placed[0].roadmap, "has the marks from roadmap.sh now"
            case OverlayMergePlan():
                return partial(lay, workspace, waiting), "", "What was added and changed is laid over"
            case BackupImportPlan():
                return partial(workspace.merge, waiting.backup), "", "What the backup has is here now"

    def action_close(self) -> None:
        """Leave everything as it is; what is being saved is left off first, if it is not saved by then."""
        self.left = True
        self.how_far.leave_off()
        if not self.saving:
            self.dismiss(None)
