"""What the percentage promises: tables worked out by hand, and what holds for any roadmap."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.trees import (
    Branch,
    Situation,
    after,
    any_of,
    branch_of,
    chosen,
    ids,
    in_branch,
    optional,
    part,
    progress_of,
    roadmap,
    roadmaps,
    scope,
    situations,
    tallies,
    topic,
    tree,
)
from tracker.core.journal.commands import Choose, Command, SetMark
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress, Scope, Tally, measure
from tracker.core.progress.what_if import Worth, previews, worth
from tracker.core.roadmap.model import Group, Mark, Roadmap
from tracker.core.roadmap.tree import tree_of

DONE, DOING, SKIPPED, TODO = Mark.DONE, Mark.DOING, Mark.SKIPPED, Mark.TODO

ENGINEER = roadmap(
    "engineer",
    part("git", topic("git/commit", 1), topic("git/branch", 2), topic("git/rebase", 3)),
    any_of(
        "cloud",
        part("aws", topic("aws/iam", 2), topic("aws/s3", 2)),
        part("gcp", topic("gcp/iam", 1), topic("gcp/storage", 1), topic("gcp/run", 4)),
    ),
    part("kafka", topic("kafka/topics", 5), optional=True),
)
GIT = ("git/commit", "git/branch", "git/rebase")
AWS = ("aws/iam", "aws/s3")
GCP = ("gcp/iam", "gcp/storage", "gcp/run")


def mark(what: Mark, *ids: str) -> SetMark:
    return SetMark(ids, what)


# -- by hand ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "counted", "percent"),
    [
        (0, 0, None),
        (0, 1, 0),
        (0, 400, 0),
        (1, 3, 33),
        (2, 3, 66),
        (3, 3, 100),
        (1, 100, 1),
        (1, 101, 1),
        (1, 400, 1),
        (3, 400, 1),
        (7, 400, 1),
        (8, 400, 2),
        (29, 100, 29),
        (57, 100, 57),
        (79, 80, 98),
        (92, 144, 63),
        (399, 400, 99),
        (99_999, 100_000, 99),
        (400, 400, 100),
    ],
)
def test_percent_rounds_down_but_shows_the_first_tick(done: int, counted: int, percent: int | None) -> None:
    assert Tally(done, counted).percent == percent


@pytest.mark.parametrize(
    ("wishes", "total", "percent"),
    [
        pytest.param([], Tally(0, 5, 0, 0, 10), 0, id="nothing yet: the first option of a tie counts"),
        pytest.param([mark(DONE, "git/commit")], Tally(1, 5, 0, 0, 9), 20, id="one tick"),
        pytest.param([mark(DONE, "git/commit", "git/rebase")], Tally(2, 5, 0, 0, 6), 40, id="two ticks"),
        pytest.param([mark(DONE, *GIT), mark(TODO, *GIT)], Tally(0, 5, 0, 0, 10), 0, id="ticked and reset"),
        pytest.param([mark(DOING, "git/branch")], Tally(0, 5, 1, 0, 10), 0, id="doing is not done"),
        pytest.param([mark(DOING, "git/branch"), mark(DONE, "git/branch")], Tally(1, 5, 0, 0, 8), 20, id="then done"),
        pytest.param([mark(SKIPPED, "git/rebase")], Tally(0, 4, 0, 1, 7), 0, id="skipped is not counted"),
        pytest.param([mark(DONE, "git/commit"), mark(SKIPPED, "git/rebase")], Tally(1, 4, 0, 1, 6), 25, id="1 of 4"),
        pytest.param([mark(SKIPPED, "git/rebase"), mark(TODO, "git/rebase")], Tally(0, 5, 0, 0, 10), 0, id="retrieved"),
        pytest.param([mark(DONE, "gcp/iam")], Tally(1, 6, 0, 0, 11), 16, id="the option furthest along counts"),
        pytest.param([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "aws")], Tally(0, 5, 0, 0, 10), 0, id="pinned"),
        pytest.param(
            [mark(DONE, "gcp/iam"), Choose("engineer/cloud", "aws"), Choose("engineer/cloud", None)],
            Tally(1, 6, 0, 0, 11),
            16,
            id="pinned and let go",
        ),
        pytest.param([mark(DONE, "aws/iam", "gcp/iam", "gcp/storage")], Tally(2, 6, 0, 0, 10), 33, id="2/3 beats 1/2"),
        pytest.param(
            [mark(DONE, "aws/iam", "gcp/iam"), mark(SKIPPED, "gcp/run")],
            Tally(1, 5, 0, 0, 8),
            20,
            id="1/2 against 1/2: by order",
        ),
        pytest.param([mark(SKIPPED, *AWS)], Tally(0, 6, 0, 0, 12), 0, id="an option with nothing left is passed over"),
        pytest.param(
            [mark(SKIPPED, *AWS), Choose("engineer/cloud", "aws")], Tally(0, 3, 0, 2, 6), 0, id="unless pinned"
        ),
        pytest.param(
            [Choose("engineer/cloud", "azure")], Tally(0, 5, 0, 0, 10), 0, id="no such option: as if unpinned"
        ),
        pytest.param([mark(DONE, "kafka/topics")], Tally(0, 5, 0, 0, 10), 0, id="optional does not count"),
        pytest.param([mark(DONE, "cobol/divisions")], Tally(0, 5, 0, 0, 10), 0, id="a topic from elsewhere"),
        pytest.param([mark(DONE, *GIT, *AWS)], Tally(5, 5, 0, 0, 0), 100, id="one cloud is enough"),
        pytest.param([mark(DONE, *GIT, *GCP)], Tally(6, 6, 0, 0, 0), 100, id="so is the other"),
        pytest.param([mark(DONE, *GIT, *AWS, *GCP)], Tally(5, 5, 0, 0, 0), 100, id="both"),
        pytest.param([mark(DONE, *GIT, *GCP[:2])], Tally(5, 6, 0, 0, 4), 83, id="one missing"),
        pytest.param([mark(DONE, *GIT), mark(SKIPPED, *AWS, *GCP)], Tally(3, 3, 0, 2, 0), 100, id="cloud skipped"),
        pytest.param([mark(SKIPPED, *GIT, *AWS, *GCP)], Tally(0, 0, 0, 5, 0), None, id="nothing counts"),
    ],
)
def test_a_life_with_one_roadmap(wishes: list[Command], total: Tally, percent: int | None) -> None:
    progress = progress_of(ENGINEER, after(*wishes))
    assert progress.total == total
    assert progress.total.percent == percent


def test_every_group_has_a_number_of_its_own() -> None:
    state = after(mark(DONE, "git/commit", "gcp/run", "kafka/topics"), mark(SKIPPED, "gcp/iam"))
    progress = progress_of(ENGINEER, state)
    assert tallies(progress) == {
        "engineer": Tally(2, 5, 0, 1, 6),
        "engineer/git": Tally(1, 3, 0, 0, 5),
        "engineer/cloud": Tally(1, 2, 0, 1, 1),
        "engineer/cloud/aws": Tally(0, 2, 0, 0, 4),
        "engineer/cloud/gcp": Tally(1, 2, 0, 1, 1),
        "engineer/kafka": Tally(1, 1, 0, 0, 0),
    }
    assert progress.optional_tally() == Tally(1, 1, 0, 0, 0)
    assert optional(progress, "engineer/git") == Tally()
    assert progress.counted == {*GIT, *GCP}
    assert progress.total.left == 3


def test_marks_are_todo_until_they_are_set() -> None:
    progress = progress_of(ENGINEER, after(mark(DOING, "git/commit")))
    assert (progress.mark("git/commit"), progress.mark("git/rebase")) == (DOING, TODO)


def test_pick_one_group() -> None:
    """nilbuild/developer-roadmap#5476: "pick a language" is one language, not all of them."""
    languages = any_of("language", *(topic(f"{name}/first-program") for name in ("go", "java", "rust")))
    career = roadmap("career", topic("sql/select"), languages)
    for name in ("go", "java", "rust"):
        assert progress_of(career, after(mark(DONE, "sql/select", f"{name}/first-program"))).total.percent == 100
    two_of_three = progress_of(career, after(mark(DONE, "java/first-program", "rust/first-program")))
    assert two_of_three.total == Tally(1, 2, 0, 0, 1)
    assert chosen(two_of_three) == {"career/language": ("java/first-program", False)}


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([], ("aws", False)),
        ([mark(DONE, "gcp/iam")], ("gcp", False)),
        ([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "aws")], ("aws", True)),
        ([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "gcp")], ("gcp", True)),
        ([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "azure")], ("gcp", False)),
        ([mark(DONE, "gcp/iam"), Choose("else/cloud", "aws")], ("gcp", False)),
        ([mark(DONE, "aws/iam"), mark(SKIPPED, *AWS)], ("gcp", False)),
        ([mark(DOING, "gcp/iam")], ("aws", False)),
    ],
)
def test_which_option_counts(wishes: list[Command], expected: tuple[str, bool]) -> None:
    assert chosen(progress_of(ENGINEER, after(*wishes))) == {"engineer/cloud": expected}


