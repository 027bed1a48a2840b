"""Importing a file, and updating a roadmap from one: everything is shown before anything is saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from tracker.core.errors import TrackerError
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.text import plain
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.columns import ColumnsScreen
from tracker.tui.panels.panel import Panel, keep_draft
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.tui.widgets.progress_bar import ProgressBar
from tracker.tui.widgets.wrapped_text import WrappedText
from tracker.wording.summary import Section, Style
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.questions import YES, Pick, Question, Switch, TableColumns, UnansweredError
from tracker.workspace.incoming.source import LARGE_IMPORT, Source, read_source

_KEYS = (("import.save", "saves"), ("import.otherwise", "reads otherwise"), ("panel.close", "leaves"))
_SWITCHES = ("unticked", "share")
"""The names of questions that have a key of their own; all others are asked by one key."""
_MOST = 200
_MOST_OF_QUESTION = 10


class Imported(NamedTuple):
    """What was saved: the roadmap that it is about, empty where it is about several, and words for it."""

    roadmap: str
    words: str


class ImportScreen(Panel[Imported]):
    """Asks for a file, shows what it holds, and saves it when the user wants it. Answers with what was saved.

    The answer is empty for a backup of everything.
    With `roadmap`, the file is a newer version of that roadmap, and what it changes is shown instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="import.save", priority=True, tooltip="Save what is shown"),
        Binding(
            "ctrl+r",
            "otherwise",
            "Otherwise",
            id="import.otherwise",
            priority=True,
            tooltip="Read the file otherwise: which column is what, or what its topics are",
        ),
        Binding(
            "ctrl+t",
            "turn('unticked')",
            "No ticks",
            id="import.unticked",
            priority=True,
            tooltip="Leave the ticks of the file behind, or take them along again",
        ),
        Binding(
            "ctrl+l",
            "turn('share')",
            "Share",
            id="import.share",
            priority=True,
            tooltip="Let topics that you have already, by their ids, have one tick and note, or part them again",
        ),
    ]

    def __init__(self, session: Session, roadmap: str = "") -> None:
        super().__init__()
        self.session, self.roadmap = session, roadmap
        self._draft = f"import: {roadmap}"
        self.source: Source | None = None
        self.answers: dict[str, str] = {}
        self.questions: tuple[Question, ...] = ()
        self.incoming: Incoming | None = None
        self.progress_bar = ProgressBar()
        self.saving = self.left = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to save or to read otherwise while there is work: it would end what goes on."""
        waits = action in {"save", "otherwise", "turn"}
        if waits and any(worker.node is self and worker.is_running for worker in self.workers):
            return False
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """The file's name, and below it what it holds."""
        box = Vertical(classes="panel tall")
        title = self.session.title(self.roadmap) if self.roadmap else ""
        box.border_title = Content(f"Update {title}" if title else "Import a roadmap")
        keys = [f"{key_of(id_)} {does}" for id_, does in _KEYS]
        box.border_subtitle = Content(" · ".join(("Enter reads", *keys)))
        with box:
            yield Input(
                self.session.drafts.get(self._draft, ""),
                placeholder="path of a Markdown, Org, OPML, CSV, JSON or TOML file, or a folder",
                id="path",
            )
            yield self.progress_bar
            with VerticalScroll():
                yield WrappedText("Nothing is saved before you have seen it.", id="shown")

    @on(Input.Submitted)
    @work(exclusive=True, group="read")
    async def _read(self, event: Input.Submitted) -> None:
        if self.saving:
            return
        path = os.path.expanduser(event.value.strip())  # noqa: ASYNC240, PTH111  # looks at the environment only
        self._say("Reading …")
        self.source = self.incoming = None
        self.answers, self.questions = {}, ()
        try:
            self.source = await asyncio.to_thread(read_source, path)
        except TrackerError as error:
            self._complain(error)
            return
        await self._open(self.source, {})

    async def _open(self, source: Source, answers: dict[str, str]) -> None:
        """Open what was given and show it; what has to be answered first is asked."""
        self.incoming, self.answers = None, answers
        if source.size >= LARGE_IMPORT:
            self._say("Reading …")
        try:
            incoming = await asyncio.to_thread(self._opened, source, answers, self._progress())
            self.progress_bar.end()
            self.questions = incoming.questions()
            picks = [question for question in self.questions if isinstance(question, Pick) and question.refusal]
            unanswered = picks[0] if picks else None
            answer = await self._ask(unanswered) if unanswered else ""
        except UnansweredError as error:
            self.questions = (error.question,)
            self._complain(error, f"{key_of('import.otherwise')} lets you say which one does.")
        except TrackerError as error:
            self._complain(error)
        else:
            if unanswered and answer is None:
                self._say("Nothing was read.")
            elif unanswered:
                await self._open(source, {**answers, unanswered.name: answer or ""})
            else:
                self.incoming = incoming if incoming.is_new else None
                self._say("\n".join(_lines(incoming)))
        finally:
            self.progress_bar.end()

    def _opened(self, source: Source, answers: dict[str, str], progress: ProgressCallback) -> Incoming:
        return open_source(self.session.workspace, source, answers, progress, update=self.roadmap)

    def _progress(self) -> ProgressCallback:
        """What a long task tells how far it has come; a short one would only make the bar flash."""
        return self.progress_bar.begin() if self.source and self.source.size >= LARGE_IMPORT else no_progress

    async def _ask(self, question: Question) -> str | None:
        """The answer that the user gives: None is none."""
        if isinstance(question, TableColumns):
            columns = await self.app.push_screen_wait(ColumnsScreen(question.sheet))
            return question.sheet.written(columns) if columns else None
        if isinstance(question, Switch):
            choices = [Choice(YES, "yes"), Choice("", "no")]
        else:
            choices = [
                Choice(offer.value, ": ".join(filter(None, (offer.title, ", ".join(offer.examples)))), offer.amount)
                for offer in await asyncio.to_thread(question.choices)
            ]
        if not choices:
            self.notify("This is read in one way only.", markup=False)
            return None
        return await self._pick(question.ask, choices, f"{_sentence(question.state)}." if question.state else "")

    async def _pick(self, ask: str, choices: list[Choice], words: str = "") -> str | None:
        hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} leaves it"
        return await self.app.push_screen_wait(PickScreen(ask, hint, choices, words))

    @work(exclusive=True, group="read")
    async def action_otherwise(self) -> None:
        """Ask what has no key of its own, and open the file again with the answer."""
        source = self.source
        asked = [question for question in self.questions if question.name not in _SWITCHES]
        if source is None or not asked:
            return
        name: str | None = asked[0].name
        if len(asked) > 1:
            choices = [Choice(question.name, question.ask) for question in asked]
            name = await self._pick("What do you want to say?", choices)
        for question in asked:
            if question.name == name:
                answer = await self._ask(question)
                if answer is not None and answer != self.answers.get(question.name, ""):
                    await self._open(source, {**self.answers, question.name: answer})

    @work(exclusive=True, group="read")
    async def action_turn(self, name: str) -> None:
        """Turn a switch of what is shown on, or off again."""
        if self.source and self.incoming and any(question.name == name for question in self.questions):
            await self._open(self.source, {**self.answers, name: "" if self.answers.get(name) else YES})

    def _say(self, words: str) -> None:
        self.query_one(WrappedText).tell(words)

    def _complain(self, error: TrackerError, hint: str = "") -> None:
        if self.left:
            return
        problems = "\n".join(getattr(error, "problems", ()))
        self._say(f"{plain(str(error))}\n{problems}{hint}")

    @work(group="save")
    async def action_save(self) -> None:
        """Save what is shown."""
        incoming, saved = self.incoming, list[Saved]()
        if incoming is None or self.saving:
            return
        self.saving = True
        progress = self._progress()
        try:
            await self.session.do(lambda: saved.append(incoming.save(self.session.workspace, progress)))
        except TrackerError as error:
            self._complain(error)
            if self.left:
                self.dismiss(None)
        else:
            back = f"; {key_of('home.undo')} takes it back" if saved[0].transaction else ""
            self.session.drafts.pop(self._draft, None)
            self.dismiss(Imported(saved[0].roadmap, f"{saved[0].sentence}{back}."))
        finally:
            self.saving = False
            self.progress_bar.end()

    def action_close(self) -> None:
        """Leave everything as it is; what is being saved is left off first, if it is not saved by then."""
        self.left = True
        keep_draft(self.session.drafts, self._draft, self.query_one("#path", Input).value)
        self.progress_bar.leave_off()
        if not self.saving:
            self.dismiss(None)


