"""The archive of an own roadmap: a table that fits, equal titles told apart, and the way back to the group."""

from __future__ import annotations

import pytest

from tests.conftest import Run
from tests.own.conftest import Imported, Write, shape
from tracker.core.text import plain
from tracker.workspace import Workspace

LONG = "機械学習の基礎をしっかりと学ぶための長い題名"
OLD = f"# P\n\n## One\n\n- [x] Twice\n- [ ] Stay\n\n## Two\n\n- [ ] Twice\n- [ ] Also\n- [ ] {LONG}\n"
NEW = "# P\n\n## One\n\n- [ ] Stay\n\n## Two\n\n- [ ] Also\n"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_has_headings_fits_and_tells_equal_titles_apart(
    width: int, brought: Imported, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    id_ = brought(OLD)
    cli("update", id_, write("new.md", NEW), "--yes")
    head, *lines = cli("archive", id_).stdout.splitlines()
    assert head.split() == ["archived", "title", "was", "in", "id"]
    assert sorted(line.split()[3] for line in lines if "Twice" in line) == ["One", "Two"]
    wide = [len(plain(line)) + sum(ord(sign) > 0x2E80 for sign in line) for line in (head, *lines)]
    assert max(wide) <= width
    assert [one["group"] for one in cli("archive", id_, "--json").json() if one["title"] == "Twice"] == ["One", "Two"]


def test_what_is_restored_goes_back_to_its_group(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought(OLD)
    before = shape(workspace, id_)
    cli("update", id_, write("new.md", NEW), "--yes")
    ids = [one["id"] for one in cli("archive", id_, "--json").json()]
    assert cli("archive", id_, "--restore", *ids).code == 0
    assert shape(workspace, id_) == before
    cli("update", id_, write("gone.md", "# P\n\n- [ ] Stay\n"), "--yes")
    assert "Twice" in cli("show", id_).stdout
