"""Reading roadmap.sh's shapes, on files made up for the purpose in the same schema."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.nodes import document, joined, node
from tests.formats.outlines import item, tree, warnings_of
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import walk
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.roadmap_sh.reader import files_of, progress, read, read_folder

SAILOR = (
    node("knots", "topic", 300, 100, "Knots"),
    node("sails", "topic", 300, 400, "Sails"),
    node("bowline", "subtopic", 520, 100, "Bowline & more", legend={"id": "l", "label": "Optional", "color": "#fff"}),
    node("splice", "subtopic", 520, 143, "Splice"),
    node("far", "subtopic", 500, 900, "Far away"),
    node("frame", "section", 60, 380, "", (170, 150)),
    node("caption", "label", 70, 385, "Kinds", (50, 10)),
    node("jib", "subtopic", 80, 400, "Jib"),
    node("genoa", "subtopic", 80, 470, "Genoa"),
    node("line", "vertical", 348, 440, "vertical node", (4, 120)),
    node("reef", "subtopic", 330, 565, "Reefing"),
    node(
        "check", "checklist", 520, 400, "", checklists=[{"id": "c1", "label": "Ropes"}, {"id": "c2", "label": "Pins"}]
    ),
    node("todo", "todo", 700, 410, "Mend one"),
    node("words", "paragraph", 900, 0, "Take your time."),
    node("more", "button", 900, 50, "Charts", href="https://a.org/charts"),
    node("group", "linksgroup", 900, 90, "", links=[{"id": "g", "label": "Club", "url": "https://a.org/club"}]),
    node("paper", "resourceButton", 900, 120, "Winds", href="https://a.org/winds", badge="Paper"),
    node("name", "title", 300, 0, "Drawn title"),
)
EDGES = [
    joined("knots", "sails"),
    joined("bowline", "knots"),
    joined("sails", "frame"),
    joined("sails", "check"),
    joined("check", "todo"),
    {"id": "dangling", "source": "knots"},
    joined("knots", "nowhere"),
]


def test_a_graph_becomes_topics_with_their_subtopics_by_edges_sections_lines_and_stacks() -> None:
    outline = read(document(*SAILOR, edges=EDGES, title={"page": "Sailor", "card": "S"}, description="At sea."))
    assert outline.title == "Sailor"
    assert tree(outline) == [
        "[ ] Knots",
        "  [ ] Bowline & more",
        "  [ ] Splice",
        "[ ] Sails",
        "  # Kinds",
        "    [ ] Jib",
        "    [ ] Genoa",
        "  [ ] Ropes",
        "  [ ] Pins",
        "  [ ] Mend one",
        "  [ ] Reefing",
        "[ ] Far away",
    ]
    assert [item(outline, title).guessed for title in ("Splice", "Jib", "Reefing", "Far away")] == [
        False,
        False,
        False,
        True,
    ]
    assert [item(outline, title).anchor for title in ("Knots", "Splice", "Ropes", "Mend one")] == [
        "knots",
        "splice",
        "c1",
        "todo",
    ]
    assert item(outline, "Bowline & more").note == "Optional"


def test_what_stands_beside_the_boxes_is_kept_as_prose() -> None:
    outline = read(document(*SAILOR, edges=EDGES, description="At sea."))
    assert (outline.title, outline.summary) == ("Drawn title", "At sea.")
    for words in (
        "Take your time.",
        "Charts https://a.org/charts",
        "Club https://a.org/club",
        "Winds https://a.org/winds",
    ):
        assert words in outline.about


def test_the_unpublished_draft_of_a_document_is_not_read() -> None:
    draft = {"nodes": [node("secret", "topic", 0, 0, "Secret")], "edges": []}
    assert tree(read(document(node("a", "topic", 0, 0, "A"), draft=draft))) == ["[ ] A"]


def test_topics_stand_in_the_order_in_which_edges_join_them_else_from_top_to_bottom() -> None:
    nodes = [node(name, "topic", 0, y, name) for name, y in (("c", 0), ("b", 50), ("a", 100), ("d", 20))]
    assert tree(read(document(*nodes))) == ["[ ] c", "[ ] d", "[ ] b", "[ ] a"]
    spine = [joined("a", "b"), joined("b", "c")]
    assert tree(read(document(*nodes, edges=spine))) == ["[ ] d", "[ ] a", "[ ] b", "[ ] c"]
    circle = [joined("a", "b"), joined("b", "a")]
    assert tree(read(document(*nodes, edges=circle))) == ["[ ] c", "[ ] d", "[ ] b", "[ ] a"]


def test_a_path_does_not_lead_through_another_topic() -> None:
    nodes = [node("t1", "topic", 0, 0, "t1"), node("t2", "topic", 0, 2000, "t2"), node("s", "subtopic", 0, 4000, "s")]
    assert tree(read(document(*nodes, edges=[joined("t1", "t2"), joined("t2", "s")]))) == [
        "[ ] t1",
        "[ ] t2",
        "  [ ] s",
    ]


def test_a_graph_without_topics_is_flat_and_nothing_is_guessed() -> None:
    outline = read(document(node("b", "subtopic", 0, 9, "b"), node("a", "subtopic", 0, 0, "a")))
    assert (tree(outline), [item.guessed for item in outline.items]) == (["[ ] a", "[ ] b"], [False, False])


def test_nodes_that_are_no_nodes_and_numbers_that_are_none_do_no_harm() -> None:
    text = '{"nodes": [1, {}, {"id": 5}, {"id": "a", "type": "topic", "position": {"x": 1e999, "y": NaN}, "width": "w",'
    text += ' "data": {"label": "A"}}, {"id": "b", "type": "subtopic", "position": [], "data": null}], "edges": 3}'
    outline = read(text)
    assert tree(outline) == ["[ ] A"]
    assert warnings_of(outline) == [(0, "a box without a title")]


BOWLINE = """\
# Bowline