def test_options_within_options() -> None:
    inner = any_of("managed", topic("gcp/vertex"), part("aws", topic("aws/sagemaker"), topic("aws/bedrock")))
    tree = roadmap("role", any_of("hosting", part("own", topic("docker/run"), topic("docker/build")), inner))
    nothing = progress_of(tree, State())
    assert nothing.counted == {"docker/run", "docker/build"}
    assert chosen(nothing)["role/hosting/managed"] == ("gcp/vertex", False)
    half = progress_of(tree, after(mark(DONE, "docker/run", "aws/sagemaker"), Choose("role/hosting/managed", "aws")))
    assert half.counted == {"docker/run", "docker/build"}
    whole = progress_of(tree, after(mark(DONE, "docker/run", "gcp/vertex")))
    assert whole.counted == {"gcp/vertex"}
    assert whole.total.percent == 100


def test_an_any_of_group_without_options_counts_nothing() -> None:
    progress = progress_of(roadmap("role", any_of("empty"), topic("git/commit")), State())
    assert tallies(progress)["role/empty"].percent is None
    assert chosen(progress) == {}
    assert progress.total == Tally(0, 1, 0, 0, 1)


def test_an_option_with_nothing_to_count_never_stands_for_the_group() -> None:
    tree = roadmap("role", any_of("some", part("empty"), topic("git/commit")))
    assert progress_of(tree, State()).counted == {"git/commit"}


