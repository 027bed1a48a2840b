"""A newer snapshot of the bundled roadmaps: told first, used when asked, and every tick is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.conftest import Opens, change
from tracker.core.journal.commands import SetMark, WriteNote
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_topic

NEW_TOPIC = """
[[sections.topics]]
id = "knots/anchor"
title = "Tie an anchor bend"
level = "basic"
hours = 1
done_when = "Tie an anchor to its line."
links = [{ kind = "book", title = "The knot book", url = "https://example.org/anchor" }]
"""


def install_a_newer_snapshot(library: Path) -> None:
    """One topic new, one renamed, one under a new id, one retired."""
    knots, charts = library / "skills" / "knots.toml", library / "skills" / "charts.toml"
    change(knots, 'id = "knots/sheet-bend"', 'id = "knots/double-bend"')
    change(knots, 'former_ids = ["knots/weavers-knot"]', 'former_ids = ["knots/weavers-knot", "knots/sheet-bend"]')
    change(knots, 'needs = ["knots/sheet-bend"]', 'needs = ["knots/double-bend"]')
    knots.write_text(knots.read_text(encoding="utf-8") + NEW_TOPIC, encoding="utf-8")
    change(library / "skills" / "engines.toml", 'title = "Start the engine"', 'title = "Start a diesel"')
    text = charts.read_text(encoding="utf-8")
    charts.write_text(text[: text.rindex("[[sections.topics]]")], encoding="utf-8")


def percent(workspace: Workspace, roadmap: str) -> int | None:
    return workspace.progress(workspace.roadmap(roadmap), workspace.state()).total.percent


@pytest.fixture
def learned(opens: Opens, small_library: Path) -> None:
    """Somebody ticked three topics and wrote a note; then a newer version was installed."""
    with opens() as workspace:
        workspace.record(SetMark(("knots/bowline", "knots/sheet-bend", "charts/plot"), Mark.DONE))
        workspace.record(WriteNote("knots/sheet-bend", "Thick line first."))
    install_a_newer_snapshot(small_library)


@pytest.mark.usefixtures("learned")
def test_a_newer_snapshot_is_told_and_not_used_yet(opens: Opens) -> None:
    with opens() as workspace:
        news = workspace.library_updates.pending()
        assert news
        assert news.lines == (
            "1 topic new: Tie an anchor bend",
            "1 topic renamed: Start the engine → Start a diesel",
            "1 topic with a new id, marks follow: Join two lines",
            "1 topic retired (1 of them ticked; the ticks are kept): Plot a course",
            "Deckhand: 50 % → 40 %",
            "Skipper: 37 % → 25 %",
        )
        assert "knots/sheet-bend" in workspace.topic_names()
        assert percent(workspace, "deckhand") == 50
    with opens() as workspace:
        assert workspace.library_updates.pending() == news


@pytest.mark.usefixtures("learned")
def test_update_keeps_ticks(opens: Opens) -> None:
    """As its lines have told; what is retired keeps its mark in the journal."""
    with opens() as workspace:
        workspace.library_updates.use()
        assert workspace.library_updates.pending() is None
        assert workspace.title("engines/start") == "Start a diesel"
        assert (percent(workspace, "deckhand"), percent(workspace, "skipper")) == (40, 25)
        state = workspace.state()
    assert state.marks == dict.fromkeys(
        ("knots/bowline", "knots/sheet-bend", "charts/plot", "knots/double-bend"), Mark.DONE
    )
    assert state.notes["knots/double-bend"] == "Thick line first."
    with opens() as workspace:
        assert workspace.state() == state
        assert workspace.library_updates.pending() is None
        assert find_topic(workspace, "knots/sheet-bend") == "knots/double-bend"


@pytest.mark.usefixtures("learned")
def test_undo_brings_the_old_snapshot_back_and_the_news_with_it(opens: Opens) -> None:
    with opens() as workspace:
        news, state = workspace.library_updates.pending(), workspace.state()
        workspace.library_updates.use()
        workspace.undo()
        assert workspace.state()._replace(clock=0) == state._replace(clock=0)
        assert workspace.library_updates.pending() == news
        assert percent(workspace, "deckhand") == 50
        workspace.redo()
        assert workspace.library_updates.pending() is None
        assert percent(workspace, "deckhand") == 40


@pytest.mark.usefixtures("learned")
def test_the_older_version_installed_again_is_no_news(opens: Opens, small_library: Path) -> None:
    with opens() as workspace:
        assert workspace.library_updates.pending()
    change(small_library / "skills" / "engines.toml", 'title = "Start a diesel"', 'title = "Start the engine"')
    with opens() as workspace:
        news = workspace.library_updates.pending()
        assert news
        assert "1 topic renamed: Start the engine → Start a diesel" not in news.lines


def test_better_texts_alone_are_news_without_a_line(opens: Opens, small_library: Path) -> None:
    opens().close()
    change(small_library / "skills" / "sails.toml", "Sails drive a boat.", "Sails drive a boat by the wind.")
    with opens() as workspace:
        news = workspace.library_updates.pending()
        assert news
        assert news.lines == ()
        workspace.library_updates.use()
        assert workspace.profile("sails").about == "Sails drive a boat by the wind."


def test_files_that_say_the_same_are_no_news(opens: Opens, small_library: Path) -> None:
    opens().close()
    file = small_library / "skills" / "sails.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    with opens() as workspace:
        assert workspace.library_updates.pending() is None
