"""What must hold for a set of skills and roles, and where it falls short."""

from __future__ import annotations

import pytest

from tests.core.trees import SOURCE, card, lesson, library, role, skill
from tracker.authoring.advice import advice
from tracker.core.roadmap.check import Problem, problems
from tracker.core.roadmap.library import GroupNeed, Library, Role, Section, Skill, SkillNeed, TopicNeed
from tracker.core.roadmap.model import Card, Level, Rule

BASIC, WORKING, ADVANCED = Level
GIT = skill("git", lesson("git/commit"), lesson("git/rebase", WORKING, needs=["git/commit"]))
SQL = skill("sql", lesson("sql/select"), lesson("sql/joins", needs=["sql/select"]))


def test_a_sound_library_has_no_problems() -> None:
    ready = (SkillNeed("git", BASIC),)
    clouds = GroupNeed("store", "Where data lives", Rule.ANY, (SkillNeed("sql", BASIC), TopicNeed("git/rebase")))
    base = role("base", SkillNeed("git", WORKING), clouds, ready=ready)
    whole = library(GIT, SQL, base, role("top", SkillNeed("sql", BASIC), builds_on="base"))
    assert problems(whole) == []
    assert advice(whole) == []


# -- needs that nothing answers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "spot", "message", "hint"),
    [
        (SkillNeed("gti", BASIC), ("gti",), 'needs "gti": no such skill', 'did you mean "git"?'),
        (TopicNeed("git/comit"), ("git/comit",), 'needs "git/comit": no such topic', 'did you mean "git/commit"?'),
        (
            GroupNeed("db", "Databases", Rule.ANY, (SkillNeed("git", BASIC), SkillNeed("slq", BASIC))),
            ("slq",),
            'needs "slq": no such skill',
            'did you mean "sql"?',
        ),
        (
            GroupNeed("db", "Databases", Rule.ALL, (TopicNeed("sql/join"),), optional=True),
            ("sql/join",),
            'needs "sql/join": no such topic',
            'did you mean "sql/joins"?',
        ),
    ],
)
def test_an_unknown_id_gives_the_nearest(
    need: SkillNeed | TopicNeed | GroupNeed, spot: tuple[str, ...], message: str, hint: str
) -> None:
    problem = Problem("roles/ds", spot, message, hint)
    assert problems(library(GIT, SQL, role("ds", need))) == [problem]
    assert problems(library(GIT, SQL, role("ds", SkillNeed("git", BASIC), ready=(need,)))) == [problem]


def test_an_unknown_prerequisite_gives_the_nearest() -> None:
    more = skill("github", lesson("github/pull-request", needs=["git/comit", "git/rebase"]))
    assert problems(library(GIT, more)) == [
        Problem(
            "skills/github",
            ("github/pull-request", "git/comit"),
            'needs "git/comit": no such topic',
            'did you mean "git/commit"?',
        )
    ]


def test_nothing_is_suggested_where_there_is_nothing() -> None:
    (problem,) = problems(library(role("ds", SkillNeed("git", BASIC))))
    assert (problem.message, problem.hint) == ('needs "git": no such skill', "")


def test_all_problems_are_told_at_once() -> None:
    bad = skill("bad", lesson("bad/one", needs=["no/where", "bad/two"]), lesson("bad/two", ADVANCED, needs=["bad/one"]))
    whole = library(
        GIT, bad, role("ds", SkillNeed("gti", BASIC), TopicNeed("x/y")), role("ai", SkillNeed("slq", BASIC))
    )
    assert [(problem.file, problem.message) for problem in problems(whole)] == [
        ("skills/bad", 'needs "no/where": no such topic'),
        ("skills/bad", "a basic topic needs the advanced topic bad/two"),
        ("skills/bad", "prerequisites make a circle"),
        ("roles/ds", 'needs "gti": no such skill'),
        ("roles/ds", 'needs "x/y": no such topic'),
        ("roles/ai", 'needs "slq": no such skill'),
    ]


# -- ids that stand twice --------------------------------------------------------------------------------------


def test_an_id_is_used_once() -> None:
    other = skill("vcs", lesson("git/commit"))
    assert problems(library(GIT, other)) == [
        Problem(
            "skills/vcs",
            ("git/commit",),
            'topic "git/commit" stands twice',
            "its first home is skills/git; ids are never used twice",
        )
    ]