def test_a_topic_in_two_places_counts_once() -> None:
    twice = roadmap(
        "role",
        part("python", topic("python/venv", 2), topic("python/pip", 1)),
        part("packaging", topic("python/pip", 1), topic("python/wheel", 3)),
        topic("python/pip", 1),
    )
    progress = progress_of(twice, after(mark(DONE, "python/pip")))
    assert progress.total == Tally(1, 3, 0, 0, 5)
    assert tallies(progress)["role/python"] == Tally(1, 2, 0, 0, 2)
    assert tallies(progress)["role/packaging"] == Tally(1, 2, 0, 0, 3)


def test_required_in_one_place_is_required() -> None:
    useful = part("useful", topic("git/commit"), topic("git/blame"), optional=True)
    progress = progress_of(roadmap("role", useful, part("git", topic("git/commit"))), after(mark(DONE, "git/commit")))
    assert progress.total == Tally(1, 1, 0, 0, 0)
    assert progress.optional_tally() == Tally(0, 1, 0, 0, 1)
    assert tallies(progress)["role/useful"] == Tally(1, 2, 0, 0, 1)


def test_optional_within_optional_and_within_required() -> None:
    deep = part("nice", topic("a/x"), part("nicer", topic("a/y"), optional=True), optional=True)
    progress = progress_of(roadmap("role", part("base", topic("a/z"), deep)), State())
    assert scope(progress, "role") == Scope(frozenset({"a/z"}), frozenset({"a/x", "a/y"}))
    assert scope(progress, "role/base/nice") == Scope(frozenset({"a/x"}), frozenset({"a/y"}))


