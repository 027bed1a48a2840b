"""What the percentage promises: tables worked out by hand, and what holds for any roadmap."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.trees import Situation, after, any_of, ids, part, progress_of, roadmap, roadmaps, situations, topic
from tracker.core.journal.commands import Choose, Command, SetMark
from tracker.core.journal.events import State
from tracker.core.progress.measure import Chosen, Scope, Tally, measure
from tracker.core.progress.what_if import Worth, previews, worth
from tracker.core.roadmap.model import Group, Kind, Mark, Node, Roadmap, Rule, groups, topics

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
    assert progress.tallies == {
        "engineer": Tally(2, 5, 0, 1, 6),
        "engineer/git": Tally(1, 3, 0, 0, 5),
        "engineer/cloud": Tally(1, 2, 0, 1, 1),
        "engineer/cloud/aws": Tally(0, 2, 0, 0, 4),
        "engineer/cloud/gcp": Tally(1, 2, 0, 1, 1),
        "engineer/kafka": Tally(1, 1, 0, 0, 0),
    }
    assert progress.optional["engineer"] == progress.total_optional == Tally(1, 1, 0, 0, 0)
    assert progress.optional["engineer/git"] == Tally()
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
    assert two_of_three.chosen == {"career/language": Chosen("java/first-program", pinned=False)}


@pytest.mark.parametrize(
    ("wishes", "chosen"),
    [
        ([], Chosen("aws", pinned=False)),
        ([mark(DONE, "gcp/iam")], Chosen("gcp", pinned=False)),
        ([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "aws")], Chosen("aws", pinned=True)),
        ([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "gcp")], Chosen("gcp", pinned=True)),
        ([mark(DONE, "gcp/iam"), Choose("engineer/cloud", "azure")], Chosen("gcp", pinned=False)),
        ([mark(DONE, "gcp/iam"), Choose("else/cloud", "aws")], Chosen("gcp", pinned=False)),
        ([mark(DONE, "aws/iam"), mark(SKIPPED, *AWS)], Chosen("gcp", pinned=False)),
        ([mark(DOING, "gcp/iam")], Chosen("aws", pinned=False)),
    ],
)
def test_which_option_counts(wishes: list[Command], chosen: Chosen) -> None:
    assert progress_of(ENGINEER, after(*wishes)).chosen == {"engineer/cloud": chosen}


def test_options_within_options() -> None:
    inner = any_of("managed", topic("gcp/vertex"), part("aws", topic("aws/sagemaker"), topic("aws/bedrock")))
    tree = roadmap("role", any_of("hosting", part("own", topic("docker/run"), topic("docker/build")), inner))
    nothing = progress_of(tree, State())
    assert nothing.counted == {"docker/run", "docker/build"}
    assert nothing.chosen["role/hosting/managed"] == Chosen("gcp/vertex", pinned=False)
    half = progress_of(tree, after(mark(DONE, "docker/run", "aws/sagemaker"), Choose("role/hosting/managed", "aws")))
    assert half.counted == {"docker/run", "docker/build"}
    whole = progress_of(tree, after(mark(DONE, "docker/run", "gcp/vertex")))
    assert whole.counted == {"gcp/vertex"}
    assert whole.total.percent == 100


def test_an_any_of_group_without_options_counts_nothing() -> None:
    progress = progress_of(roadmap("role", any_of("empty"), topic("git/commit")), State())
    assert progress.tallies["role/empty"].percent is None
    assert progress.chosen == {}
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
    assert progress.tallies["role/python"] == Tally(1, 2, 0, 0, 2)
    assert progress.tallies["role/packaging"] == Tally(1, 2, 0, 0, 3)


def test_required_in_one_place_is_required() -> None:
    useful = part("useful", topic("git/commit"), topic("git/blame"), optional=True)
    progress = progress_of(roadmap("role", useful, part("git", topic("git/commit"))), after(mark(DONE, "git/commit")))
    assert progress.total == Tally(1, 1, 0, 0, 0)
    assert progress.total_optional == Tally(0, 1, 0, 0, 1)
    assert progress.tallies["role/useful"] == Tally(1, 2, 0, 0, 1)


def test_optional_within_optional_and_within_required() -> None:
    deep = part("nice", topic("a/x"), part("nicer", topic("a/y"), optional=True), optional=True)
    progress = progress_of(roadmap("role", part("base", topic("a/z"), deep)), State())
    assert progress.scopes["role"] == Scope(frozenset({"a/z"}), frozenset({"a/x", "a/y"}))
    assert progress.scopes["role/base/nice"] == Scope(frozenset({"a/x"}), frozenset({"a/y"}))


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
    assert progress.total_optional == Tally(1, 1, 0, 0, 0)
    assert progress.chosen == {"vcs/hg/whole/way": Chosen("hg/b", pinned=False)}


def test_the_smaller_set_of_a_role_has_its_own_number() -> None:
    ready = (part("git", topic("git/commit", 1)), any_of("cloud", topic("aws/iam", 2), topic("gcp/iam", 1)))
    tree = roadmap("engineer", *ENGINEER.root.children, ready=ready)
    assert progress_of(tree, after(mark(DONE, "git/commit"))).ready == Tally(1, 2, 0, 0, 2)
    pinned = after(mark(DONE, "git/commit"), Choose("engineer/cloud", "gcp/iam"))
    assert progress_of(tree, pinned).ready == Tally(1, 2, 0, 0, 1)
    assert progress_of(ENGINEER, State()).ready is None


def test_hours_are_summed_without_dust() -> None:
    tree = roadmap("role", *(topic(f"a/{n}", 0.1) for n in range(3)))
    assert progress_of(tree, State()).total.hours_left == 0.3


def test_a_hundred_groups_within_each_other_are_measured() -> None:
    node: Node = topic("deep/down")
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
    assert [one and one.gain for one in worths] == [25, 10, None]


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
    cloud = next(group for group in groups(ENGINEER.root) if group.rule is Rule.ANY)
    aws, gcp = previews(progress_of(ENGINEER, state), state.choices, cloud)
    assert aws == ("aws", "Aws", Tally(0, 2, 0, 0, 4), Tally(1, 5, 0, 0, 9))
    assert gcp == ("gcp", "Gcp", Tally(1, 3, 0, 0, 5), Tally(2, 6, 0, 0, 10))


# -- for any roadmap -------------------------------------------------------------------------------------------


@given(situations())
def test_all_ticked_is_100_percent(situation: Situation) -> None:
    """nilbuild/developer-roadmap#10145 (and #4549, #7888): all ticked, and still 79 of 80."""
    progress = situation.marked(DONE, *situation.ids)
    for key, tally in progress.tallies.items():
        assert tally.percent == (100 if progress.scopes[key].counted else None)
    assert progress.total.hours_left == 0