def test_a_role_and_a_skill_do_not_share_an_id() -> None:
    assert problems(library(GIT, role("git", SkillNeed("git", BASIC)))) == [
        Problem("skills/git", ("git",), '"git" is also the id of a role')
    ]


@pytest.mark.parametrize("taken", ["git/rebase", "sql/select"])
def test_a_former_id_is_nobodys_id_any_more(taken: str) -> None:
    moved = skill("vcs", lesson("vcs/rebase"), cards={"vcs/rebase": card(former_ids=["vcs/replay", taken])})
    assert problems(library(GIT, SQL, moved)) == [
        Problem("skills/vcs", ("vcs/rebase", taken), f'former id "{taken}" is still the id of a topic')
    ]


def test_sections_of_a_skill_have_names_of_their_own() -> None:
    twice = skill(
        "c",
        Section("C & you", (lesson("c/a"),)),
        Section("Rest", (lesson("c/r"),)),
        Section("C, you", (lesson("c/b"),)),
    )
    assert problems(library(twice)) == [
        Problem("skills/c", ("C & you",), 'two sections are called "C & you"'),
        Problem("skills/c", ("C, you",), 'two sections are called "C, you"'),
    ]


def test_a_need_stands_once_in_its_list() -> None:
    inner = GroupNeed("any", "Any", Rule.ANY, (SkillNeed("git", BASIC), SkillNeed("git", WORKING)))
    twice = role("ds", SkillNeed("sql", BASIC), SkillNeed("git", BASIC), inner, SkillNeed("sql", WORKING))
    assert [(problem.spot, problem.message) for problem in problems(library(GIT, SQL, twice))] == [
        (("git",), '"git" stands twice in one list of needs'),
        (("sql",), '"sql" stands twice in one list of needs'),
    ]


# -- levels and circles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "needed", "sound"),
    [
        (BASIC, BASIC, True),
        (BASIC, WORKING, False),
        (BASIC, ADVANCED, False),
        (WORKING, BASIC, True),
        (WORKING, WORKING, True),
        (WORKING, ADVANCED, False),
        (ADVANCED, WORKING, True),
        (None, ADVANCED, True),
        (BASIC, None, True),
    ],
)
def test_a_prerequisite_is_not_of_a_higher_level(level: Level | None, needed: Level | None, sound: bool) -> None:
    told = problems(library(skill("git", lesson("git/b", needed), lesson("git/a", level, needs=["git/b"]))))
    wrong = Problem(
        "skills/git",
        ("git/a", "git/b"),
        f"a {level} topic needs the {needed} topic git/b",
        "a prerequisite is not of a higher level",
    )
    assert told == ([] if sound else [wrong])


def test_a_prerequisite_of_another_skill_may_be_of_any_level() -> None:
    assert problems(library(GIT, skill("github", lesson("github/a", BASIC, needs=["git/rebase"])))) == []


@pytest.mark.parametrize(
    ("needs", "rings"),
    [
        ({"a": "b", "b": ""}, []),
        ({"a": "b c", "b": "d", "c": "d", "d": ""}, []),
        ({"a": "a"}, ["x/a → x/a"]),
        ({"a": "b", "b": "a"}, ["x/a → x/b → x/a"]),
        ({"a": "b", "b": "c", "c": "b"}, ["x/b → x/c → x/b"]),
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, ["x/a → x/b → x/c → x/a"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["x/a → x/b → x/a", "x/c → x/d → x/c"]),
        ({"a": "b c", "b": "a", "c": "a"}, ["x/a → x/b → x/a", "x/a → x/c → x/a"]),
    ],
)
def test_prerequisites_make_no_circle(needs: dict[str, str], rings: list[str]) -> None:
    every = [lesson(f"x/{id_}", needs=[f"x/{need}" for need in those.split()]) for id_, those in needs.items()]
    told = problems(library(skill("x", *every)))
    assert {problem.message for problem in told} <= {"prerequisites make a circle"}
    assert [problem.hint for problem in told] == rings


def test_a_circle_is_told_once() -> None:
    told = problems(library(skill("x", lesson("x/z", needs=["x/a"]), lesson("x/a", needs=["x/a"]))))
    assert [problem.hint for problem in told] == ["x/a → x/a"]


