"""What is read as the outline of a roadmap, and the questions how to read it: new ones and updates have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.columns import SEVERAL, USES, Sheet, UntitledError
from tracker.core.importing.outline import Item, Outline, unticked
from tracker.core.importing.preview import Way, count
from tracker.core.importing.stages import ProgressCallback, Step, no_progress
from tracker.core.journal.commands import farthest
from tracker.core.roadmap.model import Kind, Mark
from tracker.core.text import plain, plural
from tracker.formats.detect import read, ways
from tracker.store.sqlite.snapshots import Name
from tracker.wording.summary import Section
from tracker.workspace.incoming.incoming import Incoming
from tracker.workspace.incoming.questions import (
    Answers,
    Choice,
    Pick,
    Question,
    Switch,
    TableColumns,
    UnansweredError,
)
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace


class SharedTopic(NamedTuple):
    """A topic that is here already and whose id a file has: what it is called here and there, and what the file says.

    `mark` is the mark that sharing would give it, None where it stays as it is; `roles` counts the roles that have it.
    """

    id: str
    title: str
    called: str
    mark: Mark | None
    roles: int

    @property
    def sentence(self) -> str:
        """What sharing would do."""
        where = f", in {plural(self.roles, 'role')}" if self.roles else ""
        does = f"would be {self.mark} here{where}" if self.mark else "stays as it is"
        return f"{self.title}: {does}" + (f' (the file calls it "{self.called}")' if self.called != self.title else "")


class OutlineImport(Incoming):
    """A roadmap that waits to be saved, as a new one or as the newer version of another.

    `ask_to_share` is how to ask whether the topics of `shared` are to have one tick and note, empty where nobody is
    asked. There is nothing to save before a way of reading is picked, where the outline `is_unread`.
    """

    unsaved = "nothing was saved"

    def __init__(
        self, source: Source, answers: Answers, outline: Outline, shared: tuple[SharedTopic, ...], ask_to_share: str
    ) -> None:
        self._source, self._answers, self._outline = source, answers, outline
        self._shared, self._ask_to_share = shared, ask_to_share
        self.is_new = not is_unread(outline)

    def questions(self) -> tuple[Question, ...]:
        """Which column is what or what the topics are, whether ticks come along, and whether topics are shared."""
        sheet = self._outline.sheet
        reading = table_question(sheet) if sheet else self._mode()
        if not self.is_new:
            return (reading,)
        return (reading, self._unticked(), *[self._share()] * bool(self._shared))

    def guesses(self) -> tuple[str, ...]:
        """Columns that nobody named, places in the tree, and what the reading of the whole file was not sure of."""
        sheet, guessed = self._outline.sheet, count(self._outline).guessed
        guesses = [table_question(sheet).state] if sheet and sheet.guessed else []
        guesses += [f"the place of {plural(guessed, 'item')} in the tree is a guess"] if guessed else []
        whole = (warning for warning in self._outline.warnings if not warning.line and not warning.skipped)
        return (*guesses, *(plain(warning.message) for warning in whole))

    def _mode(self) -> Pick:
        refusal = unread_sentence(self._outline)
        state = "nothing in this file is marked as a topic" if refusal else ""
        return Pick("mode", "What are its topics?", self._choices, state, refusal)

    def _choices(self) -> tuple[Choice, ...]:
        modes = modes_of(self._source, self._answers)
        choices = [Choice(mode.mode, mode.what, plural(mode.topics, "topic"), mode.first) for mode in modes]
        unmoded = {**self._answers, "mode": ""}
        if modes and not is_unread(read_outline(self._source, unmoded)):
            choices.insert(0, Choice("", "what is marked in it"))
        return tuple(choices)

    def _unticked(self) -> Switch:
        if self._answers.get("unticked"):
            return Switch("unticked", True, "the ticks of the file are left behind", "takes them along")
        answers = self._outline.answers
        state = "the ticks look like answers of a quiz" if answers else ""
        return Switch("unticked", False, state, "imports it without these ticks")

    def _share(self) -> Switch:
        have = f"{plural(len(self._shared), 'topic')} of it you have already, by their ids"
        lines = tuple(plain(topic.sentence) for topic in self._shared)
        if self._answers.get("share"):
            return Switch("share", True, f"{have}; they have one tick and note", "parts them", lines)
        return Switch("share", False, have, "lets them have one tick and note", lines, self._ask_to_share)

    def _warnings(self) -> list[Section]:
        """Lines that were skipped, and other things to look at."""
        sections = []
        for heading, skipped in (("lines that are no topics", True), ("worth a look", False)):
            lines = [
                f"{f'line {warning.line}: ' if warning.line else ''}{plain(warning.message)}"
                for warning in self._outline.warnings
                if warning.skipped is skipped
            ]
            if lines:
                sections.append(Section(heading, tuple(lines)))
        return sections

    def _warnings_object(self) -> list[dict[str, Any]]:
        """The warnings of the file; the line is 0 where the whole file is meant."""
        return [
            {"line": warning.line, "message": plain(warning.message), "skipped": warning.skipped}
            for warning in self._outline.warnings
        ]

    def _shared_object(self) -> list[dict[str, Any]]:
        """What sharing would do, as a JSON list; `mark` is the mark that sharing gives."""
        return [topic._asdict() for topic in self._shared]

    def _unread_object(self) -> dict[str, Any]:
        """What is known of the file before a way of reading is picked, and the ways, as a JSON object."""
        outline = self._outline
        modes = [
            {"mode": mode.mode, "what": mode.what, "topics": mode.topics, "first": list(mode.first)}
            for mode in modes_of(self._source, self._answers)
        ]
        counts = count(outline)._asdict()
        return {"format": outline.format, "title": outline.title, **counts, "warnings": self._warnings_object()} | {
            "modes": modes
        }


def read_outline(source: Source, answers: Answers, progress: ProgressCallback = no_progress) -> Outline:
    """What `source` is a roadmap of, read as the answers say.

    Raises `RoadmapFileError` where it is none, `UsageError` for columns that are not written as they have to be, and
    `UnansweredError` for a table in which no column looks like titles.
    """
    try:
        outline = _folder(source.files, answers) if source.files is not None else _file(source, answers, progress)
    except UntitledError as error:
        if error.sheet is None:
            raise
        raise UnansweredError(str(error), table_question(error.sheet)) from None
    return unticked(outline) if answers.get("unticked") else outline


def _file(source: Source, answers: Answers, progress: ProgressCallback) -> Outline:
    how = (answers.get(name, "") for name in ("format", "mode", "columns"))
    progress(Step.READING)
    return read(source.content, source.file_name, *how)


def _folder(files: Mapping[str, str], answers: Answers) -> Outline:
    from tracker.formats.roadmap_sh import reader as roadmap_sh  # 6 ms, only for a folder

    if answers.get("mode") or answers.get("columns") or answers.get("format", "") not in {"", roadmap_sh.FORMAT}:
        raise RoadmapFileError("a folder is read in one way only")
    return roadmap_sh.read_folder(files)


def modes_of(source: Source, answers: Answers) -> tuple[Way, ...]:
    """The modes in which `source` can be read, each with what it gives. Raises `RoadmapFileError`."""
    return ways(source.content, source.file_name, answers.get("format", "")) if source.files is None else ()


def is_unread(outline: Outline) -> bool:
    """True for a file that can be read in several ways of which none was picked."""
    return bool(outline.modes and not outline.items)


def unread_sentence(outline: Outline) -> str:
    """What to say of a file that `is_unread`; empty for every other."""
    modes = " or ".join(f"--mode {mode}" for mode in outline.modes)
    sentence = f"nothing in this file is marked as a topic; say what its topics are: {modes}"
    return sentence if is_unread(outline) else ""


def table_question(sheet: Sheet) -> TableColumns:
    """The question which column of a table is what, with what is taken for the titles and for what is done."""
    columns = sheet.columns
    state = ""
    if columns.title:
        known = "the columns are a guess" if sheet.guessed else "the columns are as you said"
        state = f"{known}: {sheet.name(columns.title)} has the titles, {_what_says_done(sheet)}"
    return TableColumns("columns", "Which column is what?", sheet, state)


def _what_says_done(sheet: Sheet) -> str:
    """The columns that say what is done and when; a day alone says both."""
    status, day = (sheet.name(number) if number else "" for number in (sheet.columns.status, sheet.columns.day))
    if not status:
        return f"{day} says what is done, and when" if day else "none says what is done"
    return f"{status} says what is done{f', {day} when' if day else ''}"


def sheet_object(sheet: Sheet | None) -> dict[str, Any]:
    """The columns that were used, by what they were used as, and all that there are; empty for what is no table."""
    if sheet is None:
        return {"columns": None, "all_columns": []}
    used: dict[str, Any] = {}
    for use in USES:
        names = [sheet.name(number) for number in sheet.columns.numbers(use)]
        used[use.value] = names if use in SEVERAL else "".join(names)
    every = [
        {"number": number, "name": name, "use": sheet.columns.use(number).value, "first": list(first)}
        for number, (name, first) in enumerate(zip(sheet.names, sheet.first, strict=True), 1)
    ]
    return {"columns": {**used, "split": sheet.columns.split}, "all_columns": every}


def shared_topics(
    workspace: Workspace, items: Mapping[str, Item], names: Mapping[str, Name]
) -> tuple[SharedTopic, ...]:
    """What sharing would do to the topics that a file has in common with what is here, by their ids."""
    state = workspace.state()
    roles = [set(role.tree.ids()) for role in workspace.roadmaps(Kind.ROLE)] if items else []
    shared = []
    for id_, item in items.items():
        now = state.marks.get(state.links.get(id_, id_))
        both = farthest((now, item.mark if item.mark is not Mark.TODO else None))
        mark = both if both is not now else None
        shared.append(SharedTopic(id_, names[id_].title, item.title, mark, sum(id_ in role for role in roles)))
    return tuple(shared)
