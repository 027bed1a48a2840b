"""Roles of the user's own: made of skills and levels, and from then on as good as a bundled role."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SMALL_LIBRARY, Run, paths_in
from tests.workspace.conftest import change
from tracker.workspace import Workspace

NEW = ("role", "new", "Quant", "--needs", "python:basic,probability", "--useful", "sql:basic")
CLOUD = ("--any-of", "One cloud=aws:basic,gcp:basic")
bundled = pytest.mark.usefixtures("bundled_home")
small = pytest.mark.usefixtures("small_home")


@bundled
def test_a_role_is_made_and_everything_works_on_it(cli: Run) -> None:
    made = cli(*NEW, *CLOUD, "--ready", "python:basic", "--json").json()
    needs = {need["id"]: (need["level"], need["optional"], need["any_of"]) for need in made["needs"]}
    assert made["id"] == "quant"
    assert needs["python"] == ("basic", False, False)
    assert needs["probability"] == ("working", False, False)
    assert needs["sql"] == ("basic", True, False)
    assert needs["one-cloud"] == (None, False, True)
    assert cli("target", "quant", "--json").json() == {"target": "quant"}
    status = cli("status", "--json").json()
    assert (status["title"], status["percent"]) == ("Quant", 0)
    assert 0 < status["ready"]["counted"] < status["counted"]
    assert status["optional"]["counted"] > 0
    assert cli("next", "--json").json()
    assert cli("choose", "quant", "gcp").code == 0
    assert "Probability" in cli("show", "quant").stdout
    assert "quant" in [role["roadmap"] for role in cli("roles", "--json").json()]
    assert "Quant" in cli("tick", "python/functions").stdout
    assert cli("export", "quant").stdout.startswith("# Quant")


@bundled
def test_a_role_counts_all_that_its_topics_stand_on(cli: Run) -> None:
    cli(*NEW, *CLOUD)
    with Workspace.open() as workspace:
        every = {topic.id: topic for skill in workspace.roadmaps() for topic in skill.tree.topics()}
        for option in ("aws", "gcp"):
            cli("choose", "quant", option)
            counted = workspace.progress(workspace.roadmap("quant"), workspace.state()).counted
            assert not {need for id_ in counted for need in every[id_].needs} - counted


@bundled
def test_a_further_need_of_which_nothing_is_done_never_raises_the_percentage(cli: Run) -> None:
    cli(*NEW)
    cli("tick", "python/functions", "python/values")
    before = cli("status", "quant", "--json").json()
    for skill in ("go", "kubernetes", "nlp"):
        after = cli("role", "edit", "quant", "--needs", skill, "--json").json()
        assert after["percent"] <= before["percent"]
        assert after["hours_left"] > before["hours_left"]
        before = after


@bundled
def test_a_role_is_edited_copied_removed_and_all_of_it_undone(cli: Run) -> None:
    cli(*NEW)
    edited = cli(
        "role", "edit", "quant", "--needs", "python:advanced,git", "--drop", "sql", "--title", "Q", "--json"
    ).json()
    assert edited["title"] == "Q"
    assert {need["id"]: need["level"] for need in edited["needs"]}["python"] == "advanced"
    assert "sql" not in {need["id"] for need in edited["needs"]}
    cli("undo")
    assert cli("status", "quant", "--json").json()["title"] == "Quant"
    copied = cli("role", "copy", "ai-engineer", "AI at a bank", "--json").json()
    original = cli("status", "ai-engineer", "--json").json()
    copy = cli("status", copied["id"], "--json").json()
    assert (copy["counted"], copy["ready"]["counted"]) == (original["counted"], original["ready"]["counted"])
    cli("target", "quant")
    assert cli("role", "remove", "quant", "--json").json() == {
        "removed": {"id": "quant", "title": "Quant", "was_target": True}
    }
    assert cli("target", "--json").json() == {"target": None}
    cli("undo")
    assert cli("target", "--json").json() == {"target": "quant"}
    assert "role made: Quant" in cli("history").stdout


@bundled
def test_a_role_says_which_skill_it_misses(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "bees.md"
    file.write_text("# Beekeeping\n- [ ] Hive\n- [ ] Smoke\n", encoding="utf-8")
    cli("import", str(file), "--yes")
    cli("role", "new", "Beekeeper", "--needs", "beekeeping")
    cli("remove", "beekeeping")
    for words in (("status", "beekeeper"), ("next", "beekeeper"), ("role", "edit", "beekeeper", "--title", "Keeper")):
        assert "missing skills that it needs: beekeeping" in cli(*words).stdout
    assert "missing" not in cli("status", "ai-engineer").stdout


@bundled
def test_a_removed_target_and_a_lone_target_are_spoken_of(cli: Run) -> None:
    cli(*NEW)
    cli("target", "quant")
    assert "Quant is your target; name another role to compare it with" in cli("compare", "quant").stderr
    assert "it was your target, and there is none now" in cli("role", "remove", "quant").stdout


@bundled
def test_a_role_leaves_and_comes_back_as_a_role_file(cli: Run, tmp_path: Path) -> None:
    cli(*NEW, *CLOUD, "--ready", "python:basic")
    file = tmp_path / "quant.toml"
    assert cli("role", "export", "quant", "-o", str(file)).code == 0
    assert cli("check", str(file)).code in {0, 4}
    before = cli("status", "quant", "--json").json()
    cli("role", "remove", "quant")
    assert cli("role", "import", str(file), "--yes", "--json").json()["id"] == "quant"
    assert cli("status", "quant", "--json").json() == before
    assert cli("import", str(file), "--dry-run", "--json").json()["format"] == "role"


@bundled
def test_a_bundled_role_file_can_be_imported(cli: Run) -> None:
    file = Path(__file__).parent.parent.parent / "roadmaps" / "roles" / "research-scientist.toml"
    assert cli("role", "import", str(file), "--yes", "--title", "Mine", "--id", "mine").code == 0
    mine, theirs = (cli("status", id_, "--json").json() for id_ in ("mine", "research-scientist"))
    assert mine["counted"] == theirs["counted"]


@bundled
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("new", "X"), 2, "a role needs at least one skill"),
        (("new", "X", "--needs", "nosuch"), 3, 'no skill is called "nosuch"'),
        (("new", "X", "--needs", "python:high"), 2, '"high" is no level; there are basic, working, advanced'),
        (("new", "X", "--needs", "python", "--id", "git"), 2, 'there is a roadmap "git" already'),
        (("new", "X", "--needs", "python", "--any-of", "aws"), 2, '"aws" is no group'),
        (("new", " ", "--needs", "python"), 2, "a title has 1 to 400 characters"),
        (("edit", "ai-engineer", "--needs", "go"), 2, '"ai-engineer" is not a role of your own'),
        (("remove", "ai-engineer"), 2, '"ai-engineer" is not a role of your own'),
    ],
)
def test_what_cannot_be_is_told(cli: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    ran = cli("role", *words)
    assert (ran.code, ran.stdout) == (code, "")
    assert sentence in ran.stderr


@bundled
def test_a_fragment_inside_a_word_changes_no_role(cli: Run) -> None:
    assert cli("role", "new", "Quant Developer", "--needs", "python").code == 0
    for words in (
        ("role", "new", "Other", "--needs", "ython"),
        ("role", "edit", "uant", "--needs", "sql"),
        ("role", "edit", "quant", "--drop", "ython"),
        ("role", "copy", "uant", "Copy"),
        ("role", "remove", "evelop"),
    ):
        assert cli(*words).code == 3
    assert cli("role", "edit", "quant dev", "--needs", "dock").code == 0
    assert cli("role", "remove", "Quant Dev").code == 0


@bundled
def test_a_role_file_that_needs_what_is_not_here_is_refused(cli: Run, tmp_path: Path) -> None:
    cli(*NEW)
    file = tmp_path / "quant.toml"
    cli("role", "export", "quant", "-o", str(file))
    file.write_text(file.read_text(encoding="utf-8").replace('"python"', '"pyhton"'), encoding="utf-8")
    ran = cli("role", "import", str(file), "--yes")
    assert ran.code == 4
    assert 'needs "pyhton": no such skill; did you mean "python"?' in ran.stderr


@small
def test_an_own_roadmap_can_be_a_need(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# My plan\n\n- [x] one\n- [ ] two\n\n## Part\n\n- [ ] three\n", encoding="utf-8")
    assert cli("import", str(file), "--yes").code == 0
    made = cli("role", "new", "Mixed", "--needs", "my-plan,knots:basic", "--json").json()
    assert made["done"] == 1
    assert made["counted"] > 3


@small
def test_a_backup_brings_a_role_to_another_machine(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("role", "new", "Bosun", "--needs", "knots:basic")
    cli("note", "knots/bowline", "x")
    file = tmp_path / "all.json"
    cli("export", "--all", "--format", "json", "-o", str(file))
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    assert cli("import", str(file), "--yes").code == 0
    assert "bosun" in [role["roadmap"] for role in cli("roles", "--json").json()]


def test_an_update_of_the_library_reaches_a_role(home: Path, tmp_path: Path) -> None:
    from tracker.workspace.own_roles import WantedNeeds, new_role

    library = Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "library"))
    with Workspace(paths_in(home, library)) as workspace:
        new_role(workspace, "Bosun", WantedNeeds(["engines:advanced"]))
        assert "Start the engine" in [topic.title for topic in workspace.roadmap("bosun").tree.topics()]
    change(library / "skills" / "engines.toml", 'title = "Start the engine"', 'title = "Start a diesel"')
    with Workspace(paths_in(home, library)) as workspace:
        news = workspace.library_updates.pending()
        assert news
        assert not [line for line in news.lines if "Bosun" in line]
        workspace.library_updates.use()
        assert "Start a diesel" in [topic.title for topic in workspace.roadmap("bosun").tree.topics()]


@small
def test_a_damaged_record_of_a_role_is_left_out(cli: Run) -> None:
    from tracker.core.journal.events import Change, Field

    with Workspace.open() as workspace:
        for number, text in enumerate(
            ("{", "[]", '{"title":"x","needs":[{"skill":"../x","level":"basic"}]}', '{"title":""}')
        ):
            workspace.change([Change(Field.ROLE, f"bad-{number}", text)])
    assert cli("roles").code == 0
    assert cli("status", "bad-0").code == 3
    assert cli("export", "--all", "--format", "json").code == 0
