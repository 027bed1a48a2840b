"""What goes out comes back the same: tree, marks and notes; and a backup brings everything."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.core.trees import Branch, tree
from tests.own.conftest import PLAN, Imported, shape
from tests.store.conftest import events_in, is_sound
from tracker.core.importing.outline import walk
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Mark, Roadmap, Topic
from tracker.formats import detect
from tracker.formats.html import writer as html_page
from tracker.formats.json import writer as json_format
from tracker.formats.markdown import writer as markdown
from tracker.formats.opml import writer as opml_export
from tracker.formats.org import writer as org_export
from tracker.formats.toml import roadmap as own_toml
from tracker.workspace import Workspace
from tracker.workspace.export import FORMATS
from tracker.workspace.paths import find_paths

ROUND = ("markdown", "json", "org", "opml", "toml")
WRITERS = {"markdown": markdown, "json": json_format, "org": org_export, "opml": opml_export, "toml": own_toml}
ODD = (
    "TODO list [2/5] :tag:",
    "[#A] *bold* _x_ `c` <b>&amp; $x$",
    "a (basic · 2 h)",
    "- [ ] box",
    "1. one",
    "[[x]] and [t](https://example.org/)",
    "https://example.org/?a=1&b=2",
    "=1+1",
    'quote " and \\ and #',
    "👩\u200d🚀 שלום",
    "COMMENT x",
)


def moved_to_an_empty_store(cli: Run, home: Path, exported: str, format_: str, tmp_path: Path) -> Workspace:
    """A workspace of somebody else, with what was exported in it."""
    path = tmp_path / f"out.{FORMATS[format_][1]}"
    path.write_text(exported, encoding="utf-8")
    shutil.rmtree(home)
    assert cli("import", str(path), "--yes", "--id", "back").code == 0
    return Workspace.open()


@pytest.mark.parametrize("format_", ROUND)
def test_an_own_export_changes_nothing_and_is_wondered_at_nowhere(
    format_: str, brought: Imported, cli: Run, tmp_path: Path
) -> None:
    id_ = brought(f"A summary.\n\n{PLAN}")
    cli("note", "Read a cloud", "- [ ] no box\n* TODO no topic")
    cli("add", id_, "Nothing in it yet", "--group")
    before = cli("export", id_, "--format", "json").stdout
    path = tmp_path / f"out.{FORMATS[format_][1]}"
    assert cli("export", id_, "--format", format_, "-o", str(path)).code == 0
    assert cli("update", id_, str(path), "--dry-run", "--json").json()["warnings"] == []
    assert cli("update", id_, str(path), "--yes").code == 0
    assert cli("export", id_, "--format", "json").stdout == before


@pytest.mark.parametrize("format_", ROUND)
def test_an_own_roadmap_comes_back_with_tree_marks_and_notes(
    format_: str, brought: Imported, cli: Run, small_home: Path, tmp_path: Path
) -> None:
    id_ = brought(PLAN.replace("## Weather", "## Weather\n\nLook up first.\n\nThen down."))
    cli("note", "Read a cloud", "First line\n\n- a list\n* a star\n#+end_quote\nlast: <b>&</b>")
    cli(
        "add",
        id_,
        "Added",
        "--under",
        "Ropes",
        "--hours",
        "2.5",
        "--level",
        "working",
        "--link",
        "https://example.org/a",
    )
    cli("edit", "Cut it", "--title", "Cut (the) rope [now]")
    with Workspace.open() as workspace:
        before = shape(workspace, id_)
    exported = cli("export", id_, "--format", format_).stdout
    with moved_to_an_empty_store(cli, small_home, exported, format_, tmp_path) as workspace:
        assert shape(workspace, "back") == before


@pytest.mark.parametrize("format_", ROUND)
def test_a_role_comes_back_with_its_rules_and_the_same_percentage(
    format_: str, small_home: Path, cli: Run, tmp_path: Path
) -> None:
    cli("tick", "knots/bowline")
    cli("choose", "deckhand", "engines")
    numbers = ("done", "counted", "percent", "skipped", "hours_left")
    before = cli("status", "deckhand", "--json").json()
    exported = cli("export", "deckhand", "--format", format_).stdout
    with moved_to_an_empty_store(cli, small_home, exported, format_, tmp_path) as workspace:
        rules = [
            (node.rule.value, node.optional) for node in workspace.roadmap("back").tree.nodes if isinstance(node, Group)
        ]
        assert ("any", False) in rules
        assert ("all", True) in rules
    after = cli("status", "back", "--json").json()
    assert {name: after[name] for name in numbers} == {name: before[name] for name in numbers}


@pytest.mark.parametrize("format_", ROUND)
@pytest.mark.parametrize("title", ODD)
def test_odd_titles_come_back_as_they_were(format_: str, title: str) -> None:
    inside = Branch(Topic("own/t", title, Level.BASIC, 2.5), (Topic("own/u", title),))
    written = tree(Group("own", "Own"), Branch(Group("own/g", title), (inside,)), Topic("own/last", "Last"))
    roadmap = Roadmap("own", Kind.OWN, "Own", "", written)
    cards = {"own/t": Card(f"{title}.", (Link("book", title, "https://example.org/a_(b)?c=[d]&e"),))}
    state = State({"own/t": Mark.DOING}, {"own/t": f"{title}\nsecond"})
    text = WRITERS[format_].write(Document(measure(roadmap, state.marks, {}), cards, state.notes))
    outline = detect.read(text.encode(), f"x.{FORMATS[format_][1]}")
    items = [item for _, item in walk(outline.items)]
    assert [item.title for item in items] == [title, title, title, "Last"]
    assert [item.mark for item in items] == [None, Mark.DOING, Mark.TODO, Mark.TODO]
    assert [item.anchor for item in items[1:]] == ["own/t", "own/u", "own/last"]
    assert (items[1].level, items[1].hours, items[1].note) == (Level.BASIC, 2.5, f"{title}\nsecond")


class _Page(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"} or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_shows_titles_as_text_and_loads_nothing() -> None:
    evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    written = tree(Group("own", evil), Branch(Group("own/g", evil), (Topic("own/t", evil),)))
    links = (Link("book", evil, 'https://example.org/"onclick="x'), Link("x", "y", "javascript:alert(1)"))
    roadmap = Roadmap("own", Kind.OWN, evil, evil, written)
    state = State({"own/t": Mark.DONE}, {"own/t": evil, "own/g": evil})
    page = _Page()
    text = html_page.write(Document(measure(roadmap, state.marks, {}), {"own/t": Card(evil, links)}, state.notes))
    page.feed(text)
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert all(address.startswith("https://example.org/") for address in page.addresses)
    assert "".join(page.texts).count(evil) == 9
    assert "100 % · 1 of 1" in text


def test_the_page_unfolds_what_was_begun_and_keeps_scripts_apart() -> None:
    begun, untouched = Topic("own/a", "שלום"), Topic("own/b", "Later")
    groups = (Branch(Group("own/1", "Begun"), (begun,)), Branch(Group("own/2", "Untouched"), (untouched,)))
    roadmap = Roadmap("own", Kind.OWN, "Mine", "", tree(Group("own", "Mine"), *groups))
    state = State({"own/a": Mark.DOING})
    text = html_page.write(Document(measure(roadmap, state.marks, {}), {}, state.notes))
    assert "<details open><summary><bdi>Begun</bdi>" in text
    assert "<details><summary><bdi>Untouched</bdi>" in text
    assert "<bdi>שלום</bdi>" in text


def test_everything_goes_out_and_comes_back_as_the_same_state(
    brought: Imported, cli: Run, small_home: Path, loaded_homes: dict[str, Path], tmp_path: Path
) -> None:
    id_ = brought()
    cli("add", id_, "Added")
    cli("tick", "Added", "knots/bowline")
    cli("undo")
    cli("target", "deckhand")
    backup = tmp_path / "backup.json"
    assert cli("export", "--all", "--format", "json", "-o", str(backup)).code == 0
    with Workspace.open() as workspace:
        state, roadmaps, cards = workspace.state(), workspace.roadmaps(), workspace.cards()
    journal = events_in(find_paths().store)
    shutil.rmtree(small_home)
    shutil.copytree(loaded_homes["small"], small_home)  # a backup brings no bundled roadmaps along
    assert cli("import", str(backup), "--yes").code == 0
    with Workspace.open() as workspace:
        assert (workspace.state(), workspace.roadmaps(), workspace.cards()) == (state, roadmaps, cards)
    back = events_in(find_paths().store)
    assert [event for event in back if event in journal] == journal
    assert is_sound(find_paths().store)
    cli("undo")
    assert cli("status", "deckhand", "--json").code == 0


def test_a_backup_that_is_here_already_adds_nothing(brought: Imported, cli: Run, tmp_path: Path) -> None:
    brought()
    backup = tmp_path / "backup.json"
    cli("export", "--all", "--format", "json", "-o", str(backup))
    told = cli("import", str(backup), "--yes", "--json").json()
    assert (told["new"], told["saved"], told["events"] > 0) == (0, True, True)


def test_of_two_stores_the_later_event_holds_also_where_a_backup_has_no_clocks(
    small_home: Path, cli: Run, tmp_path: Path
) -> None:
    cli("tick", "knots/bowline")
    cli("note", "knots/bowline", "early")
    backup = tmp_path / "backup.json"
    cli("export", "--all", "--format", "json", "-o", str(backup))
    text = json.loads(backup.read_text(encoding="utf-8"))
    other = [event for event in text["journal"] if event["field"] in {"mark", "note"}]
    for number, event in enumerate(other):
        event.update(uid=f"other-{number}", act=f"other-{number}", device="other")
        event["at"] = "2020-01-01T00:00:00.000Z" if event["field"] == "mark" else "2999-01-01T00:00:00.000Z"
        del event["clock"]
        event["value"] = "doing" if event["field"] == "mark" else "late"
    backup.write_text(json.dumps(text), encoding="utf-8")
    assert cli("import", str(backup), "--yes", "--json").json()["new"] == 2
    with Workspace.open() as workspace:
        assert workspace.state().marks["knots/bowline"] is Mark.DONE
        assert workspace.state().notes["knots/bowline"] == "late"


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("journal"),
        lambda data: data.update(version=99),
        lambda data: data.update(editions=[{}]),
        lambda data: data.update(journal=[3]),
        lambda data: data["journal"][0].update(field="else"),
        lambda data: data["journal"][0].update(uid=3),
        lambda data: data["editions"][0]["roadmaps"][0]["root"].update(children=[{"id": "x"}]),
    ],
)
def test_a_damaged_backup_is_refused_whole(change: object, small_home: Path, cli: Run, tmp_path: Path) -> None:
    backup = tmp_path / "backup.json"
    cli("export", "--all", "--format", "json", "-o", str(backup))
    data = json.loads(backup.read_text(encoding="utf-8"))
    assert callable(change)
    change(data)
    backup.write_text(json.dumps(data), encoding="utf-8")
    before = find_paths().store.read_bytes()
    ran = cli("import", str(backup), "--yes")
    assert (ran.code, ran.stdout) == (4, "")
    assert "damaged" in ran.stderr or "version" in ran.stderr
    assert find_paths().store.read_bytes() == before


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "json"])
def test_all_roadmaps_go_into_a_folder(format_: str, brought: Imported, cli: Run, tmp_path: Path) -> None:
    brought()
    folder = tmp_path / "out"
    assert cli("export", "--all", "--format", format_).code == 2
    assert cli("export", "--all", "--format", format_, "-o", str(folder)).code == 0
    names = {path.stem for path in folder.iterdir()}
    assert {"harbour-plan", "knots", "deckhand"} <= names
    assert all(path.stat().st_size for path in folder.iterdir())


def test_one_roadmap_or_all_of_them(small_home: Path, cli: Run) -> None:
    assert cli("export").code == 2
    assert cli("export", "knots", "--all").code == 2


def test_a_skill_file_can_be_brought_in(small_home: Path, cli: Run) -> None:
    path = Path(__file__).parent.parent / "small_library" / "skills" / "knots.toml"
    told = cli("import", str(path), "--yes", "--json", "--id", "mine", "--share").json()
    assert (told["format"], told["topics"]) == ("toml", 4)
    with Workspace.open() as workspace:
        assert {topic.id for topic in workspace.roadmap("mine").tree.topics()} == {
            topic.id for topic in workspace.roadmap("knots").tree.topics()
        }
