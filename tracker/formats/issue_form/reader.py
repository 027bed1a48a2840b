"""Reading forms for issues of GitHub: each list of checkboxes is a group, its options are topics.

Of YAML only what such forms consist of is read: keys with a value in the same line, one below the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND
from tracker.formats.markdown.words import Reader
from tracker.formats.outline_builder import Draft, outline
from tracker.formats.recognise import READS

FORMAT = "issue form"
_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[A-Za-z_]+):(?: +(?P<value>\S.*))?")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*")
_COMMENT = re.compile(r"\s+#.*")
_DASH = len("- ")
_CHECKBOXES = "checkboxes"


def read(text: str) -> Outline:
    """The outline of a form. Its other fields are left out and listed. Raises `RoadmapFileError` without a checkbox."""
    lines = text.splitlines()
    form = _Form(_kinds(lines))
    for number, line in enumerate(lines, 1):
        form.line(line, number)
    form.end_block()
    imported = outline(FORMAT, form.root, form.warnings)
    if not imported.items:
        raise RoadmapFileError(f"this is a GitHub issue form without checkboxes; {READS}")
    return imported


class _Form:
    """Builds drafts from the lines of a form."""

    def __init__(self, kinds: Mapping[int, str]) -> None:
        self.kinds = kinds
        self.root = Draft("")
        self.warnings: list[Warned] = []
        self.words = Reader({})
        self.kind = ""  # of the field that is read; empty before the first one
        self.group = Draft("")
        self.options = -1  # the indent of the options of this field, or -1 before them
        self.block = -1  # the indent of the key whose value is the lines below it, or -1
        self.label: tuple[int, bool] | None = None  # of the label whose value these lines are
        self.words_below: list[str] = []

    def line(self, line: str, number: int) -> None:
        """Read one more line."""
        indent = len(line) - len(line.lstrip())
        if self.block >= 0 and (indent > self.block or not line.strip()):
            self.words_below.append(line.strip())
            return
        self.end_block()
        match = _LINE.fullmatch(line.rstrip())
        if not match:
            return
        if number in self.kinds:
            self._field(self.kinds[number], number)
        key, value = match["key"], match["value"] or ""
        if _BLOCK.fullmatch(value):
            self.block = len(match["indent"]) + len(match["dashes"])
            self.label = (number, self.is_option(match)) if key == "label" and self.kind else None
        elif key == "name" and not self.kind:
            self.root.title = _plain(value)
        elif key == "options":
            self.options = indent
        elif key == "label" and self.kind:
            self._label(_plain(value), number, is_option=self.is_option(match))

    def is_option(self, match: re.Match[str]) -> bool:
        """Whether a label belongs to an option, and not to the field."""
        return bool(match["dashes"]) or len(match["indent"]) > self.options >= 0

    def end_block(self) -> None:
        """Read the label whose value were the last lines."""
        if self.label:
            self._label(" ".join(self.words_below).strip(), self.label[0], is_option=self.label[1])
        self.block, self.label, self.words_below = -1, None, []

    def _field(self, kind: str, number: int) -> None:
        self.kind, self.options = kind, -1
        if kind == _CHECKBOXES:
            self.group = Draft("", number)
            self.root.children.append(self.group)

    def _label(self, text: str, number: int, *, is_option: bool) -> None:
        words = self.words.read(text)
        if self.kind != _CHECKBOXES:
            what = f"a field of the form that is no list of checkboxes ({self.kind}) was left out"
            self.warnings.append(Warned(number, f"{what}: {words.line}", skipped=True))
        elif is_option:
            links = [Link(KIND, title, url) for title, url in words.links]
            self.group.children.append(Draft(words.line, number, Mark.TODO, links=links))
        else:
            self.group.title = words.line


def _kinds(lines: Sequence[str]) -> dict[int, str]:
    """The type of each field by the number of its first line; it may stand anywhere in the field."""
    kinds: dict[int, str] = {}
    column, first = -1, 0
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            continue
        indent = len(match["indent"])
        if match["dashes"] and column in {-1, indent}:
            column, first = indent, number
            kinds[number] = ""
        if first and match["key"] == "type" and indent + len(match["dashes"]) == column + _DASH:
            kinds[first] = _plain(match["value"] or "")
    return kinds


def _plain(value: str) -> str:
    """A value of YAML without quotes and the comment behind it."""
    if value.startswith('"'):
        end = value.rfind('"')
        try:
            return str(json.loads(value[: end + 1]))
        except ValueError:
            return value[1:end]
    if value.startswith("'"):
        return value[1 : value.rfind("'")].replace("''", "'")
    return _COMMENT.sub("", value)
