"""What a newer snapshot of the roadmaps changes, and the marks that follow renamed, split and merged topics."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given

from tests.core.trees import Situation, after, card, part, progress_of, roadmap, situations, tallies
from tracker.core.journal.commands import Command, SetMark, WriteNote
from tracker.core.journal.events import Change, Field, State, replay
from tracker.core.progress.measure import measure
from tracker.core.roadmap.library_update import Became, Difference, Moved, difference
from tracker.core.roadmap.model import Card, Kind, Mark, Roadmap, Topic
from tracker.core.roadmap.tree import Tree

DONE, DOING, SKIPPED = Mark.DONE, Mark.DOING, Mark.SKIPPED


def role(*topics: Topic, id_: str = "engineer") -> Roadmap:
    return roadmap(id_, part("git", *topics))


def topics_of(*ids: str) -> list[Topic]:
    return [Topic(id_, id_.rpartition("/")[2], hours=1) for id_ in ids]


def former(**ids: str) -> dict[str, Card]:
    """Cards by the end of a topic's id, with the ends of the ids that it had."""
    return {f"git/{id_}": card(former_ids=[f"git/{old}" for old in had.split()]) for id_, had in ids.items()}


def update(old: str, new: str, cards: Mapping[str, Card], state: State) -> Difference:
    """From a role of these topics to one of those; both given by the ends of their ids."""
    before, now = (role(*topics_of(*(f"git/{id_}" for id_ in ids.split()))) for ids in (old, new))
    return difference([before], [now], cards, state, {})


def test_the_same_snapshot_changes_nothing() -> None:
    state = after(SetMark(("git/commit",), DONE))
    same = update("commit rebase", "commit rebase", former(rebase="replay"), state)
    assert same == Difference((), (), (), (), (), (), (), ())
    assert same.lines() == []


@pytest.mark.parametrize(
    ("old", "new", "cards", "wishes", "carried"),
    [
        pytest.param(
            "replay",
            "rebase",
            former(rebase="replay"),
            [SetMark(("git/replay",), DONE)],
            {"rebase": DONE},
            id="renamed",
        ),
        pytest.param(
            "replay",
            "rebase",
            former(rebase="replay"),
            [SetMark(("git/replay",), DOING)],
            {"rebase": DOING},
            id="doing",
        ),
        pytest.param(
            "replay",
            "rebase",
            former(rebase="replay"),
            [SetMark(("git/replay",), SKIPPED)],
            {"rebase": SKIPPED},
            id="skipped",
        ),
        pytest.param("replay", "rebase", former(rebase="replay"), [], {}, id="renamed without a mark"),
        pytest.param(
            "replay",
            "rebase",
            former(rebase="replay"),
            [SetMark(("git/replay",), DONE), SetMark(("git/rebase",), DOING)],
            {},
            id="the new id has a mark of its own",
        ),
        pytest.param(
            "commit",
            "stage record",
            former(stage="commit", record="commit"),
            [SetMark(("git/commit",), DONE)],
            {"stage": DONE, "record": DONE},
            id="split",
        ),
        pytest.param(
            "stage record",
            "commit",
            former(commit="stage record"),
            [SetMark(("git/stage", "git/record"), DONE)],
            {"commit": DONE},
            id="merged, all done",
        ),
        pytest.param(
            "stage record",
            "commit",
            former(commit="stage record"),
            [SetMark(("git/record",), DONE)],
            {"commit": DOING},
            id="merged, one done",
        ),
        pytest.param(
            "stage record",
            "commit",
            former(commit="stage record"),
            [SetMark(("git/stage",), DOING)],
            {"commit": DOING},
            id="merged, one begun",
        ),
        pytest.param(
            "stage record",
            "commit",
            former(commit="stage record"),
            [SetMark(("git/stage",), DONE), SetMark(("git/record",), SKIPPED)],
            {"commit": DOING},
            id="merged, one done and one skipped",
        ),
        pytest.param(
            "stage record",
            "commit",
            former(commit="stage record"),
            [SetMark(("git/stage", "git/record"), SKIPPED)],
            {"commit": SKIPPED},
            id="merged, all skipped",
        ),
        pytest.param(
            "stage record",
            "commit",
            former(commit="stage record"),
            [SetMark(("git/stage",), SKIPPED)],
            {},
            id="merged, one skipped",
        ),
        pytest.param(
            "rebase",
            "transplant",
            former(transplant="replay rebase"),
            [SetMark(("git/rebase",), DONE)],
            {"transplant": DONE},
            id="renamed twice, the first time long ago",
        ),
        pytest.param(
            "commit",
            "commit transplant",
            former(transplant="replay rebase"),
            [SetMark(("git/replay",), DONE)],
            {"transplant": DONE},
            id="a snapshot was left out, the mark waited",
        ),
        pytest.param(
            "commit push",
            "commit push pull",
            former(commit="stage"),
            [SetMark(("git/stage",), DONE)],
            {},
            id="merged in a snapshot before, and reset since",
        ),
        pytest.param("commit", "commit", {}, [SetMark(("git/commit",), DONE)], {}, id="topics without a card"),
    ],
)
def test_update_keeps_ticks(
    old: str, new: str, cards: dict[str, Card], wishes: list[Command], carried: dict[str, Mark]
) -> None:
    """nilbuild/developer-roadmap#8863 (and #7888, #5265): after the roadmap changed, ticks were gone."""
    changes = update(old, new, cards, after(*wishes)).carried
    assert set(changes) == {Change(Field.MARK, f"git/{id_}", mark) for id_, mark in carried.items()}
    assert len(changes) == len(carried)


