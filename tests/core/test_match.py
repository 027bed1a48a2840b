"""Which item of a newer file is which: every stage, the guards against siblings and twins, and the fate of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.importing.anchors import Anchors, anchors
from tracker.core.importing.match import Plan, Stage, match
from tracker.core.importing.outline import Item
from tracker.core.importing.titles import exact, loose
from tracker.core.roadmap.model import Link, Mark


def similarity(title: str, other: str) -> float:
    """How alike two titles are whatever the order of their words: a small stand-in for the one that callers give."""
    matcher = SequenceMatcher(None, " ".join(sorted(title.split())), " ".join(sorted(other.split())))
    return 100 * matcher.ratio()


def topic(title: str, *children: Item, id_: str = "", url: str = "") -> Item:
    return Item(title, Mark.TODO, id_, links=(Link("link", url, url),) if url else (), children=children)


def group(title: str, *children: Item) -> Item:
    return Item(title, children=children)


def plan(old: Sequence[Item], new: Sequence[Item], plain: Sequence[str] = ()) -> Plan:
    matched = match(anchors(old), anchors(new), plain, similarity)
    assert sorted(
        item.uid for item in (*(pair.old for pair in matched.pairs), *matched.demoted, *matched.gone)
    ) == sorted(item.uid for item in anchors(old))
    assert sorted(item.uid for item in (*(pair.new for pair in matched.pairs), *matched.new)) == sorted(
        item.uid for item in anchors(new)
    )
    return matched


def pairs(matched: Plan) -> list[tuple[str, str, Stage]]:
    return [(pair.old.title, pair.new.title, pair.stage) for pair in matched.pairs]


def test_anchors_say_where_a_topic_stands_and_what_it_is_called() -> None:
    topics = anchors(
        [group("G", topic("a", group("H", topic("b", url="https://a.org"), topic("b"))), topic("c", id_="x"))]
    )
    assert topics == [
        Anchors("0", "", "a", ("G",), "G", "G"),
        Anchors("1", "", "b", ("G", "a", "H"), "H", "H", frozenset({"https://a.org"}), 0),
        Anchors("2", "", "b", ("G", "a", "H"), "H", "H", frozenset(), 1),
        Anchors("3", "x", "c", ("G",), "G", "G"),
    ]


def test_what_did_not_change_is_the_same() -> None:
    items = [group("G", topic("a", topic("b")), topic("a")), topic("a")]
    matched = plan(items, items)
    assert [pair.old.uid for pair in matched.same] == [pair.new.uid for pair in matched.same] == ["0", "1", "2", "3"]
    assert (matched.renamed, matched.moved, matched.demoted, matched.gone, matched.new) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("old", "new", "stage"),
    [
        ([topic("Knots", id_="k")], [group("Far", topic("Ropes", id_="k"))], Stage.ID),
        ([group("A", topic("Knots"))], [group("A", topic("**Knots:** 🪢"))], Stage.PLACE),
        ([group("A", group("B", topic("Knots")))], [group("B", topic("Knots"))], Stage.HEADING),
        (
            [group("A", topic("Ropes", topic("Knots"))), topic("Knots")],
            [group("C", topic("Ropes", topic("Knots"))), group("D", topic("Knots"))],
            Stage.PARENT,
        ),
        ([group("A", topic("Knots"))], [group("B", topic("Knots"))], Stage.TITLE),
        (
            [group("A", topic("Knots", url="https://a.org"))],
            [group("B", topic("Ropes", url="https://a.org"))],
            Stage.LINKS,
        ),
        (
            [group("A", topic("Learn to tie good knots"))],
            [group("B", topic("Learn to tie the good knots"))],
            Stage.ALIKE,
        ),
    ],
)
def test_items_are_matched_by_the_surest_thing_that_they_share(old: list[Item], new: list[Item], stage: Stage) -> None:
    assert stage in {pair.stage for pair in plan(old, new).pairs}


def test_an_id_wins_over_everything_else() -> None:
    matched = plan([topic("a", id_="1"), topic("b", id_="2")], [topic("a", id_="2"), topic("b", id_="1")])
    assert pairs(matched) == [("a", "b", Stage.ID), ("b", "a", Stage.ID)]
    assert [pair.old.title for pair in matched.renamed] == ["a", "b"]


def test_a_title_that_stands_twice_elsewhere_is_paired_in_order_and_listed() -> None:
    matched = plan([group("A", topic("x")), group("B", topic("x"))], [group("C", topic("x")), group("D", topic("x"))])
    assert [(pair.old.heading, pair.new.heading) for pair in matched.doubtful] == [("A", "C"), ("B", "D")]


def test_where_a_block_was_copied_its_first_copy_is_the_block() -> None:
    block = (topic("x", topic("y")), topic("z"))
    matched = plan([group("A", group("B", *block))], [group("C", group("B", *block)), group("D", group("B", *block))])
    assert [pair.new.uid for pair in matched.pairs] == ["0", "1", "2"]
    assert set(matched.pairs) == set(matched.doubtful)
    assert [item.path[0] for item in matched.new] == ["D"] * 3


def test_titles_that_stand_in_several_places_stay_below_their_parent() -> None:
    old = [group("Old", topic("Ropes", topic("Videos")), topic("Knots", topic("Videos")))]
    new = [group("N", topic("More", topic("Videos"))), group("M", topic("Knots", topic("Videos"), topic("New")))]
    matched = plan(old, [*new, group("L", topic("Ropes", topic("Books"), topic("Videos")))])
    assert [(p.old.parent, p.new.parent, p.stage) for p in matched.pairs if p.old.title == "Videos"] == [
        ("Ropes", "Ropes", Stage.PARENT),
        ("Knots", "Knots", Stage.PARENT),
    ]


def test_what_has_a_mark_goes_first_where_fewer_of_equal_titles_are_left() -> None:
    old = anchors([group("A", topic("x")), group("B", topic("x"))])
    matched = match(old, anchors([group("C", topic("x"))]), (), similarity, marked={"1"})
    assert [(pair.old.uid, pair.stage) for pair in matched.pairs] == [("1", Stage.ALIKE)]
    old = anchors([group("A", topic("x"), topic("x"))])
    assert [pair.old.uid for pair in match(old, anchors([group("A", topic("x"))]), (), similarity, {"1"}).pairs] == [
        "1"
    ]


def test_a_number_in_front_counts_where_it_alone_tells_siblings_apart() -> None:
    old = [group("A", topic("1. Videos"), topic("2. Videos"), topic("3. Books"))]
    matched = plan(old, [group("A", topic("2. Videos"), topic("3. Videos"), topic("4. Books"))])
    sure = [pair for pair in matched.pairs if pair not in matched.doubtful]
    assert [(pair.old.title, pair.new.title) for pair in sure] == [("2. Videos", "2. Videos"), ("3. Books", "4. Books")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sorting in short videos (18 videos)", "Sorting in short videos (48 videos)"),
        ("Course 2012", "Course 2020"),
        ("Lecture notes 2025", "Lecture notes 2026"),
    ],
)
def test_a_number_that_changed_with_nothing_else_near_is_the_same_topic_and_listed(old: str, new: str) -> None:
    matched = plan([group("G", topic(old), topic("Else"))], [group("G", topic(new), topic("Else"))])
    assert [(pair.old.title, pair.new.title) for pair in matched.doubtful] == [(old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("機械学習の基礎（動画）", "機械学習 の基礎"),
        ("机器学习：基础（视频）", "机器学习,基础"),
        ("Git を使う", "Gitを使う(ビデオ)"),
        ("第１章 基礎", "第1章　基礎"),
        ("Álgebra (vídeo)", "Álgebra"),
        ("Алгебра (відео)", "Алгебра (видео)"),
        ("読む 📅 2026-03-01 ⏫", "読む ✅ 2026-02-20"),
        ("Read one [due:: 2026-03-01]", "Read one @done(2026-02-03)"),
        ("Read one due:2026-03-01", "Read one (2h)"),
        ("Données", "Données"),
    ],
)
def test_tags_dates_and_spaces_that_say_nothing_do_not_part_titles(old: str, new: str) -> None:
    matched = plan([group("G", topic(old))], [group("G", topic(new))])
    assert [pair.stage for pair in matched.same] == [Stage.PLACE]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第三章 基礎を学ぶ", "第四章 基礎を学ぶ"),
        (
            "Part II of the old and rather long book of knots, ropes and sails",
            "Part III of the old and rather long book of knots, ropes and sails",
        ),
    ],
)
def test_other_numerals_are_numbers_too(old: str, new: str) -> None:
    last = new.replace("四", "五").replace("III", "VII")
    matched = plan([group("G", topic(old), topic(last))], [group("G", topic(new), topic(last))])
    assert [pair.old.title for pair in matched.pairs] == [last]


def test_twins_in_one_place_are_told_apart_by_their_links_and_else_by_their_order() -> None:
    old = [group("G", topic("x", url="https://a.org/1"), topic("x", url="https://a.org/2"), topic("y"), topic("y"))]
    new = [group("G", topic("x", url="https://a.org/2"), topic("x", url="https://a.org/1"), topic("y"), topic("y"))]
    assert sorted((pair.old.uid, pair.new.uid) for pair in plan(old, new).same) == [
        ("0", "1"),
        ("1", "0"),
        ("2", "2"),
        ("3", "3"),
    ]


def test_twins_of_which_there_are_more_or_fewer_now_are_for_a_person_to_look_at() -> None:
    matched = plan([group("G", topic("x"), topic("x"))], [group("G", topic("x"))])
    assert [(pair.old.uid, pair.stage) for pair in matched.doubtful] == [("0", Stage.ALIKE)]
    assert [item.uid for item in matched.gone] == ["1"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["Lecture 11", "Lecture 12"], ["Lecture 12", "Lecture 15"]),
        (["Linked lists"], ["Linked lists 1", "Linked lists 2"]),
        (["Lecture 11 on knots and ropes"], ["Lecture 12 on knots and rope", "Lecture 13 on knots and rope"]),
        (["Talk of 2012, lecture 12: breadth"], ["Talk of 2020, lecture 12: depth"]),
    ],
)
def test_numbered_siblings_are_not_the_same(old: list[str], new: list[str]) -> None:
    matched = plan([group("G", *map(topic, old))], [group("G", *map(topic, new))])
    assert [pair.new.title for pair in matched.pairs] == [title for title in old if title in new]


def test_a_number_that_changed_beside_a_word_is_a_renaming_where_nothing_else_comes_close() -> None:
    matched = plan(
        [group("G", topic("Skiena 2012: dynamic programming by examples"))],
        [group("G", topic("Skiena 2020: dynamic programming by example"))],
    )
    assert [pair.stage for pair in matched.renamed] == [Stage.ALIKE]


def test_numbering_in_front_of_titles_may_change() -> None:
    old = [group("Quiz", topic("Q1. What is a knot?"), topic("Q2. What is a rope?"))]
    new = [group("Quiz", topic("Q1. What is a sail?"), topic("Q2. What is a knot?"), topic("Q3. What is a rope?"))]
    matched = plan(old, new)
    assert {(pair.old.title, pair.new.title) for pair in matched.same} == {
        ("Q1. What is a knot?", "Q2. What is a knot?"),
        ("Q2. What is a rope?", "Q3. What is a rope?"),
    }
    assert [item.title for item in matched.new] == ["Q1. What is a sail?"]


def test_alike_under_one_heading_is_enough_where_it_is_too_little_elsewhere() -> None:
    old, new = "tying of good knots at sea", "tying of many knots at sea"
    assert 75 <= similarity(loose(old), loose(new)) < 88
    assert pairs(plan([group("G", topic(old))], [group("G", topic(new))])) == [(old, new, Stage.ALIKE)]
    assert plan([group("G", topic(old))], [group("H", topic(new))]).pairs == ()


def test_titles_that_are_alike_are_paired_only_as_each_others_best() -> None:
    old = [group("G", topic("read the whole knot book"), topic("read the knot book"))]
    new = [group("G", topic("read the knot books"))]
    matched = plan(old, new)
    assert pairs(matched) == [("read the knot book", "read the knot books", Stage.ALIKE)]
    assert matched.renamed[0].score == pytest.approx(similarity("read the knot book", "read the knot books"))
    assert [item.title for item in matched.gone] == ["read the whole knot book"]


def test_what_is_now_a_plain_line_is_demoted_and_other_leftovers_are_gone() -> None:
    matched = plan([topic("Knots (video)"), topic("Sails")], [topic("Winds")], ["knots:", "Stars"])
    assert [item.title for item in matched.demoted] == ["Knots (video)"]
    assert [item.title for item in matched.gone] == ["Sails"]
    assert [item.title for item in matched.new] == ["Winds"]


def test_a_renamed_group_moves_its_topics() -> None:
    matched = plan([group("A", topic("a"), topic("b"))], [group("B", topic("a"), topic("b"), topic("c"))])
    assert [pair.old.title for pair in matched.moved] == ["a", "b"]
    assert [item.title for item in matched.new] == ["c"]


@pytest.mark.parametrize(
    ("title", "same", "looser"),
    [
        ("Review #study @home", "review #study @home", "review"),
        ("Learn C #", "learn c #", "learn c #"),
        ("**Big-O:** `notation` (video)", "big-o: notation (video)", "big-o: notation"),
        ("  Q12.  What?  ", "q12. what?", "what?"),
        ("3.1 Loops [2/5]", "3.1 loops [2/5]", "loops"),
        ("138. Copy list", "138. copy list", "copy list"),
        ("🎮 Games — ", "games", "games"),
        ("42.", "42.", "42."),
        ("2 pointers", "2 pointers", "2 pointers"),
        ("ＦＵＬＬ straße", "full strasse", "full strasse"),
        ("🎉 ", "🎉", "🎉"),
    ],
)
def test_titles_are_compared_without_what_stands_around_their_words(title: str, same: str, looser: str) -> None:
    assert (exact(title), loose(title)) == (same, looser)


TITLES = st.sampled_from(["a", "b", "a b", "Lecture 1", "Lecture 2", "Q1. a", "**a**", "🎉", "x" * 30])
FORESTS = st.recursive(
    st.builds(topic, TITLES, id_=st.sampled_from(["", "", "i", "j"]), url=st.sampled_from(["", "https://a.org"])),
    lambda items: st.builds(lambda title, below: group(title, *below), TITLES, st.lists(items, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FORESTS, max_size=5), st.lists(FORESTS, max_size=5))
def test_every_item_has_exactly_one_fate(old: list[Item], new: list[Item]) -> None:
    plan(old, new, ["a"])


@settings(max_examples=40, deadline=None)
@given(st.lists(FORESTS, max_size=5))
def test_a_file_that_did_not_change_changes_nothing(items: list[Item]) -> None:
    unnamed = [item._replace(id="") for item in anchors(items)]
    matched = match(unnamed, unnamed, (), similarity)
    assert all(pair.old == pair.new or pair.old.title != "" for pair in matched.pairs)
    assert len(matched.pairs) == len(unnamed)
    assert (matched.renamed, matched.moved, matched.gone, matched.new) == ((), (), (), ())


def test_thousands_of_renamed_items_are_not_each_compared_with_each() -> None:
    asked = 0

    def counted(title: str, other: str) -> float:
        nonlocal asked
        asked += 1
        return 100.0 if title[:7] == other[:7] else 0.0

    old = [topic(f"w{number:06} is an old title") for number in range(3_000)]
    new = [topic(f"w{number:06} is a new title") for number in range(3_000)]
    match(anchors(old), anchors(new), (), counted)
    assert asked < 100_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("变量与类型（2024 年）", "变量与类型(视频)"),
        ("変数と型（2024年版）", "変数と型"),
        ("Variablen und Typen (12 Videos)", "Variablen und Typen (von vorn)"),
        ("משתנים וטיפוסים (סרטונים)", "משתנים וטיפוסים (חינם)"),
    ],
)
def test_what_stands_in_brackets_behind_a_title_may_change_and_is_listed(before: str, after: str) -> None:
    old, new = [group("A", topic(before), topic("x"))], [group("B", topic("y"), topic(after))]
    assert pairs(plan(old, new)) == [(before, after, Stage.ALIKE)]


def test_brackets_that_tell_siblings_apart_make_no_pair() -> None:
    assert pairs(plan([topic("Sort")], [topic("Sort (by depth first)")])) == []
    old = [group("A", topic("Videos (of the first year)"), topic("Videos (two)"))]
    new = [group("A", topic("Videos (two)"), topic("Videos (here)"))]
    assert pairs(plan(old, new)) == [("Videos (two)", "Videos (two)", Stage.PLACE)]


def test_an_emoji_by_its_name_changes_no_title() -> None:
    old, new = (
        [group("A", topic("変数と型"), topic("Loops"))],
        [group("A", topic(":star: 変数と型"), topic(":rocket: Loops"))],
    )
    assert {pair.stage for pair in plan(old, new).same} == {Stage.PLACE}
