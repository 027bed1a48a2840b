"""An advert read from a file, and what it asks held against what the user can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.core.adverts.doubt import doubt_about
from tracker.core.adverts.needs import Corrections, corrected, level_in, nearest_role, needs_of
from tracker.core.adverts.reading import Reading, read_advert
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.core.errors import AdvertError, RoadmapFileError
from tracker.core.journal.events import State
from tracker.core.own_roles.build import build_role, skills_of
from tracker.core.own_roles.record import OwnRole
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.next_topics import Suggestion, suggest
from tracker.core.roadmap.library import Library, Need, SkillNeed, topics_up_to
from tracker.core.roadmap.model import Kind, Level, Mark, Roadmap
from tracker.formats.advert_text.reader import advert_text
from tracker.formats.advert_words.reader import read_vocabulary
from tracker.workspace.incoming.source import read_bytes
from tracker.workspace.workspace import Workspace

_ROLE = "this-advert"
_DEGREES = "degrees"
"""The skill that an advert asks as a degree, which the reading has in a place of its own."""


class AskedSkill(NamedTuple):
    """A skill that an advert asks, up to a level, and how much of that the user has."""

    id: str
    title: str
    level: Level
    nice: bool
    done: int
    counted: int
    hours_left: float

    @property
    def percent(self) -> int:
        """Whole per cent of its topics that are done."""
        return 100 * self.done // self.counted if self.counted else 0


class AdvertReport(NamedTuple):
    """A reading, and what follows from it for the user. `role` is the id of the nearest role, empty for none."""

    text: str
    reading: Reading
    role: str
    needs: tuple[Need, ...]
    progress: Progress | None
    skills: tuple[AskedSkill, ...]
    next_topics: tuple[Suggestion, ...]


def read_vocabulary_files(folder: Path) -> Vocabulary:
    """The vocabulary beside the roadmap files. Raises `RoadmapFileError`."""
    try:
        skills = [file.read_text(encoding="utf-8") for file in sorted((folder / "skills").glob("*.toml"))]
        words = {file.stem: file.read_text(encoding="utf-8") for file in sorted((folder / "adverts").glob("*.toml"))}
        return read_vocabulary(skills, words.pop("outside"), words.values())
    except (OSError, KeyError, ValueError) as error:
        raise RoadmapFileError(f"the words of adverts at {folder / 'adverts'} cannot be read: {error}") from None


class Adverts:
    """Reads adverts in a workspace; what all of them need is loaded once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.vocabulary = read_vocabulary_files(workspace.paths.library)
        roadmaps = workspace.roadmaps()
        own = workspace.own_roles()
        self._bundled = [role for role in roadmaps if role.kind is Kind.ROLE and role.id not in own]
        self._names = {id_: (name.title, *name.others) for id_, (_, name) in workspace.roadmap_names().items()}
        self.library: Library = skills_of(roadmaps)
        self._topics = self.library.topics()
        self._skill_titles = {id_: skill.title for id_, skill in self.library.skills.items() if id_ != _DEGREES}

    def title(self, id_: str) -> str:
        """The title of a role or skill."""
        return self._names[id_][0] if id_ in self._names else id_

    def reading(self, text: str, corrections: Corrections | None = None) -> Reading:
        """The reading of a text. Raises `AdvertError` for what is no advert."""
        if doubt := doubt_about(text, self.vocabulary):
            raise AdvertError(doubt)
        reading = read_advert(text, self.vocabulary)
        return corrected(reading, corrections) if corrections else reading

    def report(self, text: str, state: State, corrections: Corrections | None = None) -> AdvertReport:
        """What an advert asks, and how far the user is. Raises as `reading`."""
        reading = self.reading(text, corrections)
        return self.held_against(text, reading, state)

    def corrected(self, text: str, reading: Reading, corrections: Corrections, state: State) -> AdvertReport:
        """How far the user is for a reading with these corrections."""
        return self.held_against(text, corrected(reading, corrections), state)

    def held_against(self, text: str, reading: Reading, state: State) -> AdvertReport:
        """How far the user is for a reading."""
        needs = self.needs(reading)
        progress = self.measured(needs, state) if needs else None
        suggestions = suggest(progress, self._workspace.topic, most=3) if progress else []
        role = nearest_role(reading, self._bundled, self._names)
        skills = tuple(
            self.skill(id_, level_in(reading, id_), state, nice=id_ in reading.nice) for id_ in reading.asked
        )
        return AdvertReport(text, reading, role, needs, progress, tuple(filter(None, skills)), tuple(suggestions))

    def needs(self, reading: Reading) -> tuple[Need, ...]:
        """What a reading asks, as needs over the skills that are here."""
        return needs_of(reading, self._skill_titles)

    def measured(self, needs: tuple[Need, ...], state: State) -> Progress:
        """How far the user is for needs, with all that they stand on."""
        return measure(self.roadmap(needs), state.marks, {})

    def roadmap(self, needs: tuple[Need, ...]) -> Roadmap:
        """The roadmap of needs, with all that they stand on."""
        return build_role(_ROLE, OwnRole("This advert", needs), self.library, self._topics)

    def skill(self, id_: str, level: Level, state: State, *, nice: bool) -> AskedSkill | None:
        """How much of a skill the user has up to a level; None for one that is not here."""
        skill = self.library.skills.get(id_)
        if skill is None:
            return None
        topics = [topic for topic in topics_up_to(skill, level) if state.marks.get(topic.id) is not Mark.SKIPPED]
        left = [topic.hours for topic in topics if state.marks.get(topic.id) is not Mark.DONE]
        return AskedSkill(id_, skill.title, level, nice, len(topics) - len(left), len(topics), sum(left))


def text_of(name: str) -> str:
    """The text of an advert in a file, or from standard input for "-". Raises `AdvertError` and `RoadmapFileError`."""
    return advert_text(read_bytes(name))


def skill_topics(library: Library, needs: Iterable[Need]) -> Mapping[str, frozenset[str]]:
    """The topics that each skill of these needs counts, by the id of the skill; skills in groups too."""
    counted: dict[str, frozenset[str]] = {}
    for need in needs:
        if isinstance(need, SkillNeed):
            topics = topics_up_to(library.skills[need.skill], need.level)
            counted[need.skill] = counted.get(need.skill, frozenset()) | {topic.id for topic in topics}
        else:
            counted |= skill_topics(library, getattr(need, "needs", ()))
    return counted