@pytest.mark.parametrize(
    ("ticked", "carried"),
    [
        (["git/stage"], [Change(Field.MARK, "git/commit", "doing")]),
        (["git/commit"], []),
        (["git/commit", "git/stage"], []),
    ],
)
def test_update_keeps_ticks_of_a_topic_merged_into_its_neighbour(ticked: list[str], carried: list[Change]) -> None:
    """nilbuild/developer-roadmap#8863: "commit" now covers "stage" too, and keeps its id."""
    told = update("commit stage", "commit", former(commit="stage"), after(SetMark(tuple(ticked), DONE)))
    assert list(told.carried) == carried
    assert told.gone == ()


def test_notes_follow_and_are_joined_where_topics_are() -> None:
    notes = [WriteNote("git/stage", "use -p"), WriteNote("git/record", "say why")]
    joined = Change(Field.NOTE, "git/commit", "use -p\n\nsay why")
    cards = former(commit="stage record")
    assert update("stage record", "commit", cards, after(*notes)).carried == (joined,)
    assert update("stage record", "commit", cards, after(notes[1])).carried == (joined._replace(value="say why"),)
    own = WriteNote("git/commit", "mine")
    assert update("stage record", "commit", cards, after(*notes, own)).carried == ()


def test_links_and_what_the_person_changed_follow_too() -> None:
    state = State(
        links={"own/x": "git/replay", "own/y": "git/commit"},
        overlay={"git/replay": "mine", "git/fold": "not used"},
    )
    cards = former(rebase="replay", squash="fold")
    laid = state._replace(overlay={**state.overlay, "git/squash": "newer"})
    moved = (Change(Field.LINK, "own/x", "git/rebase"), Change(Field.OVERLAY, "git/rebase", "mine"))
    assert update("replay fold commit", "rebase squash commit", cards, laid).carried == moved


def test_a_new_id_is_told_as_such_and_not_as_new_or_retired() -> None:
    told = update("replay commit", "commit rebase", former(rebase="replay"), State())
    assert told.became == (Became(topics_of("git/rebase")[0], ("git/replay",)),)
    assert (told.new, told.gone) == ((), ())
    assert told.lines() == ["1 topic with a new id, marks follow: rebase"]


def test_a_former_id_that_nobody_here_ever_had_is_no_news() -> None:
    told = update("commit", "commit rebase", former(rebase="replay"), State())
    assert told.became == ()
    assert told.new == (*topics_of("git/rebase"),)


def test_a_former_id_that_is_in_use_again_carries_nothing() -> None:
    told = update("replay", "replay rebase", former(rebase="replay"), after(SetMark(("git/replay",), DONE)))
    assert (told.became, told.carried) == ((), ())


def test_retired_topics_keep_their_marks() -> None:
    state = after(SetMark(("git/commit", "git/submodules"), DONE), SetMark(("git/svn",), DOING))
    told = update("commit submodules svn worktree", "commit", {}, state)
    assert told.gone == (
        (*topics_of("git/submodules"), DONE),
        (*topics_of("git/svn"), DOING),
        (*topics_of("git/worktree"), Mark.TODO),
    )
    assert told.carried == ()
    assert told.percentages == (Moved("Engineer", 50, 100),)
    assert told.lines() == [
        "3 topics retired (1 of them ticked; the ticks are kept): submodules, svn, worktree",
        "Engineer: 50 % → 100 %",
    ]


def test_topics_nobody_ticked_retire_without_a_word_about_ticks() -> None:
    assert update("commit svn", "commit", {}, State()).lines() == ["1 topic retired: svn"]


