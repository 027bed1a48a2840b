"""Skill and role files in TOML: text to values, with every problem and the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from tracker.core.bounds import boundless_line
from tracker.core.errors import TrackerError
from tracker.core.roadmap.library import GroupNeed, Need, Role, Section, Skill, SkillNeed, TopicNeed
from tracker.core.roadmap.model import Card, Link, Rule, Topic
from tracker.core.text import plain
from tracker.formats.library_files.model import (
    SKILL_ID,
    LinkTable,
    NeedTable,
    RoleFile,
    SectionTable,
    SkillFile,
    TopicTable,
)

File = TypeVar("File", bound=BaseModel)
_LONG_KEY = "not a roadmap file: a key has more than 64 parts"
_TOO_DEEP = "not a roadmap file: it is nested too deeply"
_SKILL_ID = 'it should be small letters and digits, joined by hyphens, such as "machine-learning"'
_TOPIC_ID = 'it should be the id of a skill, a slash and a name in small letters, such as "git/rebase"'
_SENTENCES = {
    "model_type": "it should be a table",
    "string_too_long": "it should have at most {max_length} characters",
    "too_short": "it should have at least {min_length}",
}
_HEADER = re.compile(r"^\s*\[\[?\s*([\w.\s-]+?)\s*\]\]?\s*(?:#.*)?$")


class Finding(NamedTuple):
    """A problem of one file: the line counts from 1."""

    line: int
    message: str
    hint: str = ""


class FindingsError(TrackerError):
    """A file that cannot be used; `findings` are all of its problems."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.message for finding in findings))


def read_skill(text: str) -> Skill:
    """The skill that `text` describes. Raises `FindingsError` with all of its problems."""
    file = _read(text, SkillFile)
    cards = {topic.id: _card(topic) for section in file.sections for topic in section.topics}
    return Skill(
        file.id,
        plain(file.title),
        plain(file.summary),
        file.about,
        tuple(file.aliases),
        tuple(map(_section, file.sections)),
        cards,
    )


def read_role(text: str) -> Role:
    """The role that `text` describes. Raises `FindingsError` with all of its problems."""
    file = _read(text, RoleFile)
    ready = file.ready.needs if file.ready else []
    findings = [*_need_findings(text, file.needs, ("needs",)), *_need_findings(text, ready, ("ready", "needs"))]
    if findings:
        raise FindingsError(findings)
    return Role(
        file.id,
        plain(file.title),
        plain(file.summary),
        file.about,
        file.day,
        file.neighbours,
        file.way_in,
        tuple(file.aliases),
        file.builds_on or "",
        tuple(map(_need, file.needs)),
        file.ready.about if file.ready else "",
        tuple(map(_need, ready)),
        file.order,
        _links(file.links),
    )


def line_of(text: str, spot: Sequence[str]) -> int:
    """The line where the words of `spot` stand one after the other; the last that can be found, else line 1.

    The first of them is looked for where it is the id of something, before any place that only mentions it.
    """
    lines = text.split("\n")
    number = 0
    for word in spot:
        quoted = f'"{word}"'
        choices = [n for n in range(number, len(lines)) if quoted in lines[n] or lines[n].lstrip().startswith(word)]
        if not choices:
            break
        key = re.compile(rf"\s*(id|skill|topic|builds_on)\s*=\s*{re.escape(quoted)}")
        home = [n for n in choices if key.match(lines[n])] if word == spot[0] else []
        number = (home or choices)[0]
    return number + 1


def _read(text: str, model: type[File]) -> File:
    """The whole file, checked."""
    if line := boundless_line(text):
        raise FindingsError([Finding(line, _LONG_KEY)])
    try:
        return model.model_validate(tomli.loads(text))
    except ValidationError as error:
        lines = _Lines(text)
        raise FindingsError(sorted(_finding(lines, detail) for detail in error.errors(include_url=False))) from None
    except tomli.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = int(place[1]) if place else text.rstrip().count("\n") + 1
        raise FindingsError([Finding(line, f"not TOML: {re.sub(r' .at .*', '', str(error))}")]) from None
    except ValueError:  # the only one that is no TOMLDecodeError
        digits = re.search(r"\d{4000}", text)
        line = text[: digits.start()].count("\n") + 1 if digits else 1
        raise FindingsError([Finding(line, "not TOML: a number is too long")]) from None
    except RecursionError:
        raise FindingsError([Finding(1, _TOO_DEEP)]) from None


