"""A file with ids of the library ticks and renames nothing there before it is chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import Imported, Write
from tracker.workspace import Workspace

MARKDOWN = "# Theirs\n\n- [x] HACKED <!-- knots/bowline -->\n- [ ] Other\n"
FORMS = {
    "theirs.md": MARKDOWN,
    "theirs.org": "#+TITLE: Theirs\n* DONE HACKED\n:PROPERTIES:\n:ID: knots/bowline\n:END:\n* TODO Other\n",
    "theirs.csv": "id,title,mark\nknots/bowline,HACKED,done\nother,Other,todo\n",
    "theirs.json": json.dumps(
        {
            "format": "tracker-roadmap",
            "version": 1,
            "title": "Theirs",
            "children": [{"id": "knots/bowline", "title": "HACKED", "mark": "done"}],
        }
    ),
    "theirs.toml": 'format = "tracker-roadmap"\nversion = 1\ntitle = "Theirs"\n'
    '[[children]]\nid = "knots/bowline"\ntitle = "HACKED"\nmark = "done"\n',
}


@pytest.mark.parametrize("name", FORMS)
def test_a_file_ticks_nothing_of_the_library_by_itself(name: str, small_home: Path, cli: Run, write: Write) -> None:
    path = write(name, FORMS[name])
    told = cli("import", path, "--dry-run").stdout
    assert "Tie a bowline: would be done here, in 2 roles" in told
    assert "--share" in told
    assert cli("import", path, "--yes").code == 0
    with Workspace.open() as workspace:
        assert "knots/bowline" not in workspace.state().marks
        own = {topic.title: topic.id for topic in workspace.roadmap("theirs").tree.topics()}
        assert own["HACKED"].startswith("theirs/")
        assert workspace.state().marks[own["HACKED"]] == "done"
    assert "HACKED" not in cli("show", "knots/bowline").stdout


@pytest.mark.parametrize("name", FORMS)
def test_chosen_it_ticks_and_the_title_stays_that_of_the_library(
    name: str, small_home: Path, cli: Run, write: Write
) -> None:
    assert cli("import", write(name, FORMS[name]), "--yes", "--share").code == 0
    with Workspace.open() as workspace:
        assert workspace.state().marks["knots/bowline"] == "done"
        assert workspace.title("knots/bowline") == "Tie a bowline"
    shown = [cli("show", "knots/bowline"), cli("history", "-n", "1", "knots/bowline"), cli("reset", "knots/bowline")]
    shown += [cli("tick", "knots/bowline"), cli("undo"), cli("next", "knots"), cli("show", "deckhand")]
    assert all(ran.code == 0 for ran in shown)
    assert not any("HACKED" in ran.stdout for ran in shown)
    assert "Tie a bowline" in shown[0].stdout


def test_a_topic_that_stands_in_two_places_of_the_file_stays_one(small_home: Path, cli: Run, write: Write) -> None:
    twice = MARKDOWN.replace("- [ ] Other", "## Again\n\n- [x] HACKED <!-- knots/bowline -->")
    assert cli("import", write("theirs.md", twice), "--yes").code == 0
    with Workspace.open() as workspace:
        assert len({topic.id for topic in workspace.roadmap("theirs").tree.topics()}) == 1


def test_a_link_to_the_topic_is_proposed_instead(small_home: Path, cli: Run, write: Write) -> None:
    told = cli("import", write("theirs.md", MARKDOWN), "--yes", "--json").json()
    assert [proposal["to"] for proposal in told["proposed_links"]] == ["knots/bowline"]
    (proposal,) = cli("link", "theirs", "--json").json()
    assert (proposal["title"], proposal["to"]) == ("HACKED", "knots/bowline")
    assert told["shared_topics"] == [
        {"id": "knots/bowline", "title": "Tie a bowline", "called": "HACKED", "mark": "done", "roles": 2}
    ]


def test_what_was_written_out_and_ticked_elsewhere_comes_back_where_it_is_chosen(
    small_home: Path, cli: Run, write: Write
) -> None:
    ticked = cli("export", "knots").stdout.replace("[ ]", "[x]")
    path = write("knots.md", ticked)
    assert "4 topics of it you have already" in cli("import", path, "--dry-run").stdout
    assert cli("import", path, "--yes", "--share").code == 0
    assert cli("status", "knots", "--json").json()["percent"] == 100


def test_an_update_follows_the_same_rule(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought("- [ ] Other\n", "theirs.md")
    newer = write("newer.md", MARKDOWN)
    assert "Tie a bowline: would be done here" in cli("update", id_, newer, "--dry-run").stdout
    assert cli("update", id_, newer, "--yes").code == 0
    with Workspace.open() as workspace:
        assert "knots/bowline" not in workspace.state().marks
    cli("undo")
    told = cli("update", id_, newer, "--yes", "--share", "--json").json()
    assert told["shared_topics"][0]["id"] == "knots/bowline"
    with Workspace.open() as workspace:
        assert workspace.state().marks["knots/bowline"] == "done"