def test_a_circle_through_two_skills_is_told_where_it_closes() -> None:
    first, second = skill("one", lesson("one/a", needs=["two/a"])), skill("two", lesson("two/a", needs=["one/a"]))
    assert problems(library(first, second)) == [
        Problem("skills/two", ("two/a", "one/a"), "prerequisites make a circle", "one/a → two/a → one/a")
    ]


def test_a_long_chain_of_prerequisites_is_no_circle() -> None:
    chain = [lesson(f"x/{n}", needs=[f"x/{n + 1}"]) for n in range(3000)]
    assert problems(library(skill("x", *chain, lesson("x/3000")))) == []


# -- roles that build on roles ---------------------------------------------------------------------------------


def test_a_role_builds_on_one_that_there_is() -> None:
    whole = library(
        GIT, role("engineer", SkillNeed("git", BASIC)), role("top", SkillNeed("git", BASIC), builds_on="enginer")
    )
    assert problems(whole) == [
        Problem("roles/top", ("builds_on", "enginer"), 'needs "enginer": no such role', 'did you mean "engineer"?')
    ]


@pytest.mark.parametrize("base", ["nobody", "ds"])
def test_a_role_with_a_wrong_base_is_checked_all_the_same(base: str) -> None:
    told = problems(library(GIT, role("ds", SkillNeed("gti", BASIC), builds_on=base)))
    assert 'needs "gti": no such skill' in [problem.message for problem in told]


def test_roles_do_not_build_on_each_other_in_a_circle() -> None:
    first, second = (
        role("one", SkillNeed("git", BASIC), builds_on="two"),
        role("two", SkillNeed("git", BASIC), builds_on="one"),
    )
    message = "roles build on each other in a circle"
    assert problems(library(GIT, first, second)) == [
        Problem("roles/one", ("builds_on", "one"), message, "one → two → one"),
        Problem("roles/two", ("builds_on", "two"), message, "two → one → two"),
    ]


# -- sets that are counted are closed --------------------------------------------------------------------------

FLY = skill("fly", lesson("fly/taxi"), lesson("fly/land", needs=["fly/taxi", "git/commit"]))
LAND = TopicNeed("fly/land")


def any_of(*options: SkillNeed | TopicNeed | GroupNeed, optional: bool = False) -> GroupNeed:
    return GroupNeed("pick", "Pick one", Rule.ANY, options, optional)


def all_of(*needs: SkillNeed | TopicNeed | GroupNeed, id_: str = "all") -> GroupNeed:
    return GroupNeed(id_, "All", Rule.ALL, needs)


def gaps(
    *needs: SkillNeed | TopicNeed | GroupNeed, ready: tuple[SkillNeed | TopicNeed | GroupNeed, ...] = ()
) -> list[str]:
    """What the check says about a role with these needs."""
    return [problem.message for problem in problems(library(GIT, SQL, FLY, role("pilot", *needs, ready=ready)))]


def test_a_role_that_counts_a_topic_without_its_prerequisite_is_told_what_to_do() -> None:
    whole = library(GIT, FLY, role("pilot", all_of(LAND), TopicNeed("fly/taxi"), ready=(LAND, SkillNeed("git", BASIC))))
    assert problems(whole) == [
        Problem(
            "roles/pilot",
            ("all",),
            "pilot counts fly/land but not its prerequisite git/commit",
            "add it, or loosen the prerequisite",
        ),
        Problem(
            "roles/pilot",
            ("[ready]", "fly/land"),
            "ready to apply of pilot counts fly/land but not its prerequisite fly/taxi",
            "add it, or loosen the prerequisite",
        ),
    ]


def test_what_comes_with_a_missing_prerequisite_is_told_at_once() -> None:
    (problem, *more) = problems(library(GIT, role("dev", TopicNeed("git/rebase"))))
    assert (problem.message, more) == ("dev counts git/rebase but not its prerequisite git/commit", [])
    chain = skill("c", lesson("c/a"), lesson("c/b", needs=["c/a"]), lesson("c/d", needs=["c/b"]))
    (problem,) = problems(library(chain, role("dev", TopicNeed("c/d"))))
    assert problem.hint == "add it (with c/a), or loosen the prerequisite"


