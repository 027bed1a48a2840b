"""The Markdown checklist: marks, notes, options that count, and text that stays text wherever it is shown."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.formats.conftest import Line, Write, one_topic
from tracker.core.journal.events import State
from tracker.core.roadmap.model import Card, Link, Mark
from tracker.core.text import plain, plain_lines
from tracker.formats.markdown.own_export import END_OF_INDENT
from tracker.formats.markdown.writer import write

DECKHAND = """\
# Deckhand

33 % · 1 of 3 topics · 4 h left


## Knots


### First knots

- [x] Tie a bowline (basic · 1 h) <!-- knots/bowline -->
  Done when: Tie a bowline behind your back.
  - book: [The knot book](<https://example.org/bowline>)
  > Rabbit, tree, hole.
  >
  > Practise \\*blind\\*.
- [-] Tie a figure of eight (basic · 0.5 h) <!-- knots/figure-eight -->
  Done when: Tie a figure of eight at the end of a line.
  - book: [The knot book](<https://example.org/figure-eight>)

### Joining lines

- [/] Join two lines (working · 2 h) <!-- knots/sheet-bend -->
  Done when: Join a thick line to a thin one.
  - book: [The knot book](<https://example.org/sheet-bend>)

## A way to drive the boat (any of)


### Sails (counts)


#### Under sail

- [ ] Hoist the mainsail (basic · 2 h) <!-- sails/hoist -->
"""


def test_a_role_becomes_a_checklist_with_marks_notes_and_ids(small_document: Write) -> None:
    marks = {
        "knots/bowline": Mark.DONE,
        "knots/figure-eight": Mark.SKIPPED,
        "knots/sheet-bend": Mark.DOING,
    }
    state = State(marks, {"knots/bowline": "Rabbit, tree, hole.\n\nPractise *blind*."}, {"deckhand/drive": "sails"})
    text = write(small_document("deckhand", state))
    assert text.startswith(DECKHAND)


def test_the_option_that_counts_is_said_and_what_is_only_useful_too(small_document: Write) -> None:
    pinned = State(choices={"deckhand/drive": "engines"})
    headings = [line for line in write(small_document("deckhand", pinned)).split("\n") if line.startswith("#")]
    assert headings == [
        "# Deckhand",
        "## Knots",
        "### First knots",
        "### Joining lines",
        "## A way to drive the boat (any of)",
        "### Sails",
        "#### Under sail",
        "### Engines (counts)",
        "#### Under power",
        "## Charts (useful)",
        "### Finding the way",
    ]


def test_a_roadmap_in_which_nothing_counts_has_no_percentage(small_document: Write) -> None:
    skipped = State({"charts/read": Mark.SKIPPED, "charts/plot": Mark.SKIPPED})
    assert write(small_document("charts", skipped)).split("\n")[2] == "no percentage · 0 of 0 topics · 0 h left"


def test_an_address_cannot_leave_its_brackets() -> None:
    link = Link("docs", "x](javascript:alert(1))", "https://example.org/>)<img/src=x/onerror=alert(1)>\\")
    html = MarkdownIt("commonmark").render(write(one_topic(Line(), Card(links=(link,)))))
    assert "<img" not in html
    assert html.count("<a ") == 1
    assert 'href="https://example.org/%3E)%3Cimg/src=x/onerror=alert(1)%3E%5C"' in html


def leaves(tokens: list[Token]) -> list[Token]:
    """The tokens of all inline content, without the comment that holds the id."""
    inline = [child for token in tokens for child in token.children or ()]
    return [token for token in inline if (token.type, token.content) != ("html_inline", "<!-- own/topic -->")]


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: plain(text) != "")
MARKUP = st.text(st.sampled_from(list("\\`*_[]<>#|~&!()-+=.:1 ax\n")), min_size=1).filter(
    lambda text: plain(text) != ""
)


@settings(max_examples=60, deadline=None)
@given(title=ANYTHING | MARKUP)
@example("**bold** _it_ `code` [a](b) ![i](j) <b>&amp;</b> ~~no~~ # | \\")
@example("1. item")
@example("<!-- -->")
@example("--- own/topic --> <script>")
@example("[x] done")
def test_a_title_reads_as_it_is_written(title: str) -> None:
    tokens = MarkdownIt("commonmark").parse(write(one_topic(Line(title))))
    assert {token.type for token in leaves(tokens)} <= {"text", "text_special"}
    heading, summary, item = [token for token in tokens if token.type == "inline"]
    assert shown(heading) == plain(title)
    assert shown(item).rstrip() == f"[ ] {plain(title)}"
    assert [token.tag for token in tokens if token.nesting == 1] == ["h1", "p", "ul", "li", "p"]
    assert summary.content == "0 % · 0 of 1 topics · 0 h left"


@settings(max_examples=60, deadline=None)
@given(note=ANYTHING | MARKUP)
@example("- item\n+ item\n1. one\n2) two\n# head\n---\n===\n***\n> quote\n    code\n```\ncode\n<div>\n| a |\n[a]: b")
@example("\u00a0indented")
@example("a\n===\nb\n---")
def test_a_note_reads_as_it_is_written(note: str) -> None:
    tokens = MarkdownIt("commonmark").parse(write(one_topic(Line(note=note))))
    assert {token.type for token in leaves(tokens)} <= {"text", "text_special", "softbreak"}
    tags = [token.tag for token in tokens if token.nesting == 1]
    assert tags[:6] == ["h1", "p", "ul", "li", "p", "blockquote"]
    assert set(tags[6:]) <= {"p"}
    paragraphs = [token for token in tokens if token.type == "inline"][3:]
    every = [line for paragraph in paragraphs for line in shown(paragraph).split("\n")]
    lines = [line.strip().removeprefix(END_OF_INDENT).strip() for line in every]  # it has no width
    assert lines == [line.strip() for line in plain_lines(note).split("\n") if line.strip()]


def shown(inline: Token) -> str:
    """What a reader sees of a line."""
    children = leaves([inline])
    return "".join("\n" if child.type == "softbreak" else child.content for child in children)
