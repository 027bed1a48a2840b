"""The shape of a roadmap file, declared once: it validates the files and makes their JSON Schema."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tracker.core.roadmap.model import MOST_MONTHS, Level
from tracker.core.text import plain

SKILL_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
TOPIC_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$"
_LONGEST_SUMMARY = 100
_LONGEST_TITLE = 400
_LONGEST_NEED = 80  # what a topic costs or which hardware it takes, in one line
_MOST_HOURS = 1000
_FEWEST_MONTHS = 0.25
_LAST = 1000  # the place in lists of a role that names none

LinkKind = Literal["docs", "spec", "paper", "course", "book", "video", "article", "tool", "data"]
SkillId = Annotated[str, Field(pattern=SKILL_ID)]
TopicId = Annotated[str, Field(pattern=TOPIC_ID)]


def _visible(text: str) -> str:
    if not plain(text):
        raise ValueError("a text has at least one visible character")
    return text


def _one_line(text: str) -> str:
    if not text or text != plain(text):
        raise ValueError("it is one line, without spaces around it")
    return text


def _web(address: str) -> str:
    if not address.startswith(("https://", "http://")) or " " in address or address != plain(address):
        raise ValueError("a link is an http or https address without spaces and control characters")
    return address


_PATTERN = Field(json_schema_extra={"pattern": "\\S"})
Line = Annotated[str, AfterValidator(_visible), _PATTERN]
Summary = Annotated[str, Field(max_length=_LONGEST_SUMMARY), AfterValidator(_visible), _PATTERN]
Title = Annotated[str, Field(max_length=_LONGEST_TITLE), AfterValidator(_visible), _PATTERN]
NeedLine = Annotated[str, Field(max_length=_LONGEST_NEED), AfterValidator(_one_line), _PATTERN]
WebAddress = Annotated[str, AfterValidator(_web), Field(json_schema_extra={"pattern": "^https?://\\S+$"})]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LinkTable(_Table):
    """A source to learn from."""

    kind: LinkKind
    title: Line
    url: WebAddress
    checked: bool = Field(default=True, strict=True, description="false while nobody has seen this address answer")


class TopicTable(_Table):
    """The smallest thing to tick."""

    id: TopicId = Field(description="a contract: never derived from position, never used again for something else")
    title: Title
    level: Level
    hours: Annotated[float, Field(gt=0, le=_MOST_HOURS, strict=True)] = Field(
        description="for somebody who has the prerequisites"
    )
    months: Annotated[float, Field(ge=_FEWEST_MONTHS, le=MOST_MONTHS, strict=True)] | None = Field(
        default=None, description="calendar time that passes beside the hours: a placement, a degree, an answer"
    )
    cost: NeedLine | None = Field(default=None, description="the money, account or organisation that it needs")
    hardware: NeedLine | None = Field(default=None, description="what it needs beside an ordinary computer")
    done_when: Line = Field(description="one sentence naming something that a person can do and check")
    needs: list[TopicId] = Field(default=[], description="ids of the prerequisites, also of other skills")
    links: list[LinkTable] = Field(min_length=1)
    aliases: list[Line] = []
    former_ids: list[TopicId] = Field(default=[], description="ids this topic had; their marks carry over")
    project: bool = Field(default=False, strict=True, description="the piece of work that puts a level together")


class SectionTable(_Table):
    """A part of a skill, its topics in learning order."""

    title: Line
    topics: list[TopicTable] = Field(min_length=1)


def _phrase(text: str) -> str:
    words = text.split()
    if not words or words[0] == "*" or words[-1] == "*":
        raise ValueError("a phrase begins and ends with a word")
    return _one_line(text)


Phrase = Annotated[str, AfterValidator(_phrase), _PATTERN]


class AdvertTable(_Table):
    """How job adverts ask for the skill, beside its aliases.

    A `*` stands for up to four words; a word with a capital letter is found only with it.
    """

    phrases: list[Phrase] = []
    listed: list[Phrase] = Field(default=[], description="words that count only in a list, such as Go")
    other_meanings: list[Phrase] = Field(default=[], description="phrases in which nothing asks for the skill")
    beside: list[SkillId] = Field(default=[], description="skills beside which `beside_phrases` ask for this one")
    beside_phrases: list[Phrase] = []


class SkillFile(_Table):
    """A skill: a named set of topics in sections, written once and used by every role that needs it."""

    id: SkillId
    title: Line
    summary: Summary
    about: Line
    aliases: list[Line] = Field(default=[], description="names under which an advert may ask for it")
    advert: AdvertTable = AdvertTable()
    sections: list[SectionTable] = Field(min_length=1)


class NeedTable(_Table):
    """One need: a skill up to a level, a single topic, or a group of which all or any one count."""

    skill: SkillId | None = None
    level: Level | None = Field(default=None, description="up to which level of the skill")
    topic: TopicId | None = None
    id: SkillId | None = Field(default=None, description="of a group: unique in the role")
    title: Line | None = Field(default=None, description="of a group")
    any_of: list[NeedTable] | None = Field(default=None, min_length=1, description="any one of these will do")
    all_of: list[NeedTable] | None = Field(default=None, min_length=1, description="all of these")
    optional: bool = Field(
        default=False, strict=True, description="useful: shown beside the percentage, not counted in it"
    )


class ReadyTable(_Table):
    """The counted subset with which a junior is ready to apply."""

    about: Line
    needs: list[NeedTable] = Field(min_length=1)


class RoleFile(_Table):
    """A role: a target job, what it is and what it needs."""

    id: SkillId
    title: Line
    summary: Summary
    about: Line
    day: Line = Field(description="what people in it do all day")
    neighbours: Line = Field(description="how it differs from other roles, and where titles overlap")
    way_in: Line = Field(description="how people get in")
    aliases: list[Line] = []
    links: list[LinkTable] = Field(default=[], description="what to read about the job and its interviews")
    builds_on: SkillId | None = Field(default=None, description="inherits that role's needs; same id replaces")
    order: int = Field(default=_LAST, strict=True, description="its place in lists: lower comes first")
    needs: list[NeedTable] = Field(min_length=1)
    ready: ReadyTable | None = None


def schema(model: type[BaseModel]) -> str:
    """The JSON Schema of a kind of file, as it stands beside the files."""
    head: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | model.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
