"""From skills and roles as they are written to roadmaps."""

from __future__ import annotations

import pytest

from tests.core.trees import lesson, library, role, skill
from tracker.core.progress.measure import measure
from tracker.core.roadmap.library import GroupNeed, Library, Section, SkillNeed, TopicNeed, roadmaps_of
from tracker.core.roadmap.model import Group, Kind, Level, Mark, Roadmap, Rule
from tracker.core.roadmap.tree import Tree

BASIC, WORKING, ADVANCED = Level

GIT = skill(
    "git",
    Section("Every day", (lesson("git/commit", BASIC), lesson("git/rebase", WORKING))),
    Section("Inside git", (lesson("git/objects", ADVANCED), lesson("git/packs", ADVANCED))),
)
SQL = skill("sql", lesson("sql/select", BASIC), lesson("sql/plan", ADVANCED))
JAVA = skill("java", lesson("java/classes", None))


def roadmap_of(id_: str, whole: Library) -> Roadmap:
    return next(roadmap for roadmap in roadmaps_of(whole) if roadmap.id == id_)


def groups(tree: Tree) -> list[Group]:
    return [node for node in tree.nodes if isinstance(node, Group)]


def test_roles_come_before_skills_each_in_the_order_of_the_library() -> None:
    whole = library(SQL, GIT, role("second", SkillNeed("git", BASIC)), role("first", SkillNeed("sql", BASIC)))
    listed = [(roadmap.id, roadmap.kind) for roadmap in roadmaps_of(whole)]
    assert listed == [("second", Kind.ROLE), ("first", Kind.ROLE), ("sql", Kind.SKILL), ("git", Kind.SKILL)]


def test_a_skill_alone_is_worked_through_to_its_end() -> None:
    git = roadmap_of("git", library(GIT))
    assert (git.title, git.summary, git.ready) == ("Git", "What git is", None)
    assert [(group.key, group.title, group.skill) for group in groups(git.tree)] == [
        ("git", "Git", "git"),
        ("git/every-day", "Every day", ""),
        ("git/inside-git", "Inside git", ""),
    ]
    assert [topic.id for topic in git.tree.topics()] == ["git/commit", "git/rebase", "git/objects", "git/packs"]


@pytest.mark.parametrize(
    ("level", "ids"),
    [
        (BASIC, ["git/commit"]),
        (WORKING, ["git/commit", "git/rebase"]),
        (ADVANCED, ["git/commit", "git/rebase", "git/objects", "git/packs"]),
    ],
)
def test_a_role_asks_for_a_skill_up_to_a_level(level: Level, ids: list[str]) -> None:
    tree = roadmap_of("ds", library(GIT, role("ds", SkillNeed("git", level)))).tree
    (git,) = groups(tree)[1:2]
    assert (git.key, git.skill, git.level, git.optional) == ("ds/git", "git", level, False)
    assert tree.ids() == ids
    assert all(tree.has_children(place) for place in tree.groups.values())


def test_a_topic_without_a_level_belongs_to_every_level() -> None:
    assert roadmap_of("dev", library(JAVA, role("dev", SkillNeed("java", BASIC)))).tree.ids() == ["java/classes"]


def test_needs_become_groups_and_topics() -> None:
    clouds = GroupNeed("store", "Where data lives", Rule.ANY, (SkillNeed("sql", BASIC), TopicNeed("git/packs")))
    useful = GroupNeed("nice", "Nice to have", Rule.ALL, (SkillNeed("java", WORKING, optional=True),), optional=True)
    whole = library(
        GIT, SQL, JAVA, role("ds", TopicNeed("git/commit"), TopicNeed("git/rebase", optional=True), clouds, useful)
    )
    tree = roadmap_of("ds", whole).tree
    places = list(tree.children(0))
    commit, rebase, store, nice = map(tree.nodes.__getitem__, places)
    assert commit == whole.topics()["git/commit"]
    assert isinstance(rebase, Group)
    assert (rebase.title, rebase.optional, rebase.rule) == ("Rebase", True, Rule.ALL)
    assert tree.topics(places[1]) == [whole.topics()["git/rebase"]]
    assert isinstance(store, Group)
    assert (store.key, store.title, store.rule, store.optional) == ("ds/store", "Where data lives", Rule.ANY, False)
    assert [tree.nodes[option].id for option in tree.children(places[2])] == ["sql", "git/packs"]
    assert isinstance(nice, Group)
    assert (nice.rule, nice.optional) == (Rule.ALL, True)
    assert [(group.key, group.optional) for group in groups(tree)[-3:]] == [
        ("ds/nice", True),
        ("ds/nice/java", True),
        ("ds/nice/java/start", False),
    ]


def test_a_role_inherits_the_needs_it_does_not_replace() -> None:
    base = role("base", SkillNeed("git", WORKING), SkillNeed("sql", BASIC), TopicNeed("java/classes"))
    above = role("above", SkillNeed("java", BASIC), SkillNeed("sql", ADVANCED), builds_on="base")
    top = role("top", TopicNeed("java/classes", optional=True), builds_on="above")
    whole = library(GIT, SQL, JAVA, base, above, top)
    assert whole.needs_of(base) == base.needs
    assert whole.needs_of(above) == (
        SkillNeed("git", WORKING),
        SkillNeed("sql", ADVANCED),
        TopicNeed("java/classes"),
        SkillNeed("java", BASIC),
    )
    assert whole.needs_of(top) == (
        SkillNeed("git", WORKING),
        SkillNeed("sql", ADVANCED),
        TopicNeed("java/classes", optional=True),
        SkillNeed("java", BASIC),
    )
    assert [node.id for depth, node in roadmap_of("above", whole).tree.lines() if depth == 1] == [
        "git",
        "sql",
        "java/classes",
        "java",
    ]


def test_the_smaller_set_of_a_role_is_a_tree_of_its_own() -> None:
    whole = library(GIT, SQL, role("ds", SkillNeed("git", ADVANCED), ready=(SkillNeed("git", BASIC),)))
    roadmap = roadmap_of("ds", whole)
    assert roadmap.ready is not None
    assert [group.key for group in groups(roadmap.ready)] == ["ds", "ds/git", "ds/git/every-day"]
    assert roadmap.ready.ids() == ["git/commit"]


def test_an_optional_topic_and_a_section_of_its_name_are_two_groups() -> None:
    python = skill(
        "python",
        Section("Functions", (lesson("python/def"),)),
        Section("More", (lesson("python/functions", ADVANCED),)),
    )
    whole = library(python, role("dev", SkillNeed("python", BASIC), TopicNeed("python/functions", optional=True)))
    roadmap = roadmap_of("dev", whole)
    keys = [group.key for group in groups(roadmap.tree)]
    assert sorted(set(keys)) == sorted(keys)
    assert measure(roadmap, {"python/def": Mark.DONE}, {}).total.percent == 100


def test_the_id_of_a_need_is_what_it_asks_for() -> None:
    needs = (SkillNeed("git", BASIC), TopicNeed("git/commit"), GroupNeed("cloud", "Cloud", Rule.ANY, ()))
    assert [need.id for need in needs] == ["git", "git/commit", "cloud"]


def test_every_topic_of_every_skill_is_found_by_its_id() -> None:
    assert list(library(GIT, SQL).topics()) == [
        "git/commit",
        "git/rebase",
        "git/objects",
        "git/packs",
        "sql/select",
        "sql/plan",
    ]