The king of knots.

Visit the following resources to learn more:

- [@video@Slowly](https://a.org/v)
- [@odd@Strange](https://a.org/o)
- [Plain](https://a.org/p)
"""


def test_a_folder_of_content_gives_topics_with_their_prose_and_links() -> None:
    outline = read_folder({"content/bowline@aaaaaaaa1.md": BOWLINE, "content/c@bbbbbbbb2.md": "", "readme.txt": "no"})
    assert tree(outline) == ["[ ] Bowline", "[ ] C"]
    bowline = item(outline, "Bowline")
    assert (bowline.anchor, bowline.note) == ("aaaaaaaa1", "The king of knots.")
    assert bowline.links == (
        Link("video", "Slowly", "https://a.org/v", False),
        Link("odd", "Strange", "https://a.org/o", False),
        Link("link", "Plain", "https://a.org/p", False),
    )


def test_content_beside_a_graph_fills_its_topics_and_what_has_no_box_is_added_as_a_guess() -> None:
    outline = read_folder(
        {
            "sailor.json": document(node("aaaaaaaa1", "topic", 0, 0, "Bowline")),
            "content/old-name@aaaaaaaa1.md": "# Old\n\nStale.",
            "content/bowline@aaaaaaaa1.md": BOWLINE,
            "content/splice@cccccccc3.md": "# Splice",
        }
    )
    assert tree(outline) == ["[ ] Bowline", "[ ] Splice"]
    assert "king of knots" in item(outline, "Bowline").note
    assert "Stale" not in item(outline, "Bowline").note
    assert item(outline, "Splice").guessed


def test_the_folders_of_older_clones_are_the_tree() -> None:
    outline = read_folder(
        {
            "content/200-sails.md": "# Sails",
            "content/100-knots/index.md": "# Knots",
            "content/100-knots/102-splice.md": "# Splice",
            "content/100-knots/101-bowline.md": "# Bowline",
        }
    )
    assert tree(outline) == ["[ ] Knots", "  [ ] Bowline", "  [ ] Splice", "[ ] Sails"]
    assert item(outline, "Bowline").anchor == "knots:bowline"


def test_contents_by_id_lists_of_paths_and_home_made_lists_are_read() -> None:
    contents = {
        "n1": {
            "title": "A",
            "description": "One.\nTwo.",
            "links": [{"title": "x", "url": "https://a.org", "type": "book"}],
        }
    }
    outline = read(json.dumps(contents))
    assert [(item.title, item.anchor, item.note, item.links[0].kind) for item in outline.items] == [
        ("A", "n1", "One.\nTwo.", "book")
    ]
    paths = [{"id": "1", "text": "Sea > Knots > Bowline"}, {"nodeId": "2", "text": "Sea > Knots"}]
    assert tree(read(json.dumps(paths))) == ["# Sea", "  [ ] Knots", "    [ ] Bowline"]
    done = {"completed": [{"id": "1", "label": "Bowline", "file": "x/knots.json"}, {"id": "2", "label": "Free"}]}
    assert tree(read(json.dumps(done))) == ["# knots", "  [x] Bowline", "[x] Free"]


MARKS = {"done": ["a", "gone"], "learning": ["b", "a"], "skipped": ["c"]}


def test_progress_that_stands_in_the_document_itself_counts() -> None:
    assert tree(read(document(node("a", "topic", 0, 0, "a"), done=["a"]))) == ["[x] a"]


def test_progress_alone_is_no_roadmap_and_says_so() -> None:
    assert progress(json.dumps(MARKS)) == {"a": Mark.DONE, "b": Mark.DOING, "c": Mark.SKIPPED, "gone": Mark.DONE}
    assert progress('{"done": [], "isFavorite": false}') == {}
    assert progress('{"done": ["", 3, "a"]}') == {"a": Mark.DONE}
    assert progress(document(node("a", "topic", 0, 0, "a"), done=["a"])) is None
    assert progress("{}") is None
    with pytest.raises(RoadmapFileError, match=r"progress from roadmap\.sh, not a roadmap"):
        read(json.dumps(MARKS))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "this is not JSON"),
        ("[1, 2]", "this JSON is no roadmap"),
        ('"words"', "this JSON is no roadmap"),
        ('{"a": 1}', "this JSON is no roadmap"),
        ('{"nodes": []}', "holds no topic"),
        pytest.param("[" * 100_000, "nested too deeply", id="deep"),
        pytest.param('{"nodes": ' + "9" * 10_000 + "}", "a number too large", id="number"),
        pytest.param(document(*({"id": str(n), "type": "topic"} for n in range(1_001))), "more than 1,000", id="many"),
        pytest.param('{"mockup": {"controls": {"control": []}}}', "this JSON is no roadmap", id="mockup"),
    ],
)
def test_other_json_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        read(text)


def test_a_folder_without_content_is_refused() -> None:
    with pytest.raises(RoadmapFileError, match="neither content files nor a graph"):
        read_folder({"notes.txt": "words"})


def test_json_of_a_folder_that_is_no_roadmap_is_left_out_and_what_is_broken_is_reported() -> None:
    files = {"package.json": '{"name": "x"}', "broken.json": "{", "content/bowline@aaaaaaaa1.md": BOWLINE}
    outline = read_folder(files)
    assert tree(outline) == ["[ ] Bowline"]
    assert warnings_of(outline) == [
        (0, "broken.json was left out: this is not JSON: Expecting property name enclosed in double quotes (line 1)")
    ]
    with pytest.raises(RoadmapFileError, match="neither content files nor a graph") as raised:
        read_folder({"broken.json": "{"})
    assert raised.value.problems[0].startswith("broken.json was left out")


def test_of_a_folder_only_what_belongs_to_its_roadmap_is_read() -> None:
    content = ["sea/content/bowline@aaaaaaaa1.md", "sea/content/100-knots/index.md"]
    others = ["sea/sea.md", "sea/content/notes.md", "sea/other/deep.json", "readme@home.txt", "x/content/2020-post.md"]
    assert files_of([*others, *content, "sea/sea.json"]) == [*sorted(content), "sea/sea.json"]
    assert files_of(["sea.json", "b/c.json", "notes.md"]) == ["sea.json"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["a/one@aaaaaaaa1.md", "b/two@bbbbbbbb2.md"], "several roadmaps; import one of them: a, b"),
        (["README.md", "notes/2024-01-day.md", "src/main.py"], "neither content files nor a graph"),
        ([f"n@{number:08}.md" for number in range(2_001)], "more than 2,000 content files"),
    ],
)
def test_a_folder_that_is_not_that_of_one_roadmap_is_refused(names: list[str], sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        files_of(names)


def test_a_box_whose_place_is_a_guess_stands_behind_the_topic_that_is_near_and_not_below_it() -> None:
    def box(id_: str, kind: str, label: str, x: int, y: int) -> dict[str, Any]:
        place = {"position": {"x": x, "y": y}, "width": 90, "height": 40}
        return {"id": id_, "type": kind, "data": {"label": label}, **place}

    topics = [box("t1", "topic", "A", 0, 0), box("t2", "topic", "B", 0, 900)]
    below = [box("s1", "subtopic", "sure", 300, 0), box("s2", "subtopic", "near", 0, 200)]
    edges = [{"source": "t1", "target": "s1"}, {"source": "t1", "target": "t2"}]
    graph = {"nodes": [*topics, *below], "edges": edges}
    outline = read(json.dumps(graph))
    assert tree(outline) == ["[ ] A", "  [ ] sure", "[ ] near", "[ ] B"]
    assert [item.guessed for _, item in walk(outline.items)] == [False, False, True, False]


def test_a_clone_with_an_older_graph_shows_no_topic_twice() -> None:
    nodes = [{"id": "oldnode1", "type": "topic", "position": {"x": 0, "y": 0}, "data": {"label": "Knots & ropes"}}]
    files = {
        "sea.json": json.dumps({"nodes": nodes, "edges": []}),
        "content/knots--ropes@newnode1.md": "# Knots & ropes\n\nTie them.\n",
        "content/winds@newnode2.md": "# Winds\n",
    }
    outline = read_folder(files)
    assert tree(outline) == ["[ ] Knots & ropes", "[ ] Winds"]
    assert item(outline, "Knots & ropes").note == "Tie them."