def test_a_prerequisite_that_several_topics_lack_is_told_once() -> None:
    two = skill("c", lesson("c/a"), lesson("c/b", needs=["c/a"]), lesson("c/d", needs=["c/a"]))
    assert len(problems(library(two, role("dev", TopicNeed("c/b"), TopicNeed("c/d"))))) == 1


@pytest.mark.parametrize(
    "needs",
    [
        (SkillNeed("fly", BASIC), SkillNeed("git", BASIC)),
        (LAND, TopicNeed("fly/taxi"), all_of(TopicNeed("git/commit"))),
        (SkillNeed("fly", BASIC), any_of(SkillNeed("git", BASIC), TopicNeed("git/commit"))),
        (SkillNeed("git", BASIC), any_of(SkillNeed("fly", BASIC), SkillNeed("sql", BASIC))),
        (any_of(all_of(SkillNeed("fly", BASIC), SkillNeed("git", BASIC)), SkillNeed("sql", BASIC)),),
    ],
)
def test_a_closed_set_is_sound_however_it_is_written(needs: tuple[SkillNeed | TopicNeed | GroupNeed, ...]) -> None:
    assert gaps(*needs) == []
    assert gaps(*needs, ready=needs) == []


@pytest.mark.parametrize(
    "needs",
    [
        (SkillNeed("fly", BASIC), any_of(SkillNeed("git", BASIC), SkillNeed("sql", BASIC))),
        (any_of(SkillNeed("fly", BASIC), all_of(SkillNeed("fly", BASIC), SkillNeed("git", BASIC))),),
        (any_of(SkillNeed("fly", BASIC), SkillNeed("git", BASIC)),),
        (SkillNeed("fly", BASIC), SkillNeed("git", BASIC, optional=True)),
        (SkillNeed("fly", BASIC), any_of(SkillNeed("git", BASIC), optional=True)),
    ],
)
def test_a_set_is_closed_under_every_choice_and_without_what_is_only_useful(
    needs: tuple[SkillNeed | TopicNeed | GroupNeed, ...],
) -> None:
    assert gaps(*needs) == ["pilot counts fly/land but not its prerequisite git/commit"]


def test_what_is_only_useful_need_not_be_closed() -> None:
    assert gaps(SkillNeed("git", BASIC), SkillNeed("fly", BASIC, optional=True), any_of(LAND, optional=True)) == []


def test_what_a_role_inherits_is_closed_by_what_it_adds() -> None:
    base = role("base", SkillNeed("git", BASIC))
    assert problems(library(GIT, FLY, base, role("top", SkillNeed("fly", BASIC), builds_on="base"))) == []
    loose = role("base", TopicNeed("git/commit"), SkillNeed("fly", BASIC))
    less = role("top", TopicNeed("git/commit", optional=True), builds_on="base")
    (problem,) = problems(library(GIT, FLY, loose, less))
    assert (problem.file, problem.spot) == ("roles/top", ("builds_on",))


def test_a_wrong_name_is_told_before_what_seems_to_be_missing_because_of_it() -> None:
    typo = role("pilot", SkillNeed("fly", BASIC), SkillNeed("gti", BASIC))
    assert [problem.message for problem in problems(library(GIT, FLY, typo))] == ['needs "gti": no such skill']
    above = role("captain", SkillNeed("fly", BASIC), builds_on="pilot")
    assert [problem.message for problem in problems(library(GIT, FLY, typo, above))] == ['needs "gti": no such skill']


def test_a_circle_is_told_before_what_seems_to_be_missing_because_of_it() -> None:
    ring = skill("c", lesson("c/a", needs=["c/b"]), lesson("c/b", needs=["c/a"]))
    told = problems(library(ring, role("dev", TopicNeed("c/a"))))
    assert [problem.message for problem in told] == ["prerequisites make a circle"]


def test_a_prerequisite_that_is_nowhere_is_told_once_and_where_it_stands() -> None:
    odd = skill("odd", lesson("odd/a", needs=["no/where"]))
    assert [problem.file for problem in problems(library(odd, role("dev", SkillNeed("odd", BASIC))))] == ["skills/odd"]


# -- advice ----------------------------------------------------------------------------------------------------


