"""Roadmap files read together: problems between them, each with its file, line and hint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.workspace.conftest import change
from tracker.authoring.advice import advice
from tracker.workspace.library_files import LARGEST_FILE, read_files, read_library


@pytest.fixture
def knots(small_library: Path) -> Path:
    """The file of a skill."""
    return small_library / "skills" / "knots.toml"


@pytest.fixture
def skipper(small_library: Path) -> Path:
    """The file of a role."""
    return small_library / "roles" / "skipper.toml"


@pytest.fixture(autouse=True)
def _here(small_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are told as a user in the folder of the roadmaps would write them."""
    monkeypatch.chdir(small_library)


def test_the_small_library_is_in_order(small_library: Path) -> None:
    report = read_library(small_library)
    assert report.errors == ()
    assert list(report.library.roles) == ["deckhand", "skipper"]
    assert list(report.library.skills) == ["charts", "engines", "knots", "sails"]


def test_an_unknown_skill_is_told_with_the_one_that_was_meant(small_library: Path, skipper: Path) -> None:
    change(skipper, 'skill = "charts"', 'skill = "chrats"')
    assert read_library(small_library).errors == (
        'roles/skipper.toml:16: needs "chrats": no such skill; did you mean "charts"?',
    )


def test_an_unknown_topic_is_told_where_it_is_needed(small_library: Path, knots: Path, skipper: Path) -> None:
    change(knots, 'needs = ["knots/sheet-bend"]', 'needs = ["knots/sheet-bendd"]')
    change(skipper, 'topic = "sails/reef"', 'topic = "sails/reff"')
    assert read_library(small_library).errors == (
        'skills/knots.toml:49: needs "knots/sheet-bendd": no such topic; did you mean "knots/sheet-bend"?',
        'roles/skipper.toml:23: needs "sails/reff": no such topic; did you mean "sails/reef"?',
    )


def test_an_unknown_role_to_build_on_is_told(small_library: Path, skipper: Path) -> None:
    change(skipper, 'builds_on = "deckhand"', 'builds_on = "decckhand"')
    assert read_library(small_library).errors == (
        'roles/skipper.toml:8: needs "decckhand": no such role; did you mean "deckhand"?',
    )


def test_prerequisites_in_a_circle_are_told_with_the_whole_ring(small_library: Path, knots: Path) -> None:
    change(knots, 'done_when = "Tie a bowline behind your back."', 'done_when = "Tie it."\nneeds = ["sails/hoist"]')
    (error,) = read_library(small_library).errors
    ring = "knots/bowline → sails/hoist → knots/figure-eight → knots/bowline"
    assert error == f"skills/knots.toml:28: prerequisites make a circle; {ring}"


def test_roles_that_build_on_each_other_in_a_circle_are_told(small_library: Path) -> None:
    change(small_library / "roles" / "deckhand.toml", "order = 10", 'order = 10\nbuilds_on = "skipper"')
    errors = read_library(small_library).errors
    assert "roles/deckhand.toml:10: roles build on each other in a circle; deckhand → skipper → deckhand" in errors


def test_an_id_that_stands_in_two_files_is_told_where_it_stands_again(small_library: Path) -> None:
    change(small_library / "skills" / "sails.toml", 'id = "sails/reef"', 'id = "knots/splice"')
    told = 'skills/sails.toml:19: topic "knots/splice" stands twice; its first home is skills/knots'
    assert f"{told}; ids are never used twice" in read_library(small_library).errors


def test_a_former_id_that_is_in_use_is_told(small_library: Path, knots: Path) -> None:
    change(knots, 'former_ids = ["knots/weavers-knot"]', 'former_ids = ["sails/reef"]')
    assert read_library(small_library).errors == (
        'skills/knots.toml:41: former id "sails/reef" is still the id of a topic',
    )


def test_a_file_that_is_not_called_as_its_id_is_told(small_library: Path, knots: Path) -> None:
    knots.rename(knots.with_name("ropes.toml"))
    assert read_library(small_library).errors == (
        'skills/ropes.toml:1: the id is "knots"; call the file knots.toml, or change the id',
    )


