"""Many adverts side by side: which skills they ask, and what one more skill would do for the user in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import AdvertError, NotFoundError, TrackerError
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.library import GroupNeed, Need, SkillNeed
from tracker.core.roadmap.model import Mark, Roadmap
from tracker.core.text import plain
from tracker.workspace.adverts.read import Adverts, skill_topics, text_of
from tracker.workspace.adverts.saved import kept_adverts
from tracker.workspace.workspace import Workspace

MOST_ADVERTS = 5_000
ENDINGS = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"))
READY = 80
"""Per cent from which an advert is within reach: people get interviews with about half of what is asked, so this is
cautious; it only says where "one more skill" makes a difference."""


class ComparedAdvert(NamedTuple):
    """One of the adverts: its title, its needs as a roadmap, how far the user is; nothing counts at `percent` None.

    `topics` has the topics that each skill counts, by the id of the skill.
    """

    title: str
    needs: tuple[Need, ...]
    topics: Mapping[str, frozenset[str]]
    roadmap: Roadmap
    percent: int | None
    hours_left: float


class SkillDemand(NamedTuple):
    """A skill over all adverts: in how many it is required or nice, and how much of it the user has.

    That is of the highest level which one of them asks. `gain` is the per cent that having all of it would add on
    average, `opens` how many adverts it would bring within reach.
    """

    id: str
    title: str
    required: int
    nice: int
    percent: int
    hours_left: float
    gain: float
    opens: int


class Comparison(NamedTuple):
    """The adverts, best first; the skills, most asked first; and the files that are no adverts, with the reason."""

    adverts: tuple[ComparedAdvert, ...]
    skills: tuple[SkillDemand, ...]
    refused: tuple[tuple[str, str], ...]


def compare_folder(workspace: Workspace, folder: str) -> Comparison:
    """The adverts in a folder, or the saved ones for an empty name. Raises `NotFoundError` where there is none."""
    reader, state = Adverts(workspace), workspace.state()
    refused: list[tuple[str, str]] = []
    needs: list[tuple[str, tuple[Need, ...]]] = []
    if not folder:
        needs = [(kept.role.title, kept.role.needs) for kept in kept_adverts(workspace)]
    for file in _files(folder) if folder else ():
        try:
            reading = reader.reading(text_of(str(file)))
        except TrackerError as error:
            refused.append((plain(file.name), str(error)))
        else:
            if asked := reader.needs(reading):
                needs.append((reading.title or plain(file.stem), asked))
            else:
                refused.append((plain(file.name), "it asks for no skill of the library"))
    if not needs:
        raise NotFoundError("there is no advert to compare; save some: tracker advert FILE --save TITLE")
    return _compared(reader, needs, state, refused)


def _files(folder: str) -> Sequence[Path]:
    try:
        files = sorted(file for file in Path(folder).iterdir() if file.suffix.casefold() in ENDINGS and file.is_file())
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise AdvertError(f"{folder} cannot be read: {why}") from None
    if len(files) > MOST_ADVERTS:
        raise AdvertError(f"{folder} has more than {MOST_ADVERTS} adverts")
    return files


def _compared(
    reader: Adverts, needs: Sequence[tuple[str, tuple[Need, ...]]], state: State, refused: list[tuple[str, str]]
) -> Comparison:
    adverts = [_advert(reader, title, asked, state) for title, asked in needs]
    names = dict.fromkeys(id_ for advert in adverts for id_ in advert.topics)
    skills = [_demand(reader, id_, adverts, state) for id_ in names]
    skills.sort(key=lambda skill: (-skill.required, -skill.nice, skill.title))
    adverts.sort(key=lambda advert: -(advert.percent or 0))
    return Comparison(tuple(adverts), tuple(skills), tuple(refused))


def _advert(reader: Adverts, title: str, needs: tuple[Need, ...], state: State) -> ComparedAdvert:
    roadmap = reader.roadmap(needs)
    total = measure(roadmap, state.marks, {}).total
    return ComparedAdvert(title, needs, skill_topics(reader.library, needs), roadmap, total.percent, total.hours_left)


def _demand(reader: Adverts, id_: str, adverts: Sequence[ComparedAdvert], state: State) -> SkillDemand:
    levels = [
        (need, nice) for advert in adverts for need, nice in _asked(advert.needs, nice=False) if need.skill == id_
    ]
    level = max((need.level for need, _ in levels), key=lambda level: level.rank)
    nice = sum(nice for _, nice in levels)
    have = reader.skill(id_, level, state, nice=False)
    gain, opens = 0, 0
    for advert in adverts:
        if topics := advert.topics.get(id_):
            done = {**state.marks, **dict.fromkeys(topics, Mark.DONE)}
            after = measure(advert.roadmap, done, {}).total.percent or 0
            before = advert.percent or 0
            gain += after - before
            opens += before < READY <= after
    percent, left = (have.percent, have.hours_left) if have else (0, 0.0)
    return SkillDemand(
        id_, reader.title(id_), len(levels) - nice, nice, percent, left, round(gain / len(adverts), 1), opens
    )


def _asked(needs: Sequence[Need], *, nice: bool) -> list[tuple[SkillNeed, bool]]:
    """The skills in these needs with whether each is only nice to have."""
    skills: list[tuple[SkillNeed, bool]] = []
    for need in needs:
        if isinstance(need, SkillNeed):
            skills.append((need, nice or need.optional))
        elif isinstance(need, GroupNeed):
            skills += _asked(need.needs, nice=nice or need.optional)
    return skills
