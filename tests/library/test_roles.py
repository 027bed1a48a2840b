"""What every bundled role asks for: nothing of the agreed table is missing, and it can be done in the stated hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

import pytest

from tracker.core.library import GroupNeed, Library, Need, SkillNeed, TopicNeed, roadmaps_of
from tracker.core.progress import Tally, measure
from tracker.core.roadmap import Kind, Level, Roadmap, Rule, groups
from tracker.workspace.paths import library_folder

BASIC, WORKING, ADVANCED = Level

ROLES = [
    "data-scientist",
    "machine-learning-engineer",
    "ai-engineer",
    "research-engineer",
    "research-scientist",
    "ml-platform-engineer",
    "ml-hardware-engineer",
    "ml-solutions-architect",
]

# -- the table of what the jobs need ---------------------------------------------------------------------------

ANY = None
"""The table asks for the skill and names no level."""

ENGINEERING: dict[str, Level | None] = {
    "git": ANY,
    "command-line": ANY,
    "software-engineering": ANY,
    "ci-cd": ANY,
    "mlops": ANY,
    "docker": ANY,
    "machine-learning": ADVANCED,
}
ML_ENGINEER = {**ENGINEERING, "python": ADVANCED, "sql": ANY}
RESEARCHER = {**ENGINEERING, "python": ANY, "sql": ANY, "research-experience": ANY}
SKILLS: dict[str, dict[str, Level | None]] = {
    "data-scientist": {
        "python": ANY,
        "sql": ANY,
        "git": ANY,
        "command-line": BASIC,
        "statistics": ADVANCED,
        "linear-algebra": ANY,  # these three are the mathematics
        "calculus": ANY,
        "probability": ANY,
        "machine-learning": BASIC,
    },
    "machine-learning-engineer": ML_ENGINEER,
    "ai-engineer": {
        "software-engineering": ADVANCED,
        "python": ANY,
        "sql": ANY,
        "ci-cd": ANY,
        "git": ANY,
        "llms": ANY,
        "rag": ANY,
        "prompt-engineering": ANY,
        "foundation-models": ANY,
        "fine-tuning": ANY,
    },
    "research-engineer": RESEARCHER,
    "research-scientist": RESEARCHER,
    "ml-platform-engineer": {**ML_ENGINEER, "platform-engineering": ANY},
    "ml-hardware-engineer": {**ML_ENGINEER, "gpu-programming": ANY, "ml-compilers": ANY},
    "ml-solutions-architect": {**ML_ENGINEER, "solution-architecture": ANY, "communication": ANY},
}
"""The skills that a role requires."""


class PickOne(NamedTuple):
    """A group of which any one will do: the options that it has at least, and whether the group is only useful."""

    options: frozenset[str]
    useful: bool


CLOUD = PickOne(frozenset({"aws", "azure", "gcp"}), useful=False)
LANGUAGE = PickOne(frozenset({"rust", "java", "go", "cpp"}), useful=True)
SPECIALISM = frozenset({"computer-vision", "reinforcement-learning", "llms"})
PICKS: dict[str, list[PickOne]] = {
    "data-scientist": [CLOUD],
    "machine-learning-engineer": [CLOUD, LANGUAGE, PickOne(SPECIALISM, useful=True)],
    "ai-engineer": [PickOne(frozenset({"java", "go"}), useful=True)],
    "research-engineer": [
        CLOUD,
        PickOne(SPECIALISM, useful=False),
        PickOne(frozenset({"degrees/masters", "degrees/phd"}), useful=False),
    ],
    "research-scientist": [CLOUD, PickOne(SPECIALISM, useful=False)],
    "ml-platform-engineer": [CLOUD, LANGUAGE, PickOne(SPECIALISM, useful=True)],
    # C++ is required here, so the language to pick is a third one
    "ml-hardware-engineer": [CLOUD, PickOne(frozenset({"rust", "go"}), useful=True), PickOne(SPECIALISM, useful=True)],
    "ml-solutions-architect": [CLOUD, LANGUAGE, PickOne(SPECIALISM, useful=True)],
}

BUILDS_ON = {
    "ml-platform-engineer": "machine-learning-engineer",
    "ml-hardware-engineer": "machine-learning-engineer",
    "ml-solutions-architect": "machine-learning-engineer",
    "research-scientist": "research-engineer",
}


def needs_of(library: Library, role: str) -> dict[str, Need]:
    return {need.id: need for need in library.needs_of(library.roles[role])}


def below(needs: Iterable[Need]) -> Iterator[Need]:
    """The needs and everything in their groups."""
    for need in needs:
        yield need
        if isinstance(need, GroupNeed):
            yield from below(need.needs)


def test_these_are_the_roles_in_this_order(library: Library) -> None:
    assert sorted(library.roles) == sorted(ROLES)
    assert {role.id: role.builds_on for role in library.roles.values() if role.builds_on} == BUILDS_ON


@pytest.mark.parametrize("role", ROLES)
def test_no_skill_of_the_table_is_missing(role: str, library: Library) -> None:
    needs = needs_of(library, role)
    for skill, level in SKILLS[role].items():
        need = needs[skill]
        assert isinstance(need, SkillNeed)
        assert not need.optional, skill
        assert level in {ANY, need.level}, (skill, need.level)


@pytest.mark.parametrize("role", ROLES)
def test_no_pick_one_group_of_the_table_is_missing(role: str, library: Library) -> None:
    picks = [
        PickOne(frozenset(option.id for option in need.needs), need.optional)
        for need in needs_of(library, role).values()
        if isinstance(need, GroupNeed) and need.rule is Rule.ANY
    ]
    for wanted in PICKS[role]:
        assert any(wanted.options <= pick.options and wanted.useful == pick.useful for pick in picks), wanted


def test_a_data_scientist_has_two_tracks_to_pick_from(library: Library) -> None:
    track = needs_of(library, "data-scientist")["track"]
    assert isinstance(track, GroupNeed)
    assert (track.rule, track.optional) == (Rule.ANY, False)
    tracks = {option.id: {need.id for need in below([option])} for option in track.needs}
    assert sorted(tracks) == ["analytics", "modelling"]
    assert tracks["analytics"] >= {"experimentation", "data-analysis", "machine-learning/error-analysis"}
    assert tracks["modelling"] >= {"machine-learning", "mlops", "model-serving"}


@pytest.mark.parametrize("name", ["linear-regression", "logistic-regression", "random-forest", "xgboost", "k-means"])
def test_the_methods_that_a_data_scientist_needs_are_basic(name: str, library: Library) -> None:
    assert library.topics()[f"machine-learning/{name}"].level is BASIC


def test_a_research_scientist_needs_a_doctorate_and_no_other_degree_will_do(library: Library) -> None:
    degree = needs_of(library, "research-scientist")["degree"]
    assert isinstance(degree, GroupNeed)
    assert (degree.rule, degree.optional, degree.needs) == (Rule.ALL, False, (TopicNeed("degrees/phd"),))


@pytest.mark.parametrize(("role", "base"), BUILDS_ON.items())
def test_a_role_that_builds_on_another_asks_for_no_less(role: str, base: str, library: Library) -> None:
    needs = needs_of(library, role)
    for id_, asked in needs_of(library, base).items():
        assert needs[id_].optional <= asked.optional, id_
        if isinstance(asked, SkillNeed):
            need = needs[id_]
            assert isinstance(need, SkillNeed)
            assert need.level.rank >= asked.level.rank, id_


def test_every_skill_is_used_by_a_role(library: Library) -> None:
    every = list(below(need for role in library.roles.values() for need in (*role.needs, *role.ready)))
    used = {need.skill for need in every if isinstance(need, SkillNeed)}
    assert set(library.skills) - used == set()


# -- hours -----------------------------------------------------------------------------------------------------

HOURS = {
    "data-scientist": (600, 850),
    "machine-learning-engineer": (1000, 1300),
    "ai-engineer": (1000, 1350),
    "research-engineer": (1200, 1550),
    "research-scientist": (1350, 1750),
    "ml-platform-engineer": (1250, 1600),
    "ml-hardware-engineer": (1350, 1750),
    "ml-solutions-architect": (1200, 1600),
}
"""From nothing to all that is required, whichever options are picked.