def test_new_topics_lower_the_percentage_and_that_is_told() -> None:
    state = after(SetMark(("git/commit",), DONE))
    told = update("commit", "commit a b c d e", {}, state)
    assert [topic.id for topic in told.new] == ["git/a", "git/b", "git/c", "git/d", "git/e"]
    assert told.lines() == ["5 topics new: a, b, c, d and 1 more", "Engineer: 100 % → 16 %"]
    assert update("commit", "commit a b c d", {}, State()).lines() == ["4 topics new: a, b, c, d"]


def test_a_new_title_is_told() -> None:
    old, new = Topic("git/commit", "Commit"), Topic("git/commit", "Record a change")
    told = difference([role(old)], [role(new)], {}, State(), {})
    assert told.retitled == ((old, new),)
    assert told.lines() == ["1 topic renamed: Commit → Record a change"]


def test_roadmaps_that_come_and_go_are_told() -> None:
    kept = role(*topics_of("git/commit"))
    old, new = role(*topics_of("git/commit"), id_="webmaster"), role(*topics_of("git/commit"), id_="prompt-engineer")
    told = difference([kept, old], [kept, new], {}, State(), {})
    assert (told.roadmaps_new, told.roadmaps_gone) == (("Prompt-Engineer",), ("Webmaster",))
    assert told.lines() == ["new roadmap: Prompt-Engineer", "no longer there: Webmaster"]
    assert told.percentages == ()


def test_only_percentages_of_roles_are_told() -> None:
    old, new = role(*topics_of("git/a")), role(*topics_of("git/a", "git/b"))
    skills = [roadmap._replace(kind=Kind.SKILL) for roadmap in (old, new)]
    state = after(SetMark(("git/a",), DONE))
    assert difference([skills[0]], [skills[1]], {}, state, {}).percentages == ()
    assert difference([old], [new], {}, state, {}).percentages == (Moved("Engineer", 100, 50),)


def test_a_role_that_counts_nothing_yet_has_no_percentage() -> None:
    told = difference([roadmap("engineer")], [role(*topics_of("git/a"))], {}, State(), {})
    assert told.lines() == ["1 topic new: a", "Engineer: no percentage → 0 %"]


def test_a_tick_that_follows_keeps_the_percentage() -> None:
    told = update("replay commit", "rebase commit", former(rebase="replay"), after(SetMark(("git/replay",), DONE)))
    assert told.percentages == ()


@given(situations(pins=False))
def test_update_keeps_ticks_whatever_is_renamed(situation: Situation) -> None:
    """nilbuild/developer-roadmap#8863: give every topic a new id; every number stays as it is."""
    old = situation.roadmap
    new = old._replace(tree=_renamed(old.tree))
    state = State(marks=situation.marks, notes=dict.fromkeys(situation.ids, "mine"))
    cards = {f"new/{id_}": card(former_ids=[id_]) for id_ in situation.ids}
    told = difference([old], [new], cards, state, {})
    then = replay(state, told.carried)
    assert (told.new, told.gone, told.percentages) == ((), (), ())
    assert tallies(measure(new, then.marks, {})) == tallies(measure(old, state.marks, {}))
    assert then.marks == {**state.marks, **{f"new/{id_}": mark for id_, mark in state.marks.items()}}
    assert then.notes == {**state.notes, **{f"new/{id_}": "mine" for id_ in situation.ids}}


def _renamed(tree: Tree) -> Tree:
    nodes = (node._replace(id=f"new/{node.id}") if isinstance(node, Topic) else node for node in tree.nodes)
    return Tree(tuple(nodes), tree.ends)


@given(situations(), situations())
def test_an_update_is_told_once_and_takes_no_mark_away(before: Situation, now: Situation) -> None:
    state = State(marks=before.marks)
    retired = [id_ for id_ in before.ids if id_ not in now.ids]
    arrived = [id_ for id_ in now.ids if id_ not in before.ids]
    cards = {new: card(former_ids=[old]) for new, old in zip(arrived, retired, strict=False)}
    told = difference([before.roadmap], [now.roadmap], cards, state, {})
    then = replay(state, told.carried)
    assert {id_: then.marks[id_] for id_ in state.marks} == state.marks
    assert {follower.topic.id for follower in told.became} == set(cards)
    assert difference([now.roadmap], [now.roadmap], cards, then, {}).lines() == []
    assert difference([now.roadmap], [now.roadmap], cards, then, {}).carried == ()


def test_a_difference_is_measured_with_the_marks_that_follow() -> None:
    state = after(SetMark(("git/stage", "git/record"), DONE))
    told = update("stage record push", "commit push", former(commit="stage record"), state)
    assert told.percentages == (Moved("Engineer", 66, 50),)
    assert progress_of(role(*topics_of("git/commit", "git/push")), replay(state, told.carried)).total.percent == 50