def advice_on(
    done_when: str = "Build one and show it.", links: int = 1, hours: float = 2, title: str = ""
) -> list[Problem]:
    topic = lesson("git/commit", BASIC, hours)
    topic = topic._replace(title=title or topic.title)
    return advice(library(skill("git", topic, cards={"git/commit": Card(done_when, (SOURCE,) * links)})))


def test_titles_are_short() -> None:
    assert advice_on(title="x" * 60) == []
    (problem,) = advice_on(title="x" * 61)
    assert problem == Problem("skills/git", ("git/commit", "title"), "the title has 61 characters", "at most 60")


def test_done_when_is_one_sentence() -> None:
    assert advice_on("Build " + "x" * 194) == []
    (problem,) = advice_on("Build " + "x" * 195)
    assert problem == Problem("skills/git", ("git/commit", "done_when"), "done_when has 201 characters", "at most 200")


@pytest.mark.parametrize(
    ("done_when", "verb"),
    [
        ("Understand rebasing.", "understand"),
        ("know: the index", "know"),
        ("Read, then tell", "read"),
        ("Be able to rebase", "be"),
        ("Build it", None),
        ("Explain what you know", None),
        ("Reading list", None),
        ("", None),
    ],
)
def test_done_when_names_something_to_do(done_when: str, verb: str | None) -> None:
    hint = "begin with a verb of doing: build, write, explain, measure"
    wrong = Problem("skills/git", ("git/commit", "done_when"), f'done_when begins with "{verb}"', hint)
    assert advice_on(done_when) == ([wrong] if verb else [])


@pytest.mark.parametrize(("hours", "sound"), [(0.25, False), (0.5, True), (12.5, True), (100, True)])
def test_a_topic_takes_at_least_half_an_hour_and_may_take_a_hundred(hours: float, sound: bool) -> None:
    hint = "a topic takes at least half an hour; join it with another"
    wrong = Problem("skills/git", ("git/commit", "hours"), f"{hours} hours", hint)
    assert [problem for problem in advice_on(hours=hours) if problem.spot[-1:] == ("hours",)] == (
        [] if sound else [wrong]
    )


@pytest.mark.parametrize(("links", "sound"), [(0, False), (1, True), (3, True), (4, False)])
def test_a_topic_has_one_to_three_links(links: int, sound: bool) -> None:
    wrong = Problem("skills/git", ("git/commit", "links"), f"{links} links", "one to three, to primary sources")
    assert advice_on(links=links) == ([] if sound else [wrong])


@pytest.mark.parametrize(("last", "sound"), [(4.0, True), (4.5, False)])
def test_the_basic_level_is_a_few_weeks_of_evenings(last: float, sound: bool) -> None:
    long = [lesson(f"git/{n}", BASIC, 12) for n in range(3)]
    whole = library(skill("git", *long, lesson("git/last", BASIC, last), lesson("git/later", WORKING, 12)))
    wrong = Problem("skills/git", (), "the basic level takes 40.5 hours", "at most 40: a few weeks of evenings")
    assert advice(whole) == ([] if sound else [wrong])


@pytest.mark.parametrize(
    ("title", "other", "alike"),
    [
        ("Write a Dockerfile", "Write the Dockerfiles", True),
        ("Containers, images and layers", "Images, layers, container", True),
        ("Plan build test ship run mend", "Plan build test ship run", True),
        ("Plan build test ship run", "Plan build test ship", False),
        ("C for beginners", "C++ for beginners", False),
        ("Run jobs", "Run a job", True),
        ("Plan for iOS", "Plan for IO", False),
        ("日本語", "日本語", False),
        ("The and of", "The and of", False),
    ],
)
def test_near_duplicates_are_told(title: str, other: str, alike: bool) -> None:
    first = skill("docker", lesson("docker/one")._replace(title=title))
    second = skill("podman", lesson("podman/one")._replace(title=other))
    wrong = Problem(
        "skills/podman",
        ("podman/one",),
        f'"{other}" is nearly "{title}" (docker/one in docker)',
        "one home a topic: name the other as a prerequisite, or tell them apart",
    )
    assert advice(library(first, second)) == ([wrong] if alike else [])


def test_titles_within_one_skill_may_be_alike() -> None:
    two = [lesson("git/a")._replace(title="Write a hook"), lesson("git/b")._replace(title="Write the hooks")]
    assert advice(library(skill("git", *two))) == []


