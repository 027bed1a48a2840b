"""A note in the user's own editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tracker.core.errors import TrackerError
from tracker.workspace.editor import edit

WRITES = """
import sys
from pathlib import Path
file = Path(sys.argv[-1])
assert file.suffix == ".md"
file.write_text(file.read_text(encoding="utf-8") + " ".join(sys.argv[1:-1]) + " é", encoding="utf-8")
"""


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that appends its own arguments to the file."""
    script = tmp_path / "an editor.py"
    script.write_text(WRITES, encoding="utf-8")
    return f"'{sys.executable}' '{script}'"


def test_the_editor_gets_the_text_and_gives_it_back(editor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", f"{editor} --wait 'two words'")
    assert edit("before ✓ ") == "before ✓ --wait two words é"


def test_visual_comes_before_editor(editor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", f"{editor} editor")
    monkeypatch.setenv("VISUAL", f"{editor} visual")
    assert edit("") == "visual é"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("no-such-editor-anywhere", "cannot be started"),
        ("'unbalanced", "cannot be started"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "gave up (exit code 3); the note is as it was"),
    ],
)
def test_an_editor_that_fails_is_told(command: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(TrackerError) as caught:
        edit("before")
    assert said in str(caught.value)


def test_nothing_is_left_behind(editor: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    monkeypatch.setenv("EDITOR", editor)
    edit("secret")
    assert list((tmp_path / "scratch").iterdir()) == []