def test_two_files_with_one_id_are_told(small_library: Path, knots: Path) -> None:
    shutil.copy(knots, knots.with_name("ropes.toml"))
    assert 'skills/ropes.toml:1: the id "knots" stands in another file too' in read_library(small_library).errors


def test_a_role_and_a_skill_with_one_id_are_told(small_library: Path, skipper: Path) -> None:
    change(skipper, 'id = "skipper"', 'id = "knots"')
    skipper.rename(skipper.with_name("knots.toml"))
    assert 'skills/knots.toml:1: "knots" is also the id of a role' in read_library(small_library).errors


def test_a_file_that_is_not_utf8_is_told_with_its_line(small_library: Path, knots: Path) -> None:
    knots.write_bytes(knots.read_bytes().replace(b'Tie a bowline"', b'Tie a b\xf6wline"'))
    assert read_library(small_library).errors == ("skills/knots.toml:12: not UTF-8 text; save the file as UTF-8",)


def test_a_byte_order_mark_is_no_problem(small_library: Path, knots: Path) -> None:
    knots.write_bytes(b"\xef\xbb\xbf" + knots.read_bytes())
    assert read_library(small_library).errors == ()


def test_a_file_that_is_far_too_large_is_not_read(small_library: Path, knots: Path) -> None:
    knots.write_bytes(knots.read_bytes() + b"#" * LARGEST_FILE)
    assert read_library(small_library).errors == ("skills/knots.toml:1: too large for a roadmap file; at most 4 MiB",)


def test_a_file_that_cannot_be_read_is_told(small_library: Path) -> None:
    assert read_files([small_library / "nowhere.toml", small_library / "skills"]).errors == (
        "nowhere.toml:1: cannot be read: No such file or directory",
        "skills:1: cannot be read: Is a directory",
    )


def test_problems_of_all_files_are_told_at_once(small_library: Path, knots: Path, skipper: Path) -> None:
    change(knots, 'level = "advanced"', 'level = "top"')
    change(skipper, "order = 20", 'order = "last"')
    (small_library / "skills" / "sails.toml").write_text("= no toml", encoding="utf-8")
    files = [error.split(":")[0] for error in read_library(small_library).errors]
    assert files == ["roles/skipper.toml", "skills/knots.toml", "skills/sails.toml"]


def test_what_only_follows_from_a_broken_file_is_not_told(small_library: Path, knots: Path) -> None:
    """Other files need topics of the broken one; that they are missing is no news."""
    change(knots, 'level = "advanced"', 'level = "top"')
    assert len(read_library(small_library).errors) == 1


def test_a_file_of_one_s_own_is_checked_beside_the_bundled_ones(small_library: Path, tmp_path: Path) -> None:
    library = read_library(small_library).library
    mine = tmp_path / "mate.toml"
    mine.write_text(
        (small_library / "roles" / "skipper.toml").read_text(encoding="utf-8").replace('id = "skipper"', 'id = "mate"'),
        encoding="utf-8",
    )
    assert read_files([mine], library).errors == ()
    change(mine, 'skill = "knots"', 'skill = "knot"')
    (error,) = read_files([mine], library).errors
    assert error.endswith('mate.toml:12: needs "knot": no such skill; did you mean "knots"?')


def test_the_version_changes_with_the_content_and_only_with_it(small_library: Path, knots: Path) -> None:
    version = read_library(small_library).version
    knots.touch()
    assert read_library(small_library).version == version
    change(knots, 'title = "Splicing"', 'title = "Splices"')
    assert read_library(small_library).version != version


def test_advice_is_given_where_a_file_is_right_and_could_be_better(small_library: Path, knots: Path) -> None:
    change(knots, "Splice an eye that holds your weight.", "Understand splices.")
    report = read_files([knots], read_library(small_library).library, advice)
    assert report.errors == ()
    told = 'skills/knots.toml:48: done_when begins with "understand"; begin with a verb of doing: '
    assert f"{told}build, write, explain, measure" in report.advice
