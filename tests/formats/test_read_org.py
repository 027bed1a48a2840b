"""Reading Org files: keywords, boxes, dates, ids, and what is none of it."""

from __future__ import annotations

import pytest

from tests.formats.outlines import item, tree, warnings_of
from tracker.core.errors import RoadmapFileError
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.org.reader import read

PLAN = """\
#+TITLE: Sailing
#+TODO: TODO(t) STARTED(s) | DONE(d) CANCELLED(c)
What I want to learn.

* Knots [1/2]
** DONE [#A] Bowline [[https://a.org/b][the book]] :rope:
   CLOSED: [2024-02-03 Sat 10:11]
   :PROPERTIES:
   :ID: knot-1
   :Effort: soon
   :END:
   :LOGBOOK:
   - [ ] not a box
   CLOCK: [2024-02-01 Thu 10:00]--[2024-02-01 Thu 11:00] => 1:00
   :END:
   Rabbit, hole, tree.

   Practise <2024-02-31 Sat>.
** CANCELLED Monkey's fist
   CLOSED: [2024-02-04 Sun]
** STARTED Splice [40%]
   :PROPERTIES:
   :CUSTOM_ID: splice
   :END:
* Weather
  - [X] Clouds [1/1]
    1. [-] cirrus
       high up
    2. [ ] cumulus
  - plain [[https://a.org/w][chart]]
  - book: [[https://a.org/book][Winds]]
  - just words
  - Wind
    + [ ] Beaufort
* Diary
  Nothing to do here.
"""


def test_keywords_and_boxes_are_topics_and_other_headlines_groups() -> None:
    outline = read(PLAN)
    assert (outline.title, outline.summary, outline.about) == (
        "Sailing",
        "What I want to learn.",
        "Diary\nNothing to do here.",
    )
    assert tree(outline) == [
        "# Knots",
        "  [x] Bowline the book",
        "  [-] Monkey's fist",
        "  [/] Splice",
        "# Weather",
        "  [x] Clouds",
        "    [/] cirrus",
        "    [ ] cumulus",
        "  # Wind",
        "    [ ] Beaufort",
    ]


def test_closing_dates_ids_links_and_notes_come_along() -> None:
    outline = read(PLAN)
    bowline = item(outline, "Bowline the book")
    assert (bowline.done_at, bowline.anchor, bowline.line) == ("2024-02-03T10:11:00", "knot-1", 6)
    assert bowline.links == (Link("link", "the book", "https://a.org/b", False),)
    assert bowline.note == "Rabbit, hole, tree.\n\nPractise <2024-02-31 Sat>."
    assert item(outline, "Monkey's fist").done_at == "2024-02-04"
    assert item(outline, "Splice").anchor == "splice"
    assert item(outline, "cirrus").note == "high up"
    assert item(outline, "Weather").links == (
        Link("link", "plain chart", "https://a.org/w", False),
        Link("book", "Winds", "https://a.org/book", False),
    )
    assert item(outline, "Weather").note == "- just words"
    assert outline.plain == {"plain chart", "book: Winds", "just words", "Wind"}


def test_boxes_in_blocks_and_drawers_are_reported_and_not_taken() -> None:
    outline = read("* TODO a\n#+begin_src org\n- [ ] x\n,* star\n#+end_src\n:LOGBOOK:\n- [ ] y\n:END:\n")
    assert tree(outline) == ["[ ] a"]
    assert item(outline, "a").note == "- [ ] x\n* star"
    assert [(warned.line, warned.skipped) for warned in outline.warnings] == [(3, True), (7, True)]


def test_without_a_bar_the_last_keyword_means_done() -> None:
    assert tree(read("#+SEQ_TODO: OPEN SHUT\n* OPEN a\n* SHUT b\n* TODO c\n* OPEN d\n")) == [
        "[ ] a",
        "[x] b",
        "[ ] d",
    ]


def test_a_word_in_capitals_before_many_headlines_is_reported_as_a_likely_keyword() -> None:
    outline = read("* TODO a\n" + "".join(f"* SQL b{number}\n" for number in range(6)))
    assert [message for _, message in warnings_of(outline) if '"SQL" begins 6 headlines' in message]
    assert [message for _, message in warnings_of(outline) if '"SQL b5" (line 7)' in message]


