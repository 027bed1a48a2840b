"""A sound store in whose loaded roadmaps something was written by hand: the rest is shown, and it is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.bad_stores import GARBLED_STORES
from tests.conftest import Run
from tracker.workspace.paths import find_paths

_DEEP = "[" * 200_000
CARDS = {
    "a dict": '["", [], {"a": 1}, []]',
    "a link of a dict": '["", [[{}, "t", "u", true]], [], []]',
    "no JSON": "{nope",
    "depth": _DEEP,
    "a number": "5",
    "bytes": b"\xff\xfe",
}
TREES = {
    "a title of a dict": '["knots","Knots",0,"",""]\n[["knots/bowline",{},"",1.0,[],0]]\nnull',
    "hours of a text": '["knots","Knots",0,"",""]\n[["knots/bowline","B","","x",[],0]]\nnull',
    "endless hours": '["knots","Knots",0,"",""]\n[["knots/bowline","B","",1e999,[],0]]\nnull',
    "needs of a number": '["knots","Knots",0,"",""]\n[["knots/bowline","B","",1.0,[5],0]]\nnull',
    "columns of two lengths": '["knots","Knots",0,"",""]\n["a\\n","",[1],[0],{}]\nnull',
    "columns out of order": '["knots","Knots",0,"",""]\n["a\\nb\\n","a\\nb\\n",[2,1],[0],{}]\nnull',
    "depth": f'["knots","Knots",0,"",""]\n{_DEEP}\nnull',
    "one line": "[]",
    "a topic as root": '["knots","Knots","",1.0,[],0]',
    "bytes": b"\xff",
}
PROFILES = {"a number": "[1,2,3,4,5,6]", "a dict": "{}", "too few": '[""]', "bytes": b"\x00"}
READS: tuple[str, ...] = (
    "roles",
    "skills",
    "own",
    "status deckhand",
    "show deckhand",
    "show knots/bowline",
    "next deckhand",
    "history",
)
READS += ("export --all --format json", "export --all --format markdown")


@pytest.fixture
def store(loaded_homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A sound store with the small set of roadmaps."""
    shutil.copytree(loaded_homes["small"], tmp_path / "home", dirs_exist_ok=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    return find_paths().store


def put(store: Path, statement: str, value: object) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        assert connection.execute(statement, (value,)).rowcount > 0


def reads_everything(cli: Run, folder: Path, named: str) -> None:
    """Every command that reads ends well enough; the backup names what it left out; the doctor finds it."""
    for words in READS:
        where = ["-o", str(folder / words.replace(" ", ""))] if words.startswith("export") else []
        ran = cli(*words.split(), *where)
        assert ran.code in (0, 3, 5), (words, ran)
        assert "Traceback" not in ran.stderr
    said = " ".join(cli("export", "--all", "--format", "json", "-o", str(folder / "all.json")).stderr.split())
    assert f"left out, the {named}: " in said
    before = find_paths().store.read_bytes()
    told = json.loads(cli("doctor", "--json").stdout)
    findings = {finding["about"]: finding for finding in told["findings"]}
    assert not told["sound"]
    assert findings["loaded roadmaps"]["state"] == "problem"
    assert find_paths().store.read_bytes() == before


@pytest.mark.parametrize("name", CARDS)
def test_a_card_that_cannot_be_read_is_left_out_and_named(name: str, store: Path, cli: Run, tmp_path: Path) -> None:
    put(store, "update topic set card = ? where id = 'knots/bowline'", CARDS[name])
    reads_everything(cli, tmp_path, "card knots/bowline")


@pytest.mark.parametrize("name", TREES)
def test_a_tree_that_cannot_be_read_is_left_out_and_named(name: str, store: Path, cli: Run, tmp_path: Path) -> None:
    put(store, "update roadmap set tree = ? where id = 'knots'", TREES[name])
    reads_everything(cli, tmp_path, "roadmap knots")


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_that_cannot_be_read_is_left_out_and_named(name: str, store: Path, cli: Run, tmp_path: Path) -> None:
    put(store, "update roadmap set profile = ? where id = 'knots'", PROFILES[name])
    reads_everything(cli, tmp_path, "profile knots")


@pytest.mark.parametrize("spoil", GARBLED_STORES, ids=lambda spoil: spoil.__name__)
def test_a_store_whose_every_tree_is_spoiled_opens(spoil: Callable[[Path], None], store: Path, cli: Run) -> None:
    spoil(store)
    assert GARBLED_STORES[spoil] in cli("roles").stderr
    cli("tick", "knots/bowline")
    assert json.loads(cli("history", "--json").stdout)
