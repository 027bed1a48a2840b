"""What a user adds and changes, taken out as one file and laid over the roadmaps of another store."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.own.conftest import Imported, Write
from tracker.core.errors import RoadmapFileError
from tracker.core.overlay.records import OverlayRecord
from tracker.core.roadmap.model import Level, Link
from tracker.formats.overlay import read, write
from tracker.workspace import Workspace


@pytest.fixture
def extended(small_home: Path, cli: Run) -> Path:
    """A home whose user added to a skill and changed it."""
    cli("add", "knots", "Our own knot", "--under", "Joining lines", "--hours", "2", "--link", "https://example.org/k")
    cli("edit", "knots/bowline", "--hours", "9", "--title", "The bowline")
    cli("add", "engines", "Our engine")
    return small_home


def test_it_is_laid_over_the_same_roadmaps_elsewhere(
    extended: Path, cli: Run, write: Write, loaded_homes: dict[str, Path]
) -> None:
    path = write("mine.json", cli("export", "--all", "--overlay").stdout)
    with Workspace.open() as workspace:
        before = workspace.overlay()
        knots = workspace.roadmap("knots")
    shutil.rmtree(extended)
    shutil.copytree(loaded_homes["small"], extended)
    told = cli("import", path, "--dry-run", "--json").json()
    assert (told["format"], len(told["new"]), told["saved"]) == ("overlay", 3, False)
    assert "Our own knot, to Joining lines" in cli("import", path, "--dry-run").stdout
    cli("import", path, "--yes")
    with Workspace.open() as workspace:
        assert workspace.overlay() == before
        assert workspace.roadmap("knots") == knots
    cli("undo")
    with Workspace.open() as workspace:
        assert workspace.overlay() == {}


def test_the_option_and_the_files_of_version_0_1_are_known(extended: Path, cli: Run, write: Write) -> None:
    text = cli("export", "knots", "--layer").stdout
    assert text == cli("export", "knots", "--overlay").stdout
    path = write("old.json", text.replace("tracker-overlay", "tracker-layer"))
    assert cli("import", path, "--dry-run", "--json").json()["same"] == 2


def test_only_what_is_about_a_roadmap_goes_out_with_it(extended: Path, cli: Run) -> None:
    def records(roadmap: str) -> list[str]:
        records = json.loads(cli("export", roadmap, "--overlay").stdout)["records"]
        return sorted(record["title"] for record in records)

    assert records("knots") == ["Our own knot", "The bowline"]
    assert records("engines") == ["Our engine"]
    assert records("deckhand") == ["Our engine", "Our own knot", "The bowline"]
    assert records("sails") == []


def test_what_the_user_has_stays_and_what_has_no_place_is_told(extended: Path, cli: Run, write: Write) -> None:
    out = json.loads(cli("export", "knots", "--overlay").stdout)
    out["records"].append({"id": "gone/a", "roadmap": "gone", "title": "Nowhere"})
    path = write("theirs.json", json.dumps(out))
    cli("edit", "knots/bowline", "--hours", "1")
    told = cli("import", path, "--dry-run", "--json").json()
    assert (told["new"], told["same"], told["kept"], told["lost"]) == ([], 1, ["knots/bowline"], ["gone/a"])
    cli("import", path, "--yes")
    with Workspace.open() as workspace:
        assert workspace.overlay()["knots/bowline"].hours == 1


def test_an_addition_never_takes_the_place_of_a_topic(small_home: Path, cli: Run, write: Write) -> None:
    record = {"id": "knots/bowline", "roadmap": "knots", "title": "Not it"}
    path = write("theirs.json", json.dumps({"format": "tracker-overlay", "version": 1, "records": [record]}))
    assert cli("import", path, "--yes", "--json").json()["kept"] == ["knots/bowline"]
    assert "Not it" not in cli("show", "knots").stdout


def test_options_for_roadmaps_are_refused(extended: Path, cli: Run, write: Write) -> None:
    path = write("mine.json", cli("export", "knots", "--overlay").stdout)
    for option in (("--title", "x"), ("--columns", "title=1"), ("--unticked",)):
        ran = cli("import", path, "--yes", *option)
        assert (ran.code, "this is an overlay" in ran.stderr) == (2, True)


def test_over_a_roadmap_of_ones_own(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought()
    cli("add", id_, "Mine", "--under", "Clouds")
    path = write("mine.json", cli("export", id_, "--overlay").stdout)
    cli("undo")
    assert "Mine" not in cli("show", id_).stdout
    cli("import", path, "--yes")
    assert "Mine" in cli("show", id_).stdout


_IDS = st.from_regex(r"[a-z0-9]{1,9}/[a-z0-9-]{1,9}", fullmatch=True)
_TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
_LINKS = st.builds(Link, st.just("link"), _TITLES, st.just("https://example.org/a"), st.just(False))
_RECORDS = st.builds(
    OverlayRecord,
    st.sampled_from(["", "knots"]),
    st.one_of(st.just(""), _IDS),
    st.booleans(),
    _TITLES,
    st.none() | st.floats(0, 1000),
    st.none() | st.lists(_LINKS, max_size=1).map(tuple),
    st.none() | st.just("") | _IDS,
    st.none() | st.sampled_from(Level),
    st.just("") | _TITLES,
    st.integers(-9, 9),
    st.just("") | _TITLES,
)


@given(st.dictionaries(_IDS, _RECORDS, max_size=5))
def test_any_layer_comes_back_the_same(layer: dict[str, OverlayRecord]) -> None:
    assert read(write(layer)) == layer


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"id": "a\u001b/b", "roadmap": "a", "title": "x"}, "is not a valid id"),
        ({"id": "a/b", "roadmap": "a"}, "a title has"),
        ({"id": "a/b", "title": "x" * 501}, "a title has"),
        ({"id": "a/b", "hours": "many"}, "hours"),
        ({"id": "a/b", "order": "first"}, "order"),
        ({"id": "a/b", "links": "here"}, "links"),
        ("no record", "no list of objects"),
    ],
)
def test_a_damaged_layer_is_refused_with_a_sentence(record: object, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        read(json.dumps({"format": "tracker-overlay", "version": 1, "records": [record]}))


def test_a_link_that_could_run_something_is_left_out() -> None:
    record = {"id": "a/b", "links": [{"title": "x", "url": "javascript:alert(1)"}, {"url": "https://example.org/"}]}
    overlay = read(json.dumps({"format": "tracker-overlay", "version": 1, "records": [record]}))
    assert [link.url for link in overlay["a/b"].links or ()] == ["https://example.org/"]