At ten hours a week, 600 hours are a little over a year and 1,750 are three and a half. A role that asked for less
would leave out what an interview asks; one that asked for more would be a wish list that nobody finishes. The
specialisms come on top of what they build on, and the degrees count only the hours beside the years of study.
"""
READY = (400, 1000)
"""Hours to be ready to apply: one to two years of evenings. Less is no job; more is no foot in the door."""


class Way(NamedTuple):
    """A role under one set of choices."""

    choices: dict[str, str]
    whole: Tally
    ready: Tally


def roadmap_of(library: Library, role: str) -> Roadmap:
    return next(one for one in roadmaps_of(library) if (one.kind, one.id) == (Kind.ROLE, role))


def ways(roadmap: Roadmap) -> Iterator[Way]:
    """The role under every set of choices that can be made."""
    trees = [roadmap.root, *([roadmap.ready] if roadmap.ready else [])]
    options = {group.key: group.children for tree in trees for group in groups(tree) if group.rule is Rule.ANY}
    useful = {group.key for group in groups(roadmap.root) if group.optional}
    counted = {key: children for key, children in options.items() if key not in useful}
    for picked in product(*counted.values()):
        choices = {key: option.id for key, option in zip(counted, picked, strict=True)}
        progress = measure(roadmap, {}, choices)
        assert progress.ready
        yield Way(choices, progress.total, progress.ready)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_the_stated_hours_whatever_is_picked(role: str, library: Library) -> None:
    least, most = HOURS[role]
    for way in ways(roadmap_of(library, role)):
        assert least <= way.whole.hours_left <= most, way


@pytest.mark.parametrize("role", ROLES)
def test_the_file_of_a_role_states_the_same_hours(role: str) -> None:
    text = (library_folder() / "roles" / f"{role}.toml").read_text(encoding="utf-8")
    stated = re.search(r"^# Hours: (\d+) to (\d+) for the required part", text, re.MULTILINE)
    assert stated
    assert (int(stated[1]), int(stated[2])) == HOURS[role]


@pytest.mark.parametrize("role", ROLES)
def test_a_junior_is_ready_with_a_part_of_the_role_whatever_is_picked(role: str, library: Library) -> None:
    least, most = READY
    for way in ways(roadmap_of(library, role)):
        assert least <= way.ready.hours_left <= most, way
        assert way.whole.hours_left / 3 <= way.ready.hours_left <= way.whole.hours_left * 2 / 3, way


# -- texts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_described_whole(role: str, library: Library) -> None:
    its = library.roles[role]
    texts = [its.about, its.day, its.neighbours, its.way_in, its.ready_about]
    assert [len(re.findall(r"[.!?](?= [A-Z]|$)", text)) >= 1 and len(text) >= 100 for text in texts] == [True] * 5
    assert its.aliases


@pytest.mark.parametrize("role", ROLES)
def test_every_role_says_that_titles_overlap_and_the_advert_decides(role: str, library: Library) -> None:
    assert "let the advert decide" in library.roles[role].neighbours.casefold()


def test_no_name_of_a_role_is_also_one_of_another(library: Library) -> None:
    names = [
        name
        for role in library.roles.values()
        for name in {text.casefold() for text in (role.id, role.title, *role.aliases)}
    ]
    assert sorted(names) == sorted(set(names))
