"""What every bundled role asks for: nothing that the job needs is missing, and it can be done in the stated hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

import pytest

from tracker.core.progress.measure import measure
from tracker.core.roadmap.library import GroupNeed, Library, Need, SkillNeed, TopicNeed, roadmaps_of
from tracker.core.roadmap.model import Group, Kind, Level, Roadmap, Rule
from tracker.workspace.paths import library_folder

BASIC, WORKING, ADVANCED = Level

DOORS = ["data-analyst", "data-engineer", "backend-engineer"]
"""Where people really get in, to move on from there."""
LATER = ["ml-platform-engineer", "ml-hardware-engineer", "ml-solutions-architect"]
"""Jobs for after some years."""
ROLES = [
    "data-analyst",
    "data-scientist",
    "data-engineer",
    "backend-engineer",
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

RESEARCHER: dict[str, Level | None] = {
    "python": ANY,
    "sql": ANY,
    "git": ANY,
    "command-line": ANY,
    "software-engineering": ANY,
    "ci-cd": ANY,
    "mlops": ANY,
    "docker": ANY,
    "machine-learning": ADVANCED,
    "deep-learning": ADVANCED,
    "papers": ANY,
    "research-methods": ANY,
    "research-experience": ANY,
}
SKILLS: dict[str, dict[str, Level | None]] = {
    "data-analyst": {"sql": WORKING, "spreadsheets": WORKING, "dashboards": WORKING, "statistics": ANY, "python": ANY},
    "data-engineer": {
        "python": WORKING,
        "sql": WORKING,
        "data-engineering": ADVANCED,
        "analytics-engineering": WORKING,
        "spark": ANY,
        "docker": ANY,
        "ci-cd": ANY,
        "nosql": ANY,
    },
    "backend-engineer": {
        "python": WORKING,
        "sql": WORKING,
        "software-engineering": ADVANCED,
        "apis": ADVANCED,
        "algorithms": WORKING,
        "testing": ANY,
        "docker": ANY,
        "ci-cd": ANY,
        "nosql": ANY,
        "networking": ANY,
        "operating-systems": ANY,
    },
    "data-scientist": {
        "python": ANY,
        "sql": ANY,
        "git": ANY,
        "command-line": ANY,
        "software-engineering": BASIC,
        "statistics": WORKING,
        "linear-algebra": ANY,  # these three are the mathematics
        "calculus": ANY,
        "probability": ANY,
        "machine-learning": BASIC,
    },
    "machine-learning-engineer": {
        "python": ADVANCED,
        "sql": ANY,
        "git": ANY,
        "command-line": ANY,
        "software-engineering": ANY,
        "ci-cd": ANY,
        "mlops": ANY,
        "docker": ANY,
        "machine-learning": ADVANCED,
        "algorithms": WORKING,
        "llms": BASIC,
        "ml-system-design": ANY,
    },
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
        "fine-tuning": BASIC,
        "agents": WORKING,
        "llm-evaluation": WORKING,
        "ml-security": ANY,
    },
    "research-engineer": RESEARCHER,
    "research-scientist": RESEARCHER,
    "ml-platform-engineer": {
        "platform-engineering": ADVANCED,
        "kubernetes": ADVANCED,
        "docker": ANY,
        "ci-cd": ANY,
        "mlops": WORKING,
        "go": WORKING,
        "python": ANY,
        "machine-learning": BASIC,
        "ml-security": ANY,
    },
    "ml-hardware-engineer": {
        "gpu-programming": ADVANCED,
        "ml-compilers": ADVANCED,
        "cpp": ADVANCED,
        "llms": ANY,
        "python": ANY,
        "algorithms": ANY,
    },
    "ml-solutions-architect": {
        "solution-architecture": ADVANCED,
        "ml-system-design": ADVANCED,
        "communication": WORKING,
        "python": ANY,
        "machine-learning": ANY,
    },
}
"""The skills that a role requires."""

TOPICS: dict[str, list[str]] = {
    "data-analyst": ["portfolio/sql-round"],
    "data-scientist": ["apis/json-client", "command-line/ssh", "data-analysis/collect-web-data"],
    "machine-learning-engineer": [
        "rag/embeddings",
        "deep-learning/embeddings",
        "deep-learning/fine-tune-pretrained",
        "llm-evaluation/llm-judge",
        "algorithms/heaps",
        "algorithms/graph-search",
        "algorithms/timed-problems",
    ],
    "ai-engineer": [
        "llms/transformer-block",
        "agents/least-privilege",
        "llm-evaluation/agent-evals",
        "llm-evaluation/tracing",
        "ml-security/indirect-injection",
    ],
    "ml-hardware-engineer": ["gpu-programming/flash-attention", "model-serving/llm-tuning", "llms/kv-cache"],
    "ml-solutions-architect": ["rag/first-pipeline", "agents/tool-calling", "foundation-models/choose-model"],
}
"""Single topics that a role requires whatever is picked."""

LEFT_OUT: dict[str, list[str]] = {
    "ai-engineer": ["foundation-models/tabular-models", "llms/ship-small-gpt", "fine-tuning/dpo"],
    "data-scientist": ["statistics/survival-analysis"],
    "ml-platform-engineer": ["machine-learning/gaussian-mixtures", "feature-engineering/target-encoding"],
    "ml-hardware-engineer": ["machine-learning/shap", "feature-engineering/one-hot", "sql/joins"],
    "ml-solutions-architect": ["python/attribute-lookup", "machine-learning/ensembling"],
}
"""What a role does not require: somebody once had to do it for nothing."""


class PickOne(NamedTuple):
    """A group of which any one will do: the options that it has at least, and whether the group is only useful."""

    options: frozenset[str]
    useful: bool


CLOUD = PickOne(frozenset({"aws", "azure", "gcp"}), useful=False)
SPECIALISM = frozenset({"computer-vision", "reinforcement-learning", "llms"})
PICKS: dict[str, list[PickOne]] = {
    "data-analyst": [PickOne(frozenset({"reporting", "product"}), useful=False)],
    "data-scientist": [CLOUD, PickOne(frozenset({"analytics", "modelling"}), useful=False)],
    "data-engineer": [CLOUD],
    "backend-engineer": [CLOUD, PickOne(frozenset({"java", "go", "typescript"}), useful=True)],
    "machine-learning-engineer": [
        CLOUD,
        PickOne(frozenset({"rust", "java", "go", "cpp"}), useful=True),
        PickOne(SPECIALISM, useful=True),
    ],
    "ai-engineer": [CLOUD, PickOne(frozenset({"typescript", "java", "go"}), useful=True)],
    "research-engineer": [
        CLOUD,
        PickOne(SPECIALISM, useful=False),
        PickOne(frozenset({"degrees/masters", "degrees/phd"}), useful=False),
    ],
    "research-scientist": [CLOUD, PickOne(SPECIALISM, useful=False)],
    "ml-platform-engineer": [CLOUD],
    "ml-hardware-engineer": [],
    "ml-solutions-architect": [CLOUD],
}

BUILDS_ON = {"research-scientist": "research-engineer"}


def needs_of(library: Library, role: str) -> dict[str, Need]:
    return {need.id: need for need in library.needs_of(library.roles[role])}


def below(needs: Iterable[Need]) -> Iterator[Need]:
    """The needs and everything in their groups."""
    for need in needs:
        yield need
        if isinstance(need, GroupNeed):
            yield from below(need.needs)


def test_these_are_the_roles_in_this_order(library: Library) -> None:
    assert list(library.roles) == ROLES
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


@pytest.mark.parametrize("track", ["data-analyst", "data-scientist"])
def test_a_role_with_two_kinds_of_job_has_them_as_tracks(track: str, library: Library) -> None:
    need = needs_of(library, track)["track"]
    assert isinstance(need, GroupNeed)
    assert (need.rule, need.optional) == (Rule.ANY, False)
    tracks = {option.id: {topic.id for topic in below([option])} for option in need.needs}
    if track == "data-analyst":
        assert sorted(tracks) == ["product", "reporting"]
        assert tracks["product"] >= {"experimentation", "data-analysis/metric-change"}
        assert tracks["reporting"] >= {"analytics-engineering", "spreadsheets/unit-economics"}
    else:
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


# -- what is counted -------------------------------------------------------------------------------------------


class Way(NamedTuple):
    """A role under one set of choices: the topics that count, in the whole and in "ready to apply"."""

    choices: dict[str, str]
    whole: frozenset[str]
    ready: frozenset[str]


def roadmap_of(library: Library, role: str) -> Roadmap:
    return next(roadmap for roadmap in roadmaps_of(library) if (roadmap.kind, roadmap.id) == (Kind.ROLE, role))


def ways(roadmap: Roadmap) -> Iterator[Way]:
    """The role under every set of choices that can be made."""
    assert roadmap.ready
    smaller = Roadmap(roadmap.id, roadmap.kind, roadmap.title, roadmap.summary, roadmap.ready)
    options = {
        tree.nodes[place].name: [tree.nodes[option] for option in tree.children(place)]
        for tree in (roadmap.tree, roadmap.ready)
        for place in filter(tree.is_choice, tree.uneven)
    }
    useful = {node.key for node in roadmap.tree.nodes if isinstance(node, Group) and node.optional}
    counted = {key: children for key, children in options.items() if key not in useful}
    for picked in product(*counted.values()):
        choices = {key: option.id for key, option in zip(counted, picked, strict=True)}
        yield Way(choices, measure(roadmap, {}, choices).counted, measure(smaller, {}, choices).counted)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_counted_holds_every_prerequisite_whatever_is_picked(role: str, library: Library) -> None:
    every = library.topics()
    for way in ways(roadmap_of(library, role)):
        for counted in (way.whole, way.ready):
            assert {need for id_ in counted for need in every[id_].needs} - counted == set(), way.choices


@pytest.mark.parametrize("role", ROLES)
def test_who_is_ready_has_done_a_part_of_the_role(role: str, library: Library) -> None:
    for way in ways(roadmap_of(library, role)):
        assert way.ready < way.whole


@pytest.mark.parametrize("role", TOPICS)
def test_no_topic_of_the_table_is_missing(role: str, library: Library) -> None:
    for way in ways(roadmap_of(library, role)):
        assert set(TOPICS[role]) - way.whole == set()


@pytest.mark.parametrize("role", LEFT_OUT)
def test_nothing_is_counted_that_the_job_does_not_need(role: str, library: Library) -> None:
    for way in ways(roadmap_of(library, role)):
        assert set(LEFT_OUT[role]) & way.whole == set()


def test_every_topic_is_of_some_use_to_a_role(library: Library) -> None:
    asked: set[str] = set()
    for need in below(need for role in library.roles.values() for need in role.needs):
        if isinstance(need, SkillNeed):
            topics = library.skills[need.skill].topics()
            asked |= {topic.id for topic in topics if topic.level and topic.level.rank <= need.level.rank}
        elif isinstance(need, TopicNeed):
            asked.add(need.topic)
    assert set(library.topics()) - asked == set()


# -- hours -----------------------------------------------------------------------------------------------------


class Stated(NamedTuple):
    """The hours that the file of a role states: for all that is required, and to be ready to apply."""

    whole: range
    ready: range


def stated(role: str) -> Stated:
    text = (library_folder() / "roles" / f"{role}.toml").read_text(encoding="utf-8")
    line = re.search(
        r"^# Hours: (\d+) to (\d+) for the required part\b.*; ready to apply (\d+) to (\d+)\.$", text, re.MULTILINE
    )
    assert line, role
    low, high, least, most = map(int, line.groups())
    return Stated(range(low, high + 1), range(least, most + 1))


LONGEST = {"research-engineer": 2250, "research-scientist": 3200}
"""Hours beside the years of study. Every other role is done in three years of evenings, at ten hours a week."""
WIDEST = 1.35
"""How many times the lower end of a stated range the upper end may be, so that the range still says something."""
READY_HOURS, READY_TOPICS, READY_PROJECTS = 500, 170, range(5, 7)
"""At most a year of evenings and weekends; a hiring manager opens two or three repositories."""


def hours(library: Library, ids: frozenset[str]) -> float:
    every = library.topics()
    return sum(every[id_].hours for id_ in ids)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_the_hours_that_its_file_states_whatever_is_picked(role: str, library: Library) -> None:
    whole, ready = stated(role)
    for way in ways(roadmap_of(library, role)):
        assert whole[0] <= hours(library, way.whole) <= whole[-1], way.choices
        assert ready[0] <= hours(library, way.ready) <= ready[-1], way.choices


@pytest.mark.parametrize("role", ROLES)
def test_the_stated_hours_can_be_done_and_say_something(role: str) -> None:
    whole, ready = stated(role)
    assert whole[-1] <= LONGEST.get(role, 1500)
    assert ready[-1] <= READY_HOURS
    assert max(whole[-1] / whole[0], ready[-1] / ready[0]) <= WIDEST


@pytest.mark.parametrize("role", LATER)
def test_a_job_for_later_has_needs_of_its_own_and_no_degree_in_everything(role: str, library: Library) -> None:
    assert not library.roles[role].builds_on
    assert stated(role).whole[-1] <= 1300


@pytest.mark.parametrize("role", ROLES)
def test_ready_to_apply_is_what_an_interview_asks_whatever_is_picked(role: str, library: Library) -> None:
    every = library.topics()
    for way in ways(roadmap_of(library, role)):
        assert len(way.ready) <= READY_TOPICS
        assert len([id_ for id_ in way.ready if every[id_].project]) in READY_PROJECTS
        assert {"portfolio/cv", "portfolio/ship-first-project", "portfolio/project-story"} <= way.ready


ROUNDS: dict[str, set[str]] = {
    "data-analyst": {"sql-round"},
    "data-scientist": {"sql-round", "take-home"},
    "data-engineer": {"sql-round", "coding-round"},
    "backend-engineer": {"coding-round", "design-round"},
    "machine-learning-engineer": {"coding-round", "theory-aloud", "design-round"},
    "ai-engineer": {"coding-round", "design-round", "llm-questions-aloud"},
    "research-engineer": {"coding-round", "theory-aloud"},
    "research-scientist": {"coding-round", "theory-aloud"},
    "ml-platform-engineer": {"coding-round", "design-round"},
    "ml-hardware-engineer": {"coding-round"},
    "ml-solutions-architect": {"design-round"},
}


@pytest.mark.parametrize("role", ROLES)
def test_who_is_ready_has_practised_the_interview_of_the_role(role: str, library: Library) -> None:
    wanted = {f"portfolio/{topic}" for topic in (ROUNDS[role] | {"behavioural-stories"})}
    for way in ways(roadmap_of(library, role)):
        assert wanted <= way.ready


FIRST_WEEKS: dict[str, set[str]] = {
    "data-analyst": {"communication/ten-minute-talk"},
    "data-scientist": {"testing/unit-tests"},
    "data-engineer": {"data-engineering/cloud-warehouse", "software-engineering/code-review"},
    "backend-engineer": {"software-engineering/coding-assistants"},
    "machine-learning-engineer": {"sql/create-tables", "software-engineering/coding-assistants"},
    "ai-engineer": {"llm-evaluation/agent-evals", "agents/least-privilege", "rag/reranking"},
    "research-engineer": {"deep-learning/training-throughput", "deep-learning/distributed-training"},
    "ml-platform-engineer": {"platform-engineering/job-queues", "model-serving/llm-serving"},
    "ml-hardware-engineer": {"gpu-programming/flash-attention", "algorithms/graph-search"},
    "ml-solutions-architect": {"communication/ten-minute-talk", "solution-architecture/discovery-workshop"},
}
"""What the first weeks of a job ask, so that who is ready has done it once."""
FIRST_WEEKS_OF_TRACK: dict[tuple[str, str], set[str]] = {
    ("data-analyst", "product"): {"experimentation/ab-test-design", "experimentation/analyse-ab-test"},
    ("data-scientist", "modelling"): {"portfolio/coding-round"},
}


@pytest.mark.parametrize("role", FIRST_WEEKS)
def test_who_is_ready_has_done_what_the_first_weeks_ask(role: str, library: Library) -> None:
    for way in ways(roadmap_of(library, role)):
        assert FIRST_WEEKS[role] - way.ready == set()


@pytest.mark.parametrize(("role", "track"), FIRST_WEEKS_OF_TRACK)
def test_who_is_ready_has_done_what_the_track_asks(role: str, track: str, library: Library) -> None:
    of_track = [way for way in ways(roadmap_of(library, role)) if track in way.choices.values()]
    assert of_track
    for way in of_track:
        assert FIRST_WEEKS_OF_TRACK[role, track] - way.ready == set()


# -- texts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_described_whole(role: str, library: Library) -> None:
    own = library.roles[role]
    texts = [own.about, own.day, own.neighbours, own.way_in, own.ready_about]
    assert [len(re.findall(r"[.!?](?= [A-Z]|$)", text)) >= 1 and len(text) >= 100 for text in texts] == [True] * 5
    assert own.aliases


@pytest.mark.parametrize("role", ROLES)
def test_every_role_says_what_in_an_advert_tells_it_from_its_neighbours(role: str, library: Library) -> None:
    assert "advert" in library.roles[role].neighbours


@pytest.mark.parametrize("role", ROLES)
def test_every_role_says_where_people_come_from_and_go_to_by_the_ids_of_roles(role: str, library: Library) -> None:
    before, from_here, after = library.roles[role].way_in.partition("From here")
    assert from_here
    named = set(re.findall(r"\b[a-z]+(?:-[a-z]+)+\b", after)) & set(ROLES)
    assert named - {role}, "where to"
    assert role in DOORS or set(re.findall(r"\b[a-z]+(?:-[a-z]+)+\b", before)) & set(ROLES) - {role}, "where from"


@pytest.mark.parametrize("role", LATER)
def test_a_job_for_later_says_so(role: str, library: Library) -> None:
    assert "some years" in library.roles[role].about
    assert "some years" in library.roles[role].ready_about


@pytest.mark.parametrize(
    ("role", "fact"),
    [
        ("data-scientist", "statistics, mathematics, economics"),
        ("machine-learning-engineer", "engineering subject or a science"),
        ("machine-learning-engineer", "established technology companies"),
        ("ai-engineer", "AI is wider than generative models"),
        ("research-engineer", "only large companies such as Google, Meta and Microsoft"),
        ("research-scientist", "because it sounds good"),
        ("ml-hardware-engineer", "not the design of chips"),
    ],
)
def test_the_facts_about_the_jobs_have_a_place(role: str, fact: str, library: Library) -> None:
    own = library.roles[role]
    assert fact in f"{own.about} {own.neighbours} {own.way_in}"


def test_no_name_of_a_role_is_also_one_of_another(library: Library) -> None:
    names = [
        name
        for role in library.roles.values()
        for name in {text.casefold() for text in (role.id, role.title, *role.aliases)}
    ]
    assert sorted(names) == sorted(set(names))