@pytest.mark.parametrize(
    ("by_children", "ticked", "total"),
    [
        (False, [], Tally(0, 4, 0, 0, 10)),
        (False, ["git/hooks"], Tally(1, 4, 0, 0, 6)),
        (False, ["git/hooks/client", "git/hooks/server"], Tally(2, 4, 0, 0, 7)),
        (False, ["git/hooks", "git/hooks/client", "git/hooks/server", "git/commit"], Tally(4, 4, 0, 0, 0)),
        (True, [], Tally(0, 3, 0, 0, 6)),
        (True, ["git/hooks"], Tally(0, 3, 0, 0, 6)),
        (True, ["git/hooks/client", "git/hooks/server"], Tally(2, 3, 0, 0, 3)),
        (True, ["git/hooks/client", "git/hooks/server", "git/commit"], Tally(3, 3, 0, 0, 0)),
    ],
)
def test_sub_topics_by_hand_and_by_children(by_children: bool, ticked: list[str], total: Tally) -> None:
    """nilbuild/developer-roadmap#5016, #5402: a parent by its children, or by hand; it never ticks its children."""
    parts = (topic("git/hooks/client", 1), topic("git/hooks/server", 2))
    tree = roadmap("git", topic("git/hooks", 4, *parts, by_children=by_children), topic("git/commit", 3))
    assert progress_of(tree, after(mark(DONE, *ticked))).total == total


def test_a_topic_by_children_without_children_is_ticked_by_hand() -> None:
    tree = roadmap("git", topic("git/hooks", 4, by_children=True))
    assert progress_of(tree, after(mark(DONE, "git/hooks"))).total == Tally(1, 1, 0, 0, 0)


def test_groups_below_a_topic_keep_their_rules() -> None:
    below = (any_of("way", topic("hg/a"), topic("hg/b")), part("more", topic("hg/c"), optional=True))
    tree = roadmap("vcs", topic("hg/whole", 1, *below))
    progress = progress_of(tree, after(mark(DONE, "hg/b", "hg/c")))
    assert progress.total == Tally(1, 2, 0, 0, 1)
    assert progress.optional_tally() == Tally(1, 1, 0, 0, 0)
    assert chosen(progress) == {"vcs/hg/whole/way": ("hg/b", False)}


def test_the_smaller_set_of_a_role_has_its_own_number() -> None:
    ready = (part("git", topic("git/commit", 1)), any_of("cloud", topic("aws/iam", 2), topic("gcp/iam", 1)))
    tree = ENGINEER._replace(ready=roadmap("engineer", *ready).tree)
    assert progress_of(tree, after(mark(DONE, "git/commit"))).ready == Tally(1, 2, 0, 0, 2)
    pinned = after(mark(DONE, "git/commit"), Choose("engineer/cloud", "gcp/iam"))
    assert progress_of(tree, pinned).ready == Tally(1, 2, 0, 0, 1)
    assert progress_of(ENGINEER, State()).ready is None


def test_hours_are_summed_without_dust() -> None:
    tree = roadmap("role", *(topic(f"a/{n}", 0.1) for n in range(3)))
    assert progress_of(tree, State()).total.hours_left == 0.3


