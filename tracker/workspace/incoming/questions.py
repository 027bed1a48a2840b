"""What a user can say of something that comes in: as options of a command, or as answers to questions in the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError, UsageError
from tracker.core.importing.columns import Sheet

Answers = Mapping[str, str]
"""Answers by the names of questions. What is missing or empty is told by the file itself."""
YES = "yes"
"""The answer that turns a `Switch` on."""


class Option(NamedTuple):
    """What the command line takes as an answer. With `is_new_only` it is not for a newer version of something."""

    name: str
    help: str
    metavar: str | None = None
    is_switch: bool = False
    is_new_only: bool = False


OPTIONS = (
    Option("format", "what the file is; told by its content when left out"),
    Option("mode", "what its topics are; where nothing is marked, the ways are shown"),
    Option(
        "columns",
        'which column of a table is what, by name or number: "title=Topic,groups=Unit+Part,status=4"; also link, '
        "notes, id, day, parent, and split=yes where titles are lists; what is left out is guessed, what is empty "
        "is not used",
        metavar="WHICH",
    ),
    Option("unticked", "leave the ticks of the file behind", is_switch=True),
    Option(
        "share", "topics that have the ids of topics you have are the same ones, with one tick and note", is_switch=True
    ),
    Option("title", "what to call the roadmap, also after updates; its own title when left out", is_new_only=True),
    Option("id", "the id of the roadmap; made of its title when left out", is_new_only=True),
)


class Switch(NamedTuple):
    """A question that is answered with yes or not at all.

    `state` says what is so now, empty where there is nothing to say; `lines` are what that is about. `change` is the
    end of a sentence that begins with what turns it over. `ask` is the question itself, empty where nobody is asked.
    """

    name: str
    is_on: bool
    state: str = ""
    change: str = ""
    lines: tuple[str, ...] = ()
    ask: str = ""


class Choice(NamedTuple):
    """A possible answer: its value, what it is, how much it gives, and the first few things that it gives."""

    value: str
    title: str
    amount: str = ""
    examples: tuple[str, ...] = ()


class Pick(NamedTuple):
    """A question with several answers, found out by `choices`, which reads the file again.

    `refusal` is what to say where nothing can be saved before it is answered, and empty where it need not be; `state`
    says why.
    """

    name: str
    ask: str
    choices: Callable[[], tuple[Choice, ...]]
    state: str = ""
    refusal: str = ""


class TableColumns(NamedTuple):
    """The question which column of a table is what. The answer is what `Sheet.written` gives."""

    name: str
    ask: str
    sheet: Sheet
    state: str = ""


Question = Switch | Pick | TableColumns


class UnansweredError(RoadmapFileError):
    """Something cannot be read before a question is answered."""

    def __init__(self, sentence: str, question: Question) -> None:
        super().__init__(sentence)
        self.question = question


def refuse_answers(answers: Answers, what: str) -> None:
    """Raise `UsageError` for answers that say how to read a roadmap, where the file is `what`, and no roadmap."""
    names = [option.name for option in OPTIONS if option.name != "format"]
    if any(answers.get(name) for name in names):
        raise UsageError(f"this is {what}: it comes in without {', '.join(f'--{name}' for name in names)}")
