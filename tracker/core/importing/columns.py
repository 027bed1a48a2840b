"""Which column of a table is read as what: as a value, as the user writes it, and changed a column at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError


class Use(StrEnum):
    """What a column can be read as."""

    TITLE = "title"
    GROUPS = "groups"
    STATUS = "status"
    LINK = "link"
    NOTES = "notes"
    ID = "id"
    DAY = "day"
    PARENT = "parent"
    UNUSED = "unused"


USES: tuple[Use, ...] = tuple(use for use in Use if use is not Use.UNUSED)
SEVERAL = (Use.GROUPS, Use.NOTES)  # what more than one column can be
SPLIT = "split"
JOINT = "+"
_SAFE = re.compile(r"[^\W\d][\w .()/-]*")  # names that need no care in a shell, nor between the signs of `written`


class Columns(NamedTuple):
    """Columns by their numbers, counted from 1; 0 where there is none. A column in none of the fields is not used.

    `groups` go from the outermost inwards. `day` is the day on which a topic was done, `parent` the id or the title of
    the topic above it. `split` makes a topic of each part of a title cell that holds a list. The innermost group may be
    the status too: on a board the columns are called so.
    """

    title: int
    groups: tuple[int, ...] = ()
    status: int = 0
    link: int = 0
    notes: tuple[int, ...] = ()
    id: int = 0
    day: int = 0
    parent: int = 0
    split: bool = False

    @classmethod
    def of(cls, numbers: Mapping[Use, tuple[int, ...]], *, split: bool) -> Columns:
        """The columns with these numbers for each use."""
        title, status, link, id_, day, parent = (
            sum(numbers[use]) for use in (Use.TITLE, Use.STATUS, Use.LINK, Use.ID, Use.DAY, Use.PARENT)
        )
        return cls(title, numbers[Use.GROUPS], status, link, numbers[Use.NOTES], id_, day, parent, split)

    def numbers(self, use: Use) -> tuple[int, ...]:
        """The columns that are read as `use`, which is not `Use.UNUSED`."""
        columns: int | tuple[int, ...] = getattr(self, use.value)
        return columns if isinstance(columns, tuple) else (columns,) * bool(columns)

    def use(self, number: int) -> Use:
        """What a column is read as."""
        return next((use for use in USES if number in self.numbers(use)), Use.UNUSED)

    def give(self, number: int, use: Use) -> Columns:
        """The same with one column read as `use`. What was read as that, and only one can be, becomes a note."""
        alone = use not in {*SEVERAL, Use.UNUSED}
        uses: dict[int, Use] = {column: each for each in USES for column in self.numbers(each)}
        uses = {column: Use.NOTES if alone and each is use else each for column, each in uses.items()} | {number: use}
        numbers: dict[Use, tuple[int, ...]] = {
            each: tuple(sorted(column for column in uses if uses[column] is each)) for each in USES
        }
        return Columns.of(numbers, split=self.split)

    def turn(self, number: int, step: int) -> Columns:
        """The same with one column read as the next use, or with -1 the one before, that takes it from no other."""
        here = self.use(number)
        free = [use for use in Use if use in {here, Use.UNUSED, *SEVERAL} or not self.numbers(use)]
        return self.give(number, free[(free.index(here) + step) % len(free)])


class Sheet(NamedTuple):
    """A table as it was read: `columns` say what is what, `names` and `first` are of all its columns.

    `first` are the first few different values of each. `guessed` is true where nobody said what the columns are.
    """

    columns: Columns
    names: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    guessed: bool = True

    def name(self, number: int) -> str:
        """What the user calls a column: its name where that is simple and its own, else its number."""
        name = self.names[number - 1]
        alone = [other.casefold() for other in self.names].count(name.casefold()) == 1
        return name if alone and _SAFE.fullmatch(name) else str(number)

    def written(self, columns: Columns) -> str:
        """`columns` of this table as the user writes them, complete: `title=Topic,groups=Unit+Part,status=,…`."""
        parts = [f"{use}={JOINT.join(map(self.name, columns.numbers(use)))}" for use in USES]
        return ",".join([*parts, f"{SPLIT}={'yes' if columns.split else 'no'}"])


class UntitledError(RoadmapFileError):
    """No column of a table can be told to hold the titles; in the `sheet` of it the user may say which one does."""

    def __init__(self, sentence: str, sheet: Sheet | None = None) -> None:
        super().__init__(sentence)
        self.sheet = sheet
