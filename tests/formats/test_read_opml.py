"""Reading outlines: marks of several programs, notes, links, and files that are refused."""

from __future__ import annotations

import pytest

from tests.formats.outlines import item, tree
from tracker.core.errors import RoadmapFileError
from tracker.core.roadmap.model import Link
from tracker.formats.opml.reader import read


def opml(body: str, title: str = "Sailing") -> str:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><head><title>{title}</title></head>\n<body>{body}</body></opml>'


MARKED = opml(
    '<outline text="Knots" _note="all of\nthem">\n'
    '<outline text="Bowline" _complete="true" _id="n1"/>\n'
    '<outline text="Splice" complete="true" url="https://a.org/s"/>\n'
    '<outline text="Hitch" _status="checked"/><outline text="Fist" _status="unchecked"/>'
    '<outline text="Bend" _status="indeterminate"/></outline>\n'
    '<outline text="aside" isComment="true"><outline text="below" _complete="true"/></outline>'
    '<outline text="Weather"/>'
)


def test_marks_of_three_programs_are_known_and_other_leaves_are_still_to_do() -> None:
    outline = read(MARKED)
    assert outline.title == "Sailing"
    assert tree(outline) == [
        "# Knots",
        "  [x] Bowline",
        "  [x] Splice",
        "  [x] Hitch",
        "  [ ] Fist",
        "  [/] Bend",
        "[ ] Weather",
    ]
    assert (item(outline, "Bowline").anchor, item(outline, "Bowline").line) == ("n1", 5)
    assert item(outline, "Splice").links == (Link("link", "Splice", "https://a.org/s", False),)


def test_markup_that_programs_put_into_texts_is_taken_out() -> None:
    outline = read(
        opml(
            '<outline text="&lt;b&gt;Big&lt;/b&gt; &amp;lt;vector&amp;gt; &lt;a href=&quot;https://a.org&quot;&gt;x&lt;/a&gt;"'
            ' _note="see &lt;i&gt;this&lt;/i&gt;&#10;and https://a.org/n" _complete="true"/>'
        )
    )
    [topic] = outline.items
    assert (topic.title, topic.note) == ("Big <vector> x", "see this\nand https://a.org/n")
    assert [link.url for link in topic.links] == ["https://a.org", "https://a.org/n"]


TREE = opml(
    '<outline text="A"><outline text="a1"><outline text="idea" _note="n"/><outline text="code"/></outline>'
    '<outline text="a2"/></outline><outline text="b"/>'
)


def test_an_outline_without_any_mark_asks_what_its_topics_are() -> None:
    outline = read(TREE)
    assert (outline.items, outline.modes, outline.title) == ((), ("leaves", "parents"), "Sailing")
    assert tree(read(TREE, "leaves")) == ["# A", "  # a1", "    [ ] idea", "    [ ] code", "  [ ] a2", "[ ] b"]
    parents = read(TREE, "parents")
    assert tree(parents) == ["# A", "  [ ] a1", "  [ ] a2", "[ ] b"]
    assert item(parents, "a1").note == "idea\nn\ncode"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('<!DOCTYPE opml [<!ENTITY a "aaaa">]>' + MARKED.partition("\n")[2], "declares a document type"),
        ('<!DOCTYPE opml SYSTEM "file:///etc/passwd">' + MARKED.partition("\n")[2], "declares a document type"),
        ("<rss><channel/></rss>", "this is a feed of news; tracker reads"),
        ("<opml><body>", "not well-formed"),
        (opml('<outline text="&unknown;"/>'), "not well-formed"),
        (opml('<outline text="\ud800"/>'), "half a character"),
        (opml(""), "holds no outline"),
        (opml('<outline text="a" xmlUrl="https://a.org/feed"/>'), "list of feeds"),
        pytest.param(opml('<outline text="a">' * 10_000), "nests more than 50 levels deep", id="deep"),
    ],
)
def test_what_is_no_outline_or_not_safe_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        read(text)


def test_a_mode_that_there_is_not_is_refused() -> None:
    with pytest.raises(RoadmapFileError, match='cannot be read as "table"'):
        read(TREE, "table")