def _finding(lines: _Lines, detail: Any) -> Finding:
    """One error of pydantic in the words of somebody who writes a roadmap."""
    path = tuple(detail["loc"])
    name = path[-1] if path else "the file"
    line = lines.find(path)
    kind, bounds = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return Finding(line, f'"{name}" is missing')
    if kind == "extra_forbidden":
        return Finding(line, f'"{name}" is not a key of this table', "see the schema named in the first line")
    if kind.startswith("recursion"):
        return Finding(line, _TOO_DEEP)
    if kind == "string_pattern_mismatch":
        message = _SKILL_ID if bounds["pattern"] == SKILL_ID else _TOPIC_ID
    elif kind in _SENTENCES:
        message = _SENTENCES[kind].format(**bounds)
    else:
        message = detail["msg"].removeprefix("Value error, ").replace("Input should be", "it should be")
    where = ".".join(str(part) for part in path if not isinstance(part, int))
    return Finding(line, f"{where}: {message}", f"found {_found(detail['input'])}")


def _found(value: object) -> str:
    """A value in a few words; whole tables would be long, and may be nested too deeply to be written out."""
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else f"a list of {len(value)}"
    try:
        return plain(repr(value))[:80]
    except ValueError:  # a whole number of more than 4,300 digits, which TOML can write to the base of 16
        return "a gigantic number"


class _Lines:
    """Which line a path of keys and indexes stands on; the parser does not say."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts: dict[tuple[str | int, ...], int] = {(): 0}
        count: dict[tuple[str | int, ...], int] = {}
        for number, line in enumerate(self.lines):
            header = _HEADER.match(line)
            if not header:
                continue
            path: tuple[str | int, ...] = ()
            names = [name.strip() for name in header[1].split(".")]
            for depth, name in enumerate(names, 1):
                path += (name,)
                if depth == len(names) and line.lstrip().startswith("[["):
                    count[path] = count.get(path, -1) + 1
                if path in count:
                    path += (count[path],)
            self.starts[path] = number

    def find(self, path: tuple[str | int, ...]) -> int:
        """The line of the deepest part of `path` that can be found, counted from 1."""
        known = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in self.starts)
        line = self.starts[known]
        for part in path[len(known) :]:
            if isinstance(part, int):
                return self._item(line, part) + 1
            for number in range(line, len(self.lines)):
                if number > line and _HEADER.match(self.lines[number]):
                    break
                if re.match(rf"\s*{re.escape(part)}\s*[.=]", self.lines[number]):
                    line = number
                    break
        return line + 1

    def _item(self, line: int, index: int) -> int:
        """Where the item `index` of the list that opens on `line` stands, when each stands on a line of its own."""
        if not self.lines[line].rstrip().endswith("["):
            return line
        below = range(line + 1, len(self.lines))
        items = [number for number in below if self.lines[number].strip() and self.lines[number].strip()[0] != "#"]
        return items[index] if index < len(items) else line


def _section(table: SectionTable) -> Section:
    return Section(plain(table.title), tuple(map(_topic, table.topics)))


def _topic(table: TopicTable) -> Topic:
    return Topic(
        table.id,
        plain(table.title),
        table.level,
        float(table.hours),
        tuple(table.needs),
        table.project,
        months=float(table.months or 0),
        cost=table.cost or "",
        hardware=table.hardware or "",
    )


def _card(table: TopicTable) -> Card:
    return Card(plain(table.done_when), _links(table.links), tuple(table.aliases), tuple(table.former_ids))


def _links(tables: Sequence[LinkTable]) -> tuple[Link, ...]:
    return tuple(Link(table.kind, plain(table.title), table.url, table.checked) for table in tables)


def _need(table: NeedTable) -> Need:
    if table.skill and table.level:
        return SkillNeed(table.skill, table.level, table.optional)
    if table.topic:
        return TopicNeed(table.topic, table.optional)
    rule, needs = (Rule.ANY, table.any_of) if table.any_of else (Rule.ALL, table.all_of or [])
    return GroupNeed(table.id or "", plain(table.title or ""), rule, tuple(map(_need, needs)), table.optional)


def _need_findings(text: str, needs: Sequence[NeedTable], path: tuple[str | int, ...]) -> Iterator[Finding]:
    for index, need in enumerate(needs):
        here = (*path, index)
        for message, hint in _need_faults(need):
            line = line_of(text, [need.id]) if need.id else _Lines(text).find(here)
            yield Finding(line, message, hint)
        yield from _need_findings(text, need.any_of or [], (*here, "any_of"))
        yield from _need_findings(text, need.all_of or [], (*here, "all_of"))


def _need_faults(need: NeedTable) -> Iterator[tuple[str, str]]:
    """What pydantic does not see: which keys of a need go together."""
    kinds = [kind for kind in ("skill", "topic", "any_of", "all_of") if getattr(need, kind) is not None]
    if len(kinds) != 1:
        yield "a need names one of skill, topic, any_of, all_of", f"found {', '.join(kinds) or 'none'}"
    elif need.skill and not need.level:
        yield f'skill "{need.skill}" needs a level', 'such as level = "working"'
    elif kinds[0] in ("any_of", "all_of") and not (need.id and need.title):
        yield f"a group of needs ({kinds[0]}) has an id and a title", ""
