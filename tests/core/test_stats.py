"""How much a library holds."""

from __future__ import annotations

from tests.core.trees import card, lesson, library, role, skill
from tracker.authoring.stats import Amount, Links, stats
from tracker.core.roadmap.library import GroupNeed, SkillNeed, TopicNeed
from tracker.core.roadmap.model import Level, Link, Rule

BASIC, WORKING, ADVANCED = Level

UNSEEN = Link("docs", "Nobody looked", "https://example.org/unseen", checked=False)
GIT = skill(
    "git",
    lesson("git/commit", BASIC, 1.5),
    lesson("git/rebase", WORKING, 4),
    lesson("git/bisect", WORKING, 2),
    cards={"git/rebase": card()._replace(links=(UNSEEN, UNSEEN._replace(checked=True)))},
)
AWS = skill("aws", lesson("aws/buckets", BASIC, 3))
GCP = skill("gcp", lesson("gcp/buckets", BASIC, 5), cards={"gcp/buckets": card()._replace(links=(UNSEEN,))})
CLOUD = GroupNeed("cloud", "One cloud", Rule.ANY, (SkillNeed("aws", BASIC), SkillNeed("gcp", BASIC)))


def test_a_skill_is_counted_level_by_level() -> None:
    (git,) = stats(library(GIT)).skills
    assert (git.id, git.title) == ("git", "Git")
    assert git.levels == {BASIC: Amount(1, 1.5), WORKING: Amount(2, 6), ADVANCED: Amount(0, 0)}
    assert (git.total, git.links) == (Amount(3, 7.5), Links(4, 1))


def test_the_skills_have_a_sum() -> None:
    every = stats(library(GIT, AWS, GCP)).all_skills
    assert every.levels == {BASIC: Amount(3, 9.5), WORKING: Amount(2, 6), ADVANCED: Amount(0, 0)}
    assert (every.total, every.links) == (Amount(5, 15.5), Links(6, 2))


def test_a_role_is_counted_by_what_it_requires_finds_useful_and_takes_a_junior_for() -> None:
    engineer = role("engineer", SkillNeed("git", WORKING), SkillNeed("aws", BASIC, optional=True))
    counted = stats(library(GIT, AWS, engineer._replace(ready=(SkillNeed("git", BASIC),))))
    (counts,) = counted.roles
    assert (counts.id, counts.title) == ("engineer", "Engineer")
    assert (counts.required, counts.optional, counts.ready) == (Amount(3, 7.5), Amount(1, 3), Amount(1, 1.5))
    assert counts.links == Links(5, 1)


def test_a_role_without_a_set_for_juniors_has_nothing_ready() -> None:
    assert stats(library(GIT, role("engineer", SkillNeed("git", BASIC)))).roles[0].ready == Amount(0, 0)


def test_of_an_any_of_group_the_first_option_counts() -> None:
    (counts,) = stats(library(AWS, GCP, role("engineer", CLOUD))).roles
    assert (counts.required, counts.optional, counts.links) == (Amount(1, 3), Amount(0, 0), Links(1, 0))


def test_over_all_roles_a_topic_counts_once_and_as_required_where_one_role_requires_it() -> None:
    first = role("first", SkillNeed("git", BASIC), SkillNeed("aws", BASIC, optional=True))
    second = role(
        "second", SkillNeed("git", WORKING), TopicNeed("aws/buckets"), TopicNeed("gcp/buckets", optional=True)
    )
    ready = (TopicNeed("git/commit"),)
    counted = stats(library(GIT, AWS, GCP, first._replace(ready=ready), second._replace(ready=ready)))
    every = counted.all_roles
    assert (every.required, every.optional, every.ready) == (Amount(4, 10.5), Amount(1, 5), Amount(1, 1.5))
    assert every.links == Links(6, 2)


def test_only_what_is_in_the_library_is_counted_and_the_rest_looked_up_beside_it() -> None:
    engineer = role("engineer", SkillNeed("git", BASIC), SkillNeed("aws", BASIC))
    counted = stats(library(AWS, engineer), beside=library(GIT, role("other", SkillNeed("git", BASIC))))
    assert [entry.id for entry in counted.skills] == ["aws"]
    assert [(entry.id, entry.required) for entry in counted.roles] == [("engineer", Amount(2, 4.5))]
    assert counted.all_roles.required == Amount(2, 4.5)


def test_an_empty_library_holds_nothing() -> None:
    counted = stats(library())
    assert (counted.skills, counted.roles) == ((), ())
    assert (counted.all_skills.total, counted.all_roles.required) == (Amount(0, 0), Amount(0, 0))
