"""The archive of an own roadmap: a table that fits, equal titles told apart, and the way back to the group."""

from __future__ import annotations

from tests.conftest import Run
from tests.own.conftest import Imported, Write, shape
from tracker.workspace import Workspace

LONG = "機械学習の基礎をしっかりと学ぶための長い題名"
OLD = f"# P\n\n## One\n\n- [x] Twice\n- [ ] Stay\n\n## Two\n\n- [ ] Twice\n- [ ] Also\n- [ ] {LONG}\n"
NEW = "# P\n\n## One\n\n- [ ] Stay\n\n## Two\n\n- [ ] Also\n"


def test_the_table_has_headings_and_tells_equal_titles_apart(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought(OLD)
    cli("update", id_, write("new.md", NEW), "--yes")
    head, *lines = cli("archive", id_).stdout.splitlines()
    assert head.split() == ["archived", "title", "was", "in", "id"]
    assert sorted(line.split()[-2] for line in lines if "Twice" in line) == ["One", "Two"]
    assert [entry["group"] for entry in cli("archive", id_, "--json").json() if entry["title"] == "Twice"] == [
        "One",
        "Two",
    ]


def test_what_is_restored_goes_back_to_its_group(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought(OLD)
    before = shape(workspace, id_)
    cli("update", id_, write("new.md", NEW), "--yes")
    ids = [entry["id"] for entry in cli("archive", id_, "--json").json()]
    assert cli("archive", id_, "--restore", *ids).code == 0
    assert shape(workspace, id_) == before
    cli("update", id_, write("gone.md", "# P\n\n- [ ] Stay\n"), "--yes")
    assert "Twice" in cli("show", id_).stdout
