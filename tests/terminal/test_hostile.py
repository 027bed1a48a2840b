"""The app on a store and in an environment that mean it harm: text stays text, and nothing ends it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_door import EVIL, spoil
from tests.store.test_unreadable import BAD, put
from tests.terminal.conftest import Terminal
from tracker.core.journal.commands import Watch
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

pytestmark = pytest.mark.usefixtures("begun")
Start = Callable[..., Terminal]
OBEYED = re.compile(rb"\x1b\](?!11;\?|22;)|\x1b\[31m\x1b\[0m|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\x08")


def imported(home: Path, text: str, name: str = "plan.md") -> None:
    """Bring a file into the home, and keep its roadmap in view."""
    from tracker.workspace.incoming.open_source import open_source
    from tracker.workspace.incoming.source import read_source

    file = home / name
    file.write_text(text, encoding="utf-8")
    with Workspace(Paths(home / "data", home / "config", home / "cache", library_folder())) as workspace:
        open_source(workspace, read_source(str(file))).save(workspace)
        workspace.record(Watch("sql", False))
        workspace.record(Watch("plan", True))


def open_plan(terminal: Start, **environment: str) -> Terminal:
    """The app with the roadmap open, which is the first on the first screen."""
    app = terminal(columns=120, lines=40, **environment)
    assert app.shows("Plan")
    app.press("enter")
    assert app.shows("Space Tick")
    return app


def leave(app: Terminal) -> None:
    """The app is still there, and leaves when it is told to."""
    app.press("\x11")
    assert app.leaves() == 0


def test_nothing_of_a_store_full_of_escapes_is_obeyed(terminal: Start, fresh: Path) -> None:
    spoil(fresh / "data" / "tracker.db")
    app = terminal()
    assert app.shows("AI Engineer")
    for keys, seen in (("j", ""), ("enter", "Python"), ("j", ""), ("e", "Note"), ("escape", ""), ("?", "Search")):
        app.press(keys)
        assert app.shows(seen) if seen else True
    app.press("escape", "b")
    leave(app)
    assert OBEYED.findall(app.raw) == []
    assert EVIL.encode() not in app.raw


@pytest.mark.parametrize(
    "address",
    [
        "http://[your-server]:8080/",
        "https://[host/x",
        "http://]x",
        "http://exa[mple.com/a",
        "http://[::1",
        "http://[v1.x]/",
    ],
)
def test_an_address_with_a_bracket_is_a_title(address: str, terminal: Start, fresh: Path) -> None:
    imported(fresh, f"# Plan\n\n- [ ] Open {address}\n- [ ] [Read]({address})\n- [ ] Last\n")
    app = open_plan(terminal)
    assert app.shows("Open http")
    app.press("j", "o", "j", "o", "j")
    assert app.shows("Last")
    leave(app)
    assert b"met an error" not in app.raw


def test_an_address_that_is_in_the_store_already_shows_the_card_and_opens_nothing(
    terminal: Start, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(fresh, "# Plan\n\n- [ ] One\n")
    monkeypatch.setenv("TRACKER_HOME", str(fresh))
    with Workspace(Paths(fresh / "data", fresh / "config", fresh / "cache", library_folder())) as workspace:
        (topic,) = [id_ for id_ in workspace.topic_names() if id_.startswith("plan/")]
    put("layer", topic, json.dumps({"links": [["docs", "A server", "http://[your-server]:8080/"]]}))
    app = open_plan(terminal)
    assert app.shows("One")
    assert app.shows("A server")
    app.press("o")
    assert app.shows("None of its links is a whole web address")
    leave(app)


@pytest.mark.parametrize("editor", ["[/] x", "[bold]x[/bold]", "\x1b]52;c;aGk=\x07", "[@click=app.quit]x[/]"])
def test_an_editor_is_text(editor: str, terminal: Start, fresh: Path) -> None:
    imported(fresh, "# Plan\n\n- [ ] One\n")
    app = open_plan(terminal, EDITOR=editor)
    assert app.shows("One")
    app.press("e")
    assert app.shows("Note: ")
    app.press("ctrl+e")
    assert app.shows("the editor")
    app.press("escape")
    leave(app)
    assert b"met an error" not in app.raw
    assert b"\x1b]52" not in app.raw


def test_settings_are_text_and_leave_the_screen_readable(terminal: Start, fresh: Path) -> None:
    settings = fresh / "config" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    bad = 'theme = "\\u001b]52;c;aGk=\\u0007\\u009b[/] [bold]"\n' + "".join(f"bad{n} = 1\n" for n in range(3_000))
    settings.write_text(bad, encoding="utf-8")
    app = terminal()
    assert app.shows("and 2,999 more")
    assert app.shows("AI Engineer")
    leave(app)
    assert OBEYED.findall(app.raw) == []


@pytest.mark.parametrize("name", ["damaged", "itself", "a roadmap", "hours", "mark", "field", "edition", "archive"])
def test_the_app_opens_and_names_a_record_that_cannot_be_read(
    name: str, terminal: Start, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(fresh))
    put(*(part.replace("knots/bowline", "git/rebase").replace("knots", "git") for part in BAD[name]))
    app = terminal()
    assert app.shows("left out, ")
    app.press("enter")
    assert app.shows("topics")
    app.press("escape", "b", "u")
    leave(app)
    assert b"met an error" not in app.raw
