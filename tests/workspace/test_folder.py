"""A folder of somebody else's is read within bounds, and nothing outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.core.errors import RoadmapFileError
from tracker.workspace.incoming import folder as bounds
from tracker.workspace.incoming.folder import read_folder


def put(path: Path, text: str = "# A\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_links_hidden_files_and_what_is_no_file_are_left_out(tmp_path: Path) -> None:
    secret = put(tmp_path / "outside" / "secret@ssssssss1.md", "secret")
    sea = tmp_path / "sea"
    put(sea / "content" / "bowline@aaaaaaaa1.md")
    put(sea / "content" / ".hidden@hhhhhhhh1.md")
    put(sea / ".git" / "object@oooooooo1.md")
    (sea / "content" / "linked@llllllll1.md").symlink_to(secret)
    (sea / "outside").symlink_to(secret.parent)
    (sea / "around").symlink_to(sea)
    os.mkfifo(sea / "content" / "pipe@pppppppp1.md")
    assert read_folder(sea) == {"content/bowline@aaaaaaaa1.md": "# A\n"}


def test_the_numbered_files_of_older_clones_are_found_from_their_own_folder_too(tmp_path: Path) -> None:
    put(tmp_path / "content" / "100-knots" / "101-bowline.md")
    assert (
        list(read_folder(tmp_path)) == list(read_folder(tmp_path / "content")) == ["content/100-knots/101-bowline.md"]
    )


def test_files_deep_below_are_not_looked_for(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"abcdefgh")
    put(deep / "far@ffffffff1.md")
    with pytest.raises(RoadmapFileError, match="neither content files nor a graph"):
        read_folder(tmp_path)
    assert list(read_folder(deep)) == ["far@ffffffff1.md"]


def test_a_folder_that_is_larger_than_a_roadmap_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a@aaaaaaaa1.md", "x" * 60)
    put(tmp_path / "b@bbbbbbbb1.md", "x" * 60)
    monkeypatch.setattr(bounds, "LARGEST_FOLDER", 119)
    with pytest.raises(RoadmapFileError, match="holds more than 0 MB"):
        read_folder(tmp_path)
    monkeypatch.setattr(bounds, "LARGEST_FOLDER", 120)
    assert len(read_folder(tmp_path)) == 2
    monkeypatch.setattr(bounds, "MOST_ENTRIES", 1)
    with pytest.raises(RoadmapFileError, match="holds more than 1 files"):
        read_folder(tmp_path)


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a@aaaaaaaa1.md").write_bytes(b"# \xff\n")
    with pytest.raises(RoadmapFileError, match=r"a@aaaaaaaa1\.md is not text in UTF-8"):
        read_folder(tmp_path)
