"""Where things are, and the name of the device."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import paths_in
from tracker.workspace.clock import new_uid, utc
from tracker.workspace.paths import device_name, find_paths


def test_everything_is_under_tracker_home(home: Path) -> None:
    paths = find_paths()
    assert paths.store == home / "data" / "tracker.db"
    assert (paths.config, paths.cache) == (home / "config", home / "cache")
    assert (paths.library / "roles" / "ai-engineer.toml").is_file()


def test_a_home_is_meant_as_the_user_wrote_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRACKER_HOME", "~/mine")
    assert find_paths().data == tmp_path / "mine" / "data"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_HOME", "here")
    assert find_paths().data == tmp_path / "here" / "data"


def test_without_tracker_home_the_system_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for empty in ("", None):
        if empty is None:
            monkeypatch.delenv("TRACKER_HOME")
        else:
            monkeypatch.setenv("TRACKER_HOME", empty)
        paths = find_paths()
        for folder in (paths.data, paths.config, paths.cache):
            assert tmp_path in folder.parents
            assert "roadmap-tracker" in folder.parts
        assert len({paths.data, paths.config, paths.cache}) == 3


def test_looking_for_the_paths_makes_nothing(tmp_path: Path) -> None:
    find_paths()
    assert list(tmp_path.iterdir()) == []


def test_the_device_keeps_its_name(home: Path, tmp_path: Path) -> None:
    paths = paths_in(home, tmp_path)
    name = device_name(paths)
    assert re.fullmatch(r"[^\s.]+-[0-9a-f]{6}", name)
    assert device_name(paths) == name
    assert device_name(paths_in(tmp_path / "other", tmp_path)) != name


@pytest.mark.parametrize("content", [b"", b"\n", b" \n"])
def test_a_device_without_a_name_gets_one(content: bytes, home: Path, tmp_path: Path) -> None:
    paths = paths_in(home, tmp_path)
    paths.data.mkdir(parents=True)
    paths.device.write_bytes(content)
    name = device_name(paths)
    assert name
    assert device_name(paths) == name


def test_a_name_that_is_no_text_is_no_trouble(home: Path, tmp_path: Path) -> None:
    paths = paths_in(home, tmp_path)
    paths.data.mkdir(parents=True)
    paths.device.write_bytes(b"boat-\xff\n")
    assert device_name(paths) == "boat-\ufffd"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_750_000_000.0004, "2025-06-15T15:06:40.000Z"),
        (1_750_000_000.9996, "2025-06-15T15:06:41.000Z"),
    ],
)
def test_a_moment_is_written_in_utc_to_the_millisecond(seconds: float, text: str) -> None:
    assert utc(seconds) == text


def test_uids_sort_by_time_and_never_repeat() -> None:
    uids = [new_uid(1_750_000_000 + second) for second in range(3)]
    assert uids == sorted(uids)
    assert len({new_uid(1_750_000_000) for _ in range(100)}) == 100