@given(situations(choices=False, optional=False, subtopics=False))
def test_a_roadmap_with_a_topic_has_a_percentage(situation: Situation) -> None:
    hours = {one.id: one.hours for one in topics(situation.roadmap.root)}
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
    return any_._replace(root=any_.root._replace(children=(*any_.root.children, *many)))


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
def test_a_shared_tick_moves_every_role_that_has_it(one: Roadmap, other: Roadmap, data: st.DataObject) -> None:
    """nilbuild/developer-roadmap#7740: the tick of a topic that both count is a tick in both."""
    before = [measure(role, {}, {}) for role in (one, other)]
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
    root = _without(situation.roadmap.root, skipped)
    without = measure(situation.roadmap._replace(root=root), situation.marks, situation.choices)
    there = situation.marked(SKIPPED, skipped)
    for key, tally in without.tallies.items():
        assert there.tallies[key]._replace(skipped=0) == tally._replace(skipped=0)


def _without(group: Group, id_: str) -> Group:
    kept = (_without(child, id_) if isinstance(child, Group) else child for child in group.children)
    return group._replace(children=tuple(child for child in kept if child.id != id_))


@given(situations())
def test_what_is_optional_never_moves_the_number(situation: Situation) -> None:
    root = situation.roadmap.root
    shorter = root._replace(children=tuple(c for c in root.children if not (isinstance(c, Group) and c.optional)))
    without = measure(situation.roadmap._replace(root=shorter), situation.marks, situation.choices)
    assert situation.progress.total == without.total