def test_a_hundred_groups_within_each_other_are_measured() -> None:
    node = topic("deep/down")
    for n in range(100):
        node = part(f"g{n}", node)
    assert progress_of(roadmap("deep", node), after(mark(DONE, "deep/down"))).total.percent == 100


# -- what a tick is worth --------------------------------------------------------------------------------------


def test_shared_skill_moves_every_role() -> None:
    """nilbuild/developer-roadmap#7740 (and #7861, #3842): Git done in one roadmap is done in all of them."""
    git = part("git", topic("git/commit"), topic("git/rebase"))
    roles = [
        roadmap("data-scientist", git, topic("sql/select"), topic("statistics/mean")),
        roadmap("ai-engineer", part("basics", git), *(topic(f"rag/{n}") for n in range(8))),
        roadmap("painter", topic("colour/mixing")),
    ]
    state = after(mark(DONE, "git/rebase"))
    assert [progress_of(role, state).total.percent for role in roles] == [25, 10, 0]
    worths = [worth(progress_of(role, State()), {}, "git/rebase") for role in roles]
    assert [gain and gain.gain for gain in worths] == [25, 10, None]


def test_a_tick_may_be_worth_less_than_one_percent() -> None:
    tree = roadmap("long", *(topic(f"a/{n}") for n in range(300)))
    second = worth(progress_of(tree, after(mark(DONE, "a/0"))), {}, "a/1")
    assert second is not None
    assert (second.before.done, second.after.done, second.gain) == (1, 2, 0)


def test_the_first_number_of_a_roadmap_is_a_gain() -> None:
    """A roadmap whose topics are all skipped has no percentage; a tick gives it one."""
    only = roadmap("one", topic("a/x"))
    gained = worth(progress_of(only, after(mark(SKIPPED, "a/x"))), {}, "a/x")
    assert gained is not None
    assert (gained.before.percent, gained.after.percent, gained.gain) == (None, 100, 100)


@pytest.mark.parametrize(
    ("wishes", "ticked"),
    [
        ([mark(DONE, "git/commit")], "git/commit"),
        ([], "kafka/topics"),
        ([], "cobol/divisions"),
        ([Choose("engineer/cloud", "aws")], "gcp/iam"),
        ([mark(DONE, "aws/iam")], "gcp/iam"),
    ],
    ids=["done already", "optional", "from elsewhere", "another option is pinned", "another option is ahead"],
)
def test_a_tick_that_does_not_count_is_worth_nothing(wishes: list[Command], ticked: str) -> None:
    state = after(*wishes)
    assert worth(progress_of(ENGINEER, state), state.choices, ticked) is None


def test_a_tick_may_change_which_option_counts() -> None:
    moved = worth(progress_of(ENGINEER, State()), {}, "gcp/iam")
    assert moved is not None
    assert (moved.before, moved.after) == (Tally(0, 5, 0, 0, 10), Tally(1, 6, 0, 0, 11))
    assert moved.roadmap is ENGINEER


def test_previews_say_what_each_option_would_make_of_the_whole() -> None:
    state = after(mark(DONE, "git/commit", "gcp/iam"), Choose("engineer/cloud", "aws"))
    cloud = ENGINEER.tree.groups["engineer/cloud"]
    aws, gcp = previews(progress_of(ENGINEER, state), state.choices, cloud)
    assert aws == ("aws", "Aws", Tally(0, 2, 0, 0, 4), Tally(1, 5, 0, 0, 9))
    assert gcp == ("gcp", "Gcp", Tally(1, 3, 0, 0, 5), Tally(2, 6, 0, 0, 10))


# -- for any roadmap -------------------------------------------------------------------------------------------


@given(situations())
def test_all_ticked_is_100_percent(situation: Situation) -> None:
    """nilbuild/developer-roadmap#10145 (and #4549, #7888): all ticked, and still 79 of 80."""
    progress = situation.marked(DONE, *situation.ids)
    for place in range(len(progress.tree)):
        assert progress.tally(place).percent == (100 if progress.scope(place).counted else None)
    assert progress.total.hours_left == 0


