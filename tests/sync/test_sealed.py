"""A folder that others can read: encrypted, with a passphrase that stands in no file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.test_two_machines import Machine, Machines
from tracker.workspace.sync import PASSPHRASE

pytest.importorskip("pyrage", reason="the extra encrypt is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shared folder."""
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


@pytest.fixture
def both(machine: Machines) -> tuple[Machine, Machine]:
    """Two machines."""
    return machine("laptop-00aa11"), machine("desktop-22bb33")


def test_two_devices_with_one_passphrase_read_each_other_and_nobody_else_does(
    both: tuple[Machine, Machine], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desktop = both
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    laptop("note", "knots/bowline", "private words")
    assert laptop("sync", str(folder), "--encrypt", "--dry-run").stdout == "1 sent\n"
    assert list(folder.iterdir()) == []
    assert laptop("sync", str(folder), "--encrypt").stdout == "1 sent\n"
    contents = b"".join(file.read_bytes() for file in folder.glob("*/*"))
    assert b"age-encryption.org" in contents
    assert b"laptop" not in contents
    assert b"private words" not in contents
    desktop("tick", "knots/splice")
    assert desktop("sync", str(folder), "--encrypt").stdout == "1 from laptop, 1 sent\n"
    assert desktop("note", "knots/bowline").stdout == "private words\n"
    assert laptop("sync", str(folder), "--encrypt").stdout == "1 from desktop\n"
    assert not list(laptop.home.rglob("*correct horse*"))
    for file in laptop.home.rglob("*"):
        assert not file.is_file() or b"correct horse" not in file.read_bytes()


def test_without_the_extra_it_says_what_to_install(
    both: tuple[Machine, Machine], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    monkeypatch.setitem(sys.modules, "pyrage", None)
    ran = both[0]("sync", str(folder), "--encrypt")
    assert (ran.code, "pip install 'roadmap-tracker[encrypt]'" in ran.stderr) == (2, True)


def test_a_wrong_passphrase_and_none_are_refused_before_anything_is_written(
    both: tuple[Machine, Machine], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desktop = both
    desktop("tick", "knots/splice")
    ran = desktop("sync", str(folder), "--encrypt")
    assert (ran.code, PASSPHRASE in ran.stderr) == (2, True)
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    laptop("tick", "knots/bowline")
    laptop("sync", str(folder), "--encrypt")
    before = sorted(folder.rglob("*"))
    monkeypatch.setenv(PASSPHRASE, "wrong")
    ran = desktop("sync", str(folder), "--encrypt")
    assert (ran.code, "the passphrase is not the one" in ran.stderr, "wrong" in ran.stderr) == (2, True, False)
    assert sorted(folder.rglob("*")) == before
    plain = desktop("sync", str(folder))
    assert (plain.code, "tracker sync --encrypt asks for the passphrase" in plain.stderr) == (2, True)
    assert sorted(folder.rglob("*")) == before  # who forgets to encrypt does not leave a journal there in the clear