@given(situations(pins=False), st.data())
def test_a_part_that_stands_twice_counts_once(situation: Situation, data: st.DataObject) -> None:
    root = situation.roadmap.root
    again = data.draw(st.sampled_from(root.children))
    twice = Group("any/again", "Again", children=(_moved(again, "any/again/it"),))
    longer = measure(
        situation.roadmap._replace(root=root._replace(children=(*root.children, twice))), situation.marks, {}
    )
    if not (isinstance(again, Group) and again.optional):
        assert longer.total == situation.progress.total
    assert longer.total_optional == situation.progress.total_optional


def _moved(node: Node, here: str) -> Node:
    """A copy with keys of its own, and the same topics."""
    children = tuple(_moved(child, f"{here}/{n}") for n, child in enumerate(node.children))
    if isinstance(node, Group):
        return node._replace(key=here, children=children)
    return node._replace(children=children)


@given(situations(choices=False))
def test_order_does_not_matter_where_all_count(situation: Situation) -> None:
    root = situation.roadmap.root
    reversed_ = situation.roadmap._replace(root=root._replace(children=root.children[::-1]))
    assert measure(reversed_, situation.marks, {}).tallies == situation.progress.tallies


@given(situations())
def test_numbers_add_up_in_every_group(situation: Situation) -> None:
    progress = situation.progress
    every = {group.key: group for group in groups(situation.roadmap.root)}
    assert set(progress.tallies) == set(progress.scopes) == set(progress.optional) == set(every)
    assert len(progress.tallies) == len(progress.optional) == len(every)
    assert set(progress.chosen) == {key for key, group in every.items() if group.rule is Rule.ANY and group.children}
    for key, scope in progress.scopes.items():
        tally = progress.tallies[key]
        assert not scope.counted & scope.optional
        assert scope.counted | scope.optional <= {one.id for one in topics(every[key])}
        assert tally.counted + tally.skipped == len(scope.counted)
        assert 0 <= tally.done + tally.doing <= tally.counted
        assert progress.optional[key].counted + progress.optional[key].skipped == len(scope.optional)


@given(situations())
def test_the_chosen_option_is_pinned_or_no_other_is_further(situation: Situation) -> None:
    progress = situation.progress
    for group in groups(situation.roadmap.root):
        if group.key not in progress.chosen:
            continue
        option, pinned = progress.chosen[group.key]
        assert pinned == (group.key in situation.choices)
        fractions: dict[str, float] = {}
        for other in group.children:
            alone = Roadmap("alone", Kind.OWN, "", "", Group("alone", "", children=(other,)))
            tally = measure(alone, situation.marks, situation.choices).total
            fractions.setdefault(other.id, tally.done / tally.counted if tally.counted else -1)
        if pinned:
            assert option == situation.choices[group.key]
        else:
            best = max(fractions.values())
            assert option == next(id_ for id_, fraction in fractions.items() if fraction == best)


@given(situations(), st.data())
def test_the_worth_of_a_tick_is_what_measuring_after_it_says(situation: Situation, data: st.DataObject) -> None:
    topic = data.draw(st.sampled_from(situation.ids))
    found = worth(situation.progress, situation.choices, topic)
    before, after = situation.progress.total, situation.marked(Mark.DONE, topic).total
    already = situation.marks.get(topic) is Mark.DONE
    assert found == (None if already or after == before else Worth(situation.roadmap, before, after))