@given(situations(choices=False, optional=False, subtopics=False))
def test_a_roadmap_with_a_topic_has_a_percentage(situation: Situation) -> None:
    hours = {topic.id: topic.hours for topic in situation.roadmap.tree.topics()}
    assert situation.marked(TODO, *hours).total == Tally(0, len(hours), 0, 0, sum(hours.values()))


@given(situations())
def test_ticking_all_that_is_left_finishes_the_roadmap(situation: Situation) -> None:
    """What is shown as left is what is left; skipped topics may stay skipped."""
    before = situation.progress
    left = [id_ for id_ in before.counted if situation.marks.get(id_) not in (DONE, SKIPPED)]
    assert len(left) == before.total.left
    assert situation.marked(DONE, *left).total.percent == (100 if before.total.counted else None)


@given(situations(), st.data())
def test_never_0_after_a_tick(situation: Situation, data: st.DataObject) -> None:
    long = _longer(situation.roadmap)
    counted = sorted(measure(long, situation.marks, situation.choices).counted)
    ticked = data.draw(st.sampled_from(counted))
    progress = measure(long, situation.marks | {ticked: DONE}, situation.choices)
    assert (progress.total.percent or 0) >= 1


@given(situations(), st.data())
def test_never_100_before_the_last_tick(situation: Situation, data: st.DataObject) -> None:
    long = _longer(situation.roadmap)
    every = ids(long)
    last = data.draw(st.sampled_from(every))
    marks = dict.fromkeys(every, DONE) | {last: data.draw(st.sampled_from((TODO, DOING)))}
    progress = measure(long, marks, situation.choices)
    assert (progress.total.percent == 100) == (last not in progress.counted)


def _longer(any_: Roadmap) -> Roadmap:
    """The roadmap with so many topics more that one of them is less than half a per cent."""
    many = (topic(f"many/t{n}") for n in range(300))
    return any_._replace(tree=tree_of([*any_.tree.lines(), *((1, leaf.node) for leaf in many)]))


@given(situations(choices=False), st.data())
def test_taking_back_any_counted_tick_of_a_finished_roadmap_unfinishes_it(
    situation: Situation, data: st.DataObject
) -> None:
    finished = situation.marked(DONE, *situation.ids)
    assume(finished.counted)
    missing = data.draw(st.sampled_from(sorted(finished.counted)))
    for less in (TODO, DOING):
        progress = measure(situation.roadmap, {**finished.marks, missing: less}, {})
        assert (progress.total.percent or 0) < 100
        assert progress.total.left == 1


@given(situations(choices=False), st.data())
def test_a_tick_of_what_counts_is_one_more_and_of_what_does_not_is_none(
    situation: Situation, data: st.DataObject
) -> None:
    before = situation.progress
    ticked = data.draw(st.sampled_from(situation.ids))
    assume(before.mark(ticked) is not DONE)
    total = situation.marked(DONE, ticked).total
    assert total.done == before.total.done + (ticked in before.counted)
    gained = worth(before, situation.choices, ticked)
    assert (gained is not None) == (ticked in before.counted)
    assert (total.percent or 0) >= (before.total.percent or 0)


@given(roadmaps(choices=False, name="one"), roadmaps(choices=False, name="other"), st.data())
def test_a_shared_tick_moves_every_role_that_has_it(roadmap: Roadmap, other: Roadmap, data: st.DataObject) -> None:
    """nilbuild/developer-roadmap#7740: the tick of a topic that both count is a tick in both."""
    before = [measure(role, {}, {}) for role in (roadmap, other)]
    shared = sorted(before[0].counted & before[1].counted)
    assume(shared)
    ticked = data.draw(st.sampled_from(shared))
    for role in before:
        now = measure(role.roadmap, {ticked: DONE}, {}).total
        assert (now.done, now.counted) == (1, role.total.counted)
        moved = worth(role, {}, ticked)
        assert moved is not None
        assert moved.after == now
        assert moved.gain >= 1


