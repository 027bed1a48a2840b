"""Telling formats apart, refusing what is no text, and never anything but an outline or a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.outlines import tree
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, walk
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain, plain_lines
from tracker.formats.decode import LARGEST
from tracker.formats.detect import FORMATS, MOST_BYTES, detect, progress, read, ways
from tracker.formats.outline_builder import Draft, outline

OPML = '<?xml version="1.0"?><opml version="2.0"><body><outline text="a" _complete="true"/></body></opml>'


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("# H\n\n- [ ] a\n", "", "markdown"),
        ("# a comment\n\n- [ ] a\n", "notes.org", "org"),
        ("* TODO a\n** DONE b\n", "", "org"),
        ("#+TITLE: x\n\n* Sec\n- [ ] a\n", "list.md", "org"),
        ("* Sec\n- [ ] a\n", "list.org", "org"),
        ("* bullet\n- [ ] a\n", "list.md", "markdown"),
        (OPML, "x.md", "opml"),
        ('{"nodes": []}', "x.txt", "roadmap.sh"),
        ('\n[{"id": "a", "text": "b"}]', "", "roadmap.sh"),
        ('{"format": "tracker-roadmap"}', "", "json"),
        ('title = "x"\n\n[[children]]\n', "", "toml"),
        ("[[children]]\ntitle = 'x'\n", "", "toml"),
        ("Topic,Status\na,done\nb,\n", "", "csv"),
        ("Topic;Status\na;done\n", "", "csv"),
        ("[Link](https://a.org) first\n", "", "markdown"),
        ("a,b\n", "x.csv", "csv"),
        ("one, two, three\nfour, five, six\n", "", "markdown"),
        ("one, two, three\n", "x.tsv", "csv"),
        ("words", "", "markdown"),
        ("[1]: https://a.org\n\n- [ ] a\n", "list.md", "markdown"),
        ("[[Home]]\n\n- [ ] a\n", "list.md", "markdown"),
        ("{{< toc >}}\n\n- [ ] a\n", "", "markdown"),
    ],
)
def test_a_format_is_reported_by_what_stands_in_a_file_first_and_by_its_name_second(
    text: str, name: str, expected: str
) -> None:
    assert detect(text, name) == expected


def test_a_person_can_insist_on_a_format() -> None:
    text = b"Topic,Status\n# a,done\n- [ ] b,\n"
    assert read(text, "x.md").format == "markdown"
    assert tree(read(text, "x.md", "csv")) == ["[x] # a", "[ ] - [ ] b"]
    with pytest.raises(RoadmapFileError, match=r'"word" is not a format that can be read; these are: markdown'):
        read(text, "x.md", "word")
    with pytest.raises(RoadmapFileError, match="a csv file can be read in one way only"):
        read(text, "x.csv", "csv", "list")


def test_a_mode_is_passed_on() -> None:
    assert read(b"- a\n- b\n").modes == ("list",)
    assert tree(read(b"- a\n- b\n", mode="list")) == ["[ ] a", "[ ] b"]


PLAIN = {
    "markdown": "# Sea\n\n## Knots\n\n- Bowline\n- Hitch\n\n| Sail |\n|---|\n| Jib |\n",
    "org": "* Sea\n** Knots\n** Sails\n",
    "opml": "<opml><body><outline text='Sea'><outline text='Knots'/></outline></body></opml>",
}
"""A file of each format with modes in which nothing is marked."""


def test_every_way_to_read_a_file_is_reported_with_what_it_gives() -> None:
    ways_of_format = {kind: ways(text.encode(), "", kind) for kind, text in PLAIN.items()}
    assert {
        kind: [(way.mode, way.topics, way.first) for way in offered] for kind, offered in ways_of_format.items()
    } == {
        "markdown": [("table", 1, ("Jib",)), ("list", 2, ("Bowline", "Hitch")), ("headings", 1, ("Knots",))],
        "org": [("headings", 2, ("Knots", "Sails"))],
        "opml": [("leaves", 1, ("Knots",)), ("parents", 1, ("Sea",))],
    }
    assert all(way.what for offered in ways_of_format.values() for way in offered)
    for kind, text in PLAIN.items():
        assert {way.mode for way in ways_of_format[kind]} == set(read(text.encode(), "", kind).modes)


def test_a_way_that_gives_nothing_is_none_and_a_file_with_marks_has_ways_too() -> None:
    assert [way.mode for way in ways(b"- [ ] a\n- b\n")] == ["list"]
    assert tree(read(b"- [x] a\n- b\n", mode="list")) == ["[x] a", "[ ] b"]
    assert ways(b"a,b\nc,d\n", "x.csv") == ()


def test_only_a_table_has_columns_to_choose() -> None:
    assert tree(read(b"a,b\nc,d\n", "x.csv", columns="title=b")) == ["[ ] d"]
    with pytest.raises(RoadmapFileError, match="a markdown file has no columns to choose"):
        read(b"- [ ] a\n", columns="title=b")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_in_unicode_are_read_with_and_without_a_byte_order_mark(coding: str) -> None:
    assert tree(read("- [x] naïve 知\r\n".encode(coding))) == ["[x] naïve 知"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "this file is empty"),
        (b" \n\t\n", "this file is empty"),
        (b"- [ ] a\n- [ ] b\xff\n", r"not text in UTF-8 \(line 2\)"),
        (b"- [ ] a\n- [ ] b\0\n", r"holds a NUL byte \(line 2\)"),
        (b"PK\x03\x04- [ ] a\n", "a zip archive"),
        (b"\x1f\x8b- [ ] a\n", "a gzip archive"),
        (b"%PDF-1.7", "a PDF document"),
        (b"<!DOCTYPE html><html><body>- [ ] a", "a web page"),
        pytest.param(b"a" * (MOST_BYTES + 1), "larger than 20 MB", id="large"),
        pytest.param(b"a" * (LARGEST + 1), "larger than 100 MB", id="largest"),
        pytest.param(b'{"format": "tracker-roadmap", "children": [' + b"0," * 6_000_001, "more values", id="values"),
        pytest.param(b"a\n" * 1_000_001, r"more than 1,000,000 lines", id="lines"),
        pytest.param(b"* TODO a\n" * 300_001, "more than 300,000 headlines", id="headlines"),
        pytest.param(b"\xef\xbb\xbf", "this file is empty", id="only a mark"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        read(data, "roadmap.md")


def test_more_topics_than_any_roadmap_has_are_refused() -> None:
    with pytest.raises(RoadmapFileError, match="more than 300,000 topics and groups"):
        outline("any", Draft("", children=[Draft("a", mark=Mark.TODO)] * 300_001), [])


def test_progress_of_roadmap_sh_is_known_by_its_lists() -> None:
    assert progress(b'{"done": ["a"], "learning": []}') == {"a": Mark.DONE}
    assert progress(b"- [ ] a\n") is None


MARKDOWN = [
    "# T\n", "## G\n", "- [ ] a\n", "- [x] b\n", "  - [ ] c\n", "1. [ ] d\n", "> ", "```\n", "    ", "\t", "- ", "\n",
    "[l](https://a.org)", "| a | b |\n|--|--|\n| [x] | c |\n", "**b**\n", "<!-- x -->", "<details>\n", "---\n", "[ ]",
    "~~", "[r]: http://a\n", "===\n", "\x00", "\ufeff", "\r", "é", "<li>[x] a</li>", "[j](javascript:x)", "\x1b[2J",
]  # fmt: skip
ORG = [
    "* ", "** TODO a\n", "*** DONE b\n", "#+TODO: A B\n", "- [ ] x\n", "  - [X] y\n", "CLOSED: [2024-01-32]\n",
    "1) [-] q\n",
    ":PROPERTIES:\n", ":END:\n", ":ID: a\n", ":Effort: x\n", "#+begin_src\n", "#+end_src\n", "[[a][b]]",
    "[1/2]", ":tag:",
]  # fmt: skip
OUTLINES = [
    "<opml>", "</opml>", "<body>", "</body>", "<outline text='a'>", "</outline>",
    "<outline text='b' _complete='true'/>",
    "<head><title>", "</title></head>", "&amp;", "&", "<!DOCTYPE a>", "<?xml version='1.0'?>", "<![CDATA[", "]]>",
]  # fmt: skip
TABLES = [
    "a",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    '"',
    "title",
    "status",
    "done",
    "1",
    "http://a",
    "\r",
    "id",
    "Topic,Status\n",
    "'=1",
]
OBJECTS = [
    "{", "}", "[", "]", ":", ",", '"nodes"', '"edges"', '"id"', '"a"', "1", "1e999", "NaN", "null",
    '"done"',
    '"completed"', '"label"', '"data"', "true", '"type":"topic"', '"title"', '"\\ud800"', '"format":"tracker-roadmap"',
]  # fmt: skip
NAMES = st.sampled_from(["", "a.md", "a.org", "a.opml", "a.csv", "a.tsv", "a.json", "a.toml"])
PIECES = st.sampled_from([MARKDOWN, ORG, OUTLINES, TABLES, OBJECTS]).flatmap(
    lambda pieces: st.lists(st.sampled_from(pieces), max_size=20).map("".join)
)


def assert_safe(outline: Outline) -> None:
    """Everything in an outline may be shown and opened."""
    assert outline.items or outline.modes
    for depth, item in walk(outline.items):
        assert depth <= 50
        assert item.title
        assert item.title == plain(item.title)
        assert item.note == plain_lines(item.note)
        assert all(link.url.lower().startswith(("http://", "https://")) for link in item.links)
        assert all(link.url == plain(link.url) and link.title for link in item.links)
    assert any(item.mark is not None for _, item in walk(outline.items)) or outline.modes


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200), NAMES)
def test_any_bytes_give_an_outline_or_a_sentence(data: bytes, name: str) -> None:
    try:
        assert_safe(read(data, name))
    except RoadmapFileError as error:
        assert str(error) == plain(str(error))  # noqa: PT017  # an outline is as good an answer as this error


@settings(max_examples=200, deadline=None)
@given(
    PIECES,
    NAMES,
    st.sampled_from(["", *FORMATS]),
    st.sampled_from(["", "", "table", "list", "headings", "leaves"]),
)
def test_any_pieces_of_a_format_give_an_outline_or_a_sentence(text: str, name: str, insisted: str, mode: str) -> None:
    try:
        assert_safe(read(text.encode(), name, insisted, mode))
    except RoadmapFileError as error:
        assert str(error) == plain(str(error))  # noqa: PT017  # an outline is as good an answer as this error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"a = {'9' * 5000}\n", "this TOML holds a number too large to be read"),
        (f"a = {'[' * 5000}\n", "this TOML is nested too deeply to be a roadmap"),
        ("a = 2020-13-45\n", "this is not TOML: "),
    ],
    ids=["number", "depth", "date"],
)
def test_what_toml_cannot_hold_is_reported_in_plain_words(text: str, words: str) -> None:
    with pytest.raises(RoadmapFileError, match=words):
        read(text.encode(), "x.toml")
