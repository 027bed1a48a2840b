"""A folder that others can read: encrypted, with a passphrase that stands in no file."""

from __future__ import annotations

import json
import os
import signal
import sys
import termios
import time
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pexpect
import pytest

from tests.cli.test_two_machines import Machine
from tests.conftest import environment
from tracker.workspace.sync import PASSPHRASE

pyrage = pytest.importorskip("pyrage", reason="the extra encrypt is not installed")


KEY = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBITFkxUVYvMEl0MHExZ2JKTmc2VE9BIDQKS3JkMDZacGVzWnRmM2NsQU9oNTArdzFaUj"
    "dObjlLWlp5SnlXM0ZjQnhMZwotLS0gOWZjOHlhSGIrMktnb2h1dzUva0tOWjVtTGdVQjBzTkxQWTBHK3VSc2xQWQooU1JglZkwhIOBFiZr30zY"
    "iwcbiUZJVEiGF7GLVKaUAhpNWYsJI3ZtjURTmL4xLuRVAEg9x/VnkcmUjjISJBVMCrssMsZnZYFMSgZGKvzqzfZYubZQVjk2R7Aw7nI9qJ5b9J"
    "zZWgl5j4av"
)
"""A device's key, encrypted with "correct horse" in a 16,000th of the usual steps, which take a second or more."""


def pretend_to_know(own: Path, folder: Path) -> None:
    """Damage the file with the other device's key, which only the passphrase opens, as if it had been remembered so."""
    key = pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(KEY, "correct horse").decode())
    known = json.loads(pyrage.decrypt((own / "known.age").read_bytes(), [key]))
    (other,) = known
    (folder / other / "key.age").write_bytes(b"damaged")
    known[other][0] = sha256(b"damaged").hexdigest()[:32]
    (own / "known.age").write_bytes(pyrage.encrypt(json.dumps(known).encode(), [key.to_public()]))


def test_two_devices_with_one_passphrase_read_each_other_and_nobody_else_does(
    both: tuple[Machine, Machine], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desktop = both
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    laptop("note", "knots/bowline", "private words")
    (folder.parent / "open").mkdir()
    laptop("sync", str(folder.parent / "open"))
    own = folder / next((folder.parent / "open").iterdir()).name
    own.mkdir()
    (own / "key.age").write_bytes(KEY)  # that of the desktop is made by its sync
    assert laptop("sync", str(folder), "--encrypt", "--dry-run").stdout == "1 sent\n"
    assert [file.name for file in folder.glob("*/*")] == ["key.age"]
    assert laptop("sync", str(folder), "--encrypt").stdout == "1 sent\n"
    contents = b"".join(file.read_bytes() for file in folder.glob("*/*"))
    assert b"age-encryption.org" in contents
    assert b"laptop" not in contents
    assert b"private words" not in contents
    desktop("tick", "knots/splice")
    assert desktop("sync", str(folder), "--encrypt").stdout == "1 from laptop, 1 sent\n"
    assert desktop("note", "knots/bowline").stdout == "private words\n"
    assert laptop("sync", str(folder), "--encrypt").stdout == "1 from desktop\n"
    desktop("tick", "knots/sheet-bend")
    desktop("sync", str(folder), "--encrypt")
    pretend_to_know(own, folder)
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
    _, desktop = both
    desktop("tick", "knots/splice")
    (folder / "abcdefghij").mkdir()
    (folder / "abcdefghij" / "key.age").write_bytes(KEY)
    (folder / "abcdefghij" / f"{'0' * 32}.events.age").write_bytes(b"on its way")
    before = sorted(folder.rglob("*"))
    ran = desktop("sync", str(folder), "--encrypt")
    assert (ran.code, PASSPHRASE in ran.stderr) == (2, True)
    monkeypatch.setenv(PASSPHRASE, "wrong")
    ran = desktop("sync", str(folder), "--encrypt")
    assert (ran.code, "the passphrase is not the one" in ran.stderr, "wrong" in ran.stderr) == (2, True, False)
    plain = desktop("sync", str(folder))
    assert (plain.code, "tracker sync --encrypt asks for the passphrase" in plain.stderr) == (2, True)
    assert sorted(folder.rglob("*")) == before  # who forgets to encrypt does not leave a journal there in the clear
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    assert desktop("sync", str(folder), "--encrypt", "--dry-run").stdout == "1 sent\n"


@pytest.mark.parametrize("way", ["\x04", signal.SIGTERM, signal.SIGHUP])
def test_a_question_for_the_passphrase_that_is_left_leaves_the_terminal_as_it_was(
    way: str | signal.Signals, both: tuple[Machine, Machine], folder: Path
) -> None:
    words = ["-m", "tracker", "sync", str(folder), "--encrypt"]
    child = pexpect.spawn(sys.executable, words, env=environment(both[0].home), encoding="utf-8", timeout=60)
    child.expect("passphrase of the shared folder: ")
    child.waitnoecho()
    terminal = os.open(f"/proc/{child.pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
    if isinstance(way, str):
        child.send(way)
    else:
        child.kill(way)
    while child.isalive():
        time.sleep(0.01)
    assert termios.tcgetattr(terminal)[3] & termios.ECHO
    os.close(terminal)
    assert "Traceback" not in child.read()
    child.close()
    assert child.exitstatus == (2 if isinstance(way, str) else 128 + way)