@given(situations(subtopics=False, pins=False), st.data())
def test_skipped_is_as_if_it_were_not_there(situation: Situation, data: st.DataObject) -> None:
    skipped = data.draw(st.sampled_from(situation.ids))
    shorter = tree_of((depth, node) for depth, node in situation.roadmap.tree.lines() if node.name != skipped)
    without = measure(situation.roadmap._replace(tree=shorter), situation.marks, situation.choices)
    there = tallies(situation.marked(SKIPPED, skipped))
    for key, tally in tallies(without).items():
        assert there[key]._replace(skipped=0) == tally._replace(skipped=0)


@given(situations())
def test_what_is_optional_never_moves_the_number(situation: Situation) -> None:
    root = branch_of(situation.roadmap.tree)
    kept = [part for part in map(in_branch, root.children) if not (isinstance(part.node, Group) and part.node.optional)]
    without = measure(situation.roadmap._replace(tree=tree(root.node, *kept)), situation.marks, situation.choices)
    assert situation.progress.total == without.total


@given(situations(pins=False), st.data())
def test_a_part_that_stands_twice_counts_once(situation: Situation, data: st.DataObject) -> None:
    root = branch_of(situation.roadmap.tree)
    again = in_branch(data.draw(st.sampled_from(root.children)))
    twice = Branch(Group("any/again", "Again"), (_moved(again, "any/again/it"),))
    longer = measure(situation.roadmap._replace(tree=tree(root.node, *root.children, twice)), situation.marks, {})
    if not (isinstance(again.node, Group) and again.node.optional):
        assert longer.total == situation.progress.total
    assert longer.optional_tally() == situation.progress.optional_tally()


def _moved(branch: Branch, here: str) -> Branch:
    """A copy with keys of its own, and the same topics."""
    children = tuple(_moved(in_branch(child), f"{here}/{n}") for n, child in enumerate(branch.children))
    node = branch.node
    return Branch(node._replace(key=here) if isinstance(node, Group) else node, children)


@given(situations(choices=False))
def test_order_does_not_matter_where_all_count(situation: Situation) -> None:
    root = branch_of(situation.roadmap.tree)
    turned = situation.roadmap._replace(tree=tree(root.node, *root.children[::-1]))
    assert tallies(measure(turned, situation.marks, {})) == tallies(situation.progress)


@given(situations())
def test_numbers_add_up_in_every_group(situation: Situation) -> None:
    progress = situation.progress
    every = progress.tree
    assert {*progress.chosen} == {place for place in range(len(every)) if every.is_choice(place)}
    for place in range(len(every)):
        scope, tally, optional = progress.scope(place), progress.tally(place), progress.optional_tally(place)
        assert not scope.counted & scope.optional
        assert scope.counted | scope.optional <= {*every.ids(place)}
        assert tally.counted + tally.skipped == len(scope.counted)
        assert 0 <= tally.done + tally.doing <= tally.counted
        assert optional.counted + optional.skipped == len(scope.optional)
    assert {
        every.nodes[place].name for place in every.places.values() if place in _counting(progress)
    } <= progress.counted


def _counting(progress: Progress) -> set[int]:
    """The places of leaves that are said to count."""
    leaves = (place for place in range(len(progress.tree)) if not progress.tree.has_children(place))
    return {place for place in leaves if progress.counts[place]}


def _fraction(progress: Progress) -> Fraction:
    return Fraction(progress.total.done, progress.total.counted) if progress.total.counted else Fraction(-1)


