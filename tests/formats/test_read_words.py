"""Reading the words of a paragraph: the short way for plain lines gives what the parser gives."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.formats.markdown.reader import read
from tracker.formats.markdown.words import Reader, Words

PIECES = [
    *"ab1 .,:;!?()[]*_`<>&~\\\n",
    "**",
    "~~",
    "&amp;",
    "<b>",
    "<br>",
    "[a](http://u.org/x_y)",
    "![i](http://u.org)",
    "*a*",
    "**b c**",
    "`d`",
    "snake_case",
    "é",
    "中文",
]


def by_the_parser(markdown: str) -> Words:
    """The same words in a paragraph that the short way does not take: an escape stands behind it."""
    words = Reader({}).read(f"{markdown} \\*")
    return words._replace(text=words.text.removesuffix("*"))


def shown(words: Words) -> tuple[str, list[tuple[str, str]]]:
    return " ".join(words.text.split()), sorted((" ".join(title.split()), url) for title, url in words.links)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join).map(str.strip))
@example("[one](http://a.org) and *two*, `three`")
@example("a * b & c < d")
@example("(*x*) and ![i](http://a.org)")
@example("*[a](http://a.org)*")
@example("a*[b](http://a.org)")
def test_plain_lines_read_as_the_parser_reads_them(markdown: str) -> None:
    if markdown and not markdown.endswith("\\"):
        assert shown(Reader({}).read(markdown)) == shown(by_the_parser(markdown))


def test_bold_is_seen_only_where_all_of_a_line_is() -> None:
    read = Reader({}).read
    assert [read(text).strong for text in ("**a b**", "__a__ **b**", "**a** b", "**a**: b", "a", "** **")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_paragraph_of_thousands_of_signs_stays_as_it_is() -> None:
    assert Reader({}).read("*a_ " * 5_000).text == "*a_ " * 5_000


def test_a_badge_is_no_word_of_a_title_unless_it_stands_alone() -> None:
    outline = read(
        "- [ ] ![stars](https://img.shields.io/x.svg) [Knots](https://a.org)\n"
        "- [ ] ![A picture](https://a.org/a.png) of it\n- [ ] ![build](https://ci.org/badge.svg)\n"
    )
    assert [item.title for item in outline.items] == ["Knots", "A picture of it", "build"]


def test_what_is_no_html_in_angle_brackets_stays_in_a_title() -> None:
    lines = ("List<String>", "Vec<T> & Box<dyn Trait>", "Map<K, V>", "a <b>bold</b> word")
    outline = read("".join(f"- [ ] {line}\n" for line in lines))
    assert [item.title for item in outline.items] == [*lines[:3], "a bold word"]