def _lines(incoming: Incoming) -> Iterator[str]:
    """What would be saved, below what the user may want to say about it."""
    summary = incoming.summary(Style(glyphs().mark, glyphs().arrow, _way, _MOST))
    questions = [question for question in incoming.questions() if question.state]
    hints = [question for question in questions if not _lines_of(question)]
    yield from map(_hint, hints)
    if hints:
        yield ""
    if not incoming.is_new:
        yield f"{_sentence(incoming.nothing_new)}."
    elif summary.heading:
        yield summary.heading if summary.is_title else _sentence(summary.heading)
    if summary.counts:
        yield ", ".join(summary.counts)
    if incoming.is_new:
        yield f"Nothing is saved yet: {key_of('import.save')} saves it."
    for question in questions:
        if lines := _lines_of(question):
            yield _hint(question)
            yield from _listed(lines, _MOST_OF_QUESTION)
    yield from map(_sentence, (*summary.remarks, *summary.advice))
    if summary.outline:
        yield ""
        yield from summary.outline
    for section in summary.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"\n{section.heading if section.is_title else _sentence(section.heading)}"
    yield from _listed(section.lines, _MOST)


def _listed(lines: tuple[str, ...], most: int) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"  and {len(lines) - most:,} more"


def _lines_of(question: Question) -> tuple[str, ...]:
    return question.lines if isinstance(question, Switch) else ()


def _hint(question: Question) -> str:
    """What is so, and which key changes it."""
    state = _sentence(question.state)
    if isinstance(question, Switch):
        key = key_of(f"import.{question.name}" if question.name in _SWITCHES else "import.otherwise")
        return f"{state}: {key} {question.change}."
    return f"{state}. {key_of('import.otherwise')} changes that."


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _way(action: str, roadmap: str) -> str:
    """The key that gets to an action of a roadmap."""
    return key_of("home.link") if action == "link" else f"{key_of('home.update')} on {roadmap}"