def _choices(situation: Situation) -> list[dict[str, str]]:
    """Every way to choose where nothing is chosen; a bound keeps it small."""
    tree = situation.roadmap.tree
    open_ = [place for place in filter(tree.is_choice, tree.uneven) if tree.nodes[place].name not in situation.choices]
    options = [[tree.nodes[option].id for option in tree.children(place)] for place in open_]
    assume(prod(map(len, options)) <= 200)
    names = [tree.nodes[place].name for place in open_]
    return [{**situation.choices, **dict(zip(names, picks, strict=True))} for picks in product(*options)]


def _is_idle(progress: Progress) -> bool:
    """Whether an option with nothing to count is chosen where another has something."""
    tree = progress.tree
    return any(
        not progress.tally(pick.option).counted
        and any(progress.tally(option).counted for option in tree.children(group))
        for group, pick in progress.chosen.items()
    )


@given(situations())
def test_with_the_options_that_count_the_whole_stands_highest(situation: Situation) -> None:
    progress = situation.progress
    pinned = {key: option for key, (option, pinned) in chosen(progress).items() if pinned}
    assert pinned == situation.choices
    for choices in _choices(situation):
        other = measure(situation.roadmap, situation.marks, choices)
        assert _is_idle(other) or _fraction(other) <= _fraction(progress)


@settings(max_examples=400)
@given(situations(), st.data())
def test_no_tick_lowers_a_percentage(situation: Situation, data: st.DataObject) -> None:
    ticked = data.draw(st.sampled_from(situation.ids))
    assert (situation.marked(DONE, ticked).total.percent or 0) >= (situation.progress.total.percent or 0)


def test_a_larger_option_begun_later_does_not_take_the_place_of_a_smaller_one() -> None:
    """A base of nine, all done; one of two is done of the small option, and six of ten of the large one."""
    small, large = part("small", topic("s/0"), topic("s/1")), part("large", *(topic(f"l/{n}") for n in range(10)))
    tree = roadmap("role", part("base", *(topic(f"b/{n}") for n in range(9))), any_of("either", small, large))
    done = {f"b/{n}": DONE for n in range(9)} | {"s/0": DONE} | {f"l/{n}": DONE for n in range(6)}
    progress = measure(tree, done, {})
    assert chosen(progress) == {"role/either": ("small", False)}
    assert progress.total == Tally(10, 11, 0, 0, 1)


def test_options_that_share_a_topic_are_compared_together() -> None:
    either = any_of("one", part("a", topic("x/1"), topic("x/2")), part("b", topic("y/1"), topic("y/2"), topic("y/3")))
    other = any_of("two", part("c", topic("z/1"), topic("z/2")), part("d", topic("y/1"), topic("y/2"), topic("y/4")))
    progress = measure(roadmap("role", either, other), {"y/1": DONE, "y/2": DONE}, {})
    assert chosen(progress) == {"role/one": ("b", False), "role/two": ("d", False)}
    assert progress.total.percent == 50


def test_more_combinations_than_are_compared_still_have_a_percentage_that_no_tick_lowers() -> None:
    groups = [any_of(f"g{n}", topic("x/shared"), *(topic(f"x/{n}.{m}") for m in range(3))) for n in range(20)]
    tree, marks, before = roadmap("role", *groups), dict[str, Mark](), -1
    for ticked in (f"x/{n}.{n % 3}" for n in range(20)):
        marks[ticked] = DONE
        now = measure(tree, marks, {}).total.percent or 0
        assert now >= before
        before = now
    assert measure(tree, dict.fromkeys(tree.tree.places, DONE), {}).total.percent == 100


@given(situations(), st.data())
def test_the_worth_of_a_tick_is_what_measuring_after_it_says(situation: Situation, data: st.DataObject) -> None:
    topic = data.draw(st.sampled_from(situation.ids))
    gain = worth(situation.progress, situation.choices, topic)
    before, after = situation.progress.total, situation.marked(Mark.DONE, topic).total
    already = situation.marks.get(topic) is Mark.DONE
    assert gain == (None if already or after == before else Worth(situation.roadmap, before, after))