def test_a_topic_is_compared_with_every_other_skill_in_order() -> None:
    same = [skill(id_, lesson(f"{id_}/x")._replace(title="Write a hook")) for id_ in ("c", "a", "b")]
    told = [(problem.file, problem.message.partition("(")[2]) for problem in advice(library(*same))]
    assert told == [("skills/a", "c/x in c)"), ("skills/b", "a/x in a)"), ("skills/b", "c/x in c)")]


def ready_role(
    *needs: SkillNeed | TopicNeed | GroupNeed, ready: tuple[SkillNeed | TopicNeed | GroupNeed, ...]
) -> Library:
    members: list[Skill | Role] = [GIT, SQL, role("ds", *needs, ready=ready)]
    return library(*members)


@pytest.mark.parametrize(
    "needs",
    [
        (SkillNeed("git", WORKING),),
        (TopicNeed("git/commit"), TopicNeed("git/rebase")),
        (GroupNeed("any", "Any", Rule.ANY, (SkillNeed("sql", BASIC), SkillNeed("git", WORKING))),),
        (SkillNeed("sql", BASIC, optional=True), SkillNeed("git", WORKING)),
    ],
    ids=["a skill", "topics", "one of several options", "beside something useful"],
)
def test_ready_to_apply_asks_for_what_the_role_counts(needs: tuple[SkillNeed | TopicNeed | GroupNeed, ...]) -> None:
    assert advice(ready_role(*needs, ready=(SkillNeed("git", WORKING),))) == []


@pytest.mark.parametrize(
    ("needs", "beyond"),
    [
        ((SkillNeed("git", BASIC),), "git/rebase (1 in all)"),
        ((SkillNeed("sql", BASIC),), "git/commit, git/rebase (2 in all)"),
        ((SkillNeed("git", WORKING, optional=True), SkillNeed("sql", BASIC)), "git/commit, git/rebase (2 in all)"),
        ((TopicNeed("git/rebase", optional=True), TopicNeed("git/commit")), "git/rebase (1 in all)"),
    ],
)
def test_ready_to_apply_asks_for_nothing_beyond_the_role(
    needs: tuple[SkillNeed | TopicNeed | GroupNeed, ...], beyond: str
) -> None:
    message = "ready to apply asks for topics that the role itself does not count"
    told = advice(ready_role(*needs, ready=(SkillNeed("git", WORKING),)))
    assert told == [Problem("roles/ds", ("[ready]",), message, beyond)]


def test_a_long_list_of_topics_beyond_the_role_is_cut() -> None:
    long = skill("long", *(lesson(f"long/{n}") for n in range(5)))
    whole = library(GIT, long, role("ds", SkillNeed("git", BASIC), ready=(SkillNeed("long", BASIC),)))
    assert [problem.hint for problem in advice(whole)] == ["long/0, long/1, long/2 (5 in all)"]


def test_a_role_counts_something() -> None:
    useful = SkillNeed("git", BASIC, optional=True)
    told = advice(ready_role(useful, ready=(SkillNeed("git", BASIC, optional=True),)))
    assert told == [Problem("roles/ds", (), "nothing counts in this role")]


def test_every_role_is_looked_at() -> None:
    plain = role("plain", SkillNeed("git", BASIC))
    beyond = role("beyond", SkillNeed("git", BASIC), ready=(SkillNeed("sql", BASIC),))
    assert [problem.file for problem in advice(library(GIT, SQL, plain, beyond))] == ["roles/beyond"]


def test_a_role_without_a_smaller_set_counts_something_too() -> None:
    told = advice(library(GIT, role("ds", SkillNeed("git", BASIC, optional=True))))
    assert told == [Problem("roles/ds", (), "nothing counts in this role")]


@pytest.mark.parametrize("option", [SkillNeed("git", BASIC, optional=True), TopicNeed("git/commit", optional=True)])
def test_an_option_of_an_any_of_group_is_not_optional(option: SkillNeed | TopicNeed) -> None:
    (problem,) = problems(
        library(GIT, SQL, role("ds", GroupNeed("any", "Any", Rule.ANY, (SkillNeed("sql", BASIC), option))))
    )
    assert (problem.file, problem.spot) == ("roles/ds", (option.id,))