@pytest.mark.parametrize(
    "words",
    ["OFFEN LÄUFT ERLEDIGT ENTFÄLLT", "PREVU COMMENCÉ FINI ANNULÉ", "PENDIENTE INICIADO HECHO CANCELADO",
     "未着手 進行中 完了 取消", "НОВОЕ НАЧАТО ГОТОВО ОТМЕНЕНО", "OFFEN LA\u0308UFT ERLEDIGT ENTFA\u0308LLT",
     "APERTO INIZIATO FATTO CANCELLATO", "OFFEN BEGONNEN FERTIG ABGESAGT"],
)  # fmt: skip
@pytest.mark.parametrize("declared", [True, False])
def test_keywords_in_other_languages_mean_what_they_say(words: str, declared: bool) -> None:
    todo, doing, done, dropped = words.split()
    begin = f"#+TODO: {todo} {doing} | {done} {dropped}\n" * declared
    outline = read(f"{begin}* {todo} a\n* {doing} b\n* {done} c\n* {dropped} d\n")
    assert tree(outline) == ["[ ] a", "[/] b", "[x] c", "[-] d"]
    assert len(outline.warnings) == (0 if declared else 4)
    mixed = read(f"* TODO a\n* {done} c\n")
    assert tree(mixed) == ["[ ] a", "[x] c"]


def test_words_that_are_no_keyword_stay_in_titles_and_foreign_ones_beside_declared_ones_are_listed() -> None:
    assert tree(read("* TODO a\n* TESTING pages\n** TODO b\n")) == ["[ ] a", "# TESTING pages", "  [ ] b"]
    assert tree(read("* OFFEN a\n", "headings")) == ["[ ] OFFEN a"]
    outline = read("#+TODO: TODO | DONE CANCELED\n* TODO a\n* ERLEDIGT b\n* CANCELED c\n")
    assert tree(outline) == ["[ ] a", "[-] c"]
    assert any('"ERLEDIGT" begins 1 headline:' in message for _, message in warnings_of(outline))


def test_usual_keywords_are_keywords_where_a_file_declares_none_and_are_listed() -> None:
    text = "* A\n** LEARN a\n** COMPLETE b\n** STRT c\n** KILL d\n** TODO e\n** SQL joins\n"
    outline = read(text)
    assert tree(outline) == ["# A", "  [ ] a", "  [x] b", "  [/] c", "  [-] d", "  [ ] e"]
    said = " ".join(message for _, message in warnings_of(outline))
    assert all(f"keyword {word} (1)" in said for word in ("LEARN", "COMPLETE", "STRT", "KILL"))
    assert '"SQL joins" (line 7)' in said
    assert tree(read(f"#+TODO: OPEN | SHUT\n* OPEN x\n{text}"))[0] == "[ ] x"
    assert len(tree(read("* LEARN a\n* COMPLETE b\n", "headings"))) == 2


def test_headlines_are_topics_when_there_is_nothing_else_and_the_person_says_so() -> None:
    text = "* Knots\n** Bowline\n** Splice\n* Weather\n"
    assert (read(text).items, read(text).modes) == ((), ("headings",))
    assert tree(read(text, "headings")) == ["# Knots", "  [ ] Bowline", "  [ ] Splice", "[ ] Weather"]


@pytest.mark.parametrize(
    ("text", "mode", "sentence"),
    [
        ("only words", None, "nothing in this file can be ticked"),
        ("* a", "table", 'cannot be read as "table"'),
        pytest.param("".join(f"{'*' * depth} TODO a\n" for depth in range(1, 200)), None, "nests more", id="headlines"),
        pytest.param("".join(f"{' ' * depth}- [ ] a\n" for depth in range(200)), None, "nests more", id="lists"),
    ],
)
def test_what_cannot_be_ticked_or_is_too_deep_is_refused(text: str, mode: str | None, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        read(text, mode)


def test_ten_thousand_stars_are_one_headline() -> None:
    assert tree(read("*" * 900 + " TODO a\n")) == ["[ ] a"]


def test_a_mark_is_only_as_old_as_its_date_where_the_date_exists() -> None:
    outline = read("* DONE a\n  CLOSED: [2024-13-45 Mon]\n* DONE b\n  CLOSED: [2024-01-05 Fri]\n* TODO c\n")
    assert [(item.mark, item.done_at) for item in outline.items] == [
        (Mark.DONE, ""),
        (Mark.DONE, "2024-01-05"),
        (Mark.TODO, ""),
    ]
