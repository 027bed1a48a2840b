"""`search`: titles, short names and notes."""

from __future__ import annotations

import pytest

from tests.conftest import Run


@pytest.mark.usefixtures("bundled_home")
def test_a_note_is_found_and_shown(cli: Run) -> None:
    assert cli("note", "git/merge-conflicts", "Tried it.\nThe quokka branch went well").code == 0
    assert cli("search", "quokka", "branch", "--json").json() == [
        {
            "kind": "topic",
            "id": "git/merge-conflicts",
            "title": "Resolve a merge conflict",
            "note": "The quokka branch went well",
        }
    ]
    assert "note on Resolve a merge conflict: The quokka branch went well" in cli("search", "QUOKKA").stdout


@pytest.mark.usefixtures("bundled_home")
def test_titles_of_roadmaps_and_topics_are_found(cli: Run) -> None:
    matches = cli("search", "docker", "--json").json()
    assert ("skill", "docker") in [(thing["kind"], thing["id"]) for thing in matches]
    assert all(thing["note"] is None for thing in matches)
    assert "topic" in {thing["kind"] for thing in cli("search", "dockerfile", "--json").json()}


@pytest.mark.usefixtures("bundled_home")
def test_nothing_found_is_said_with_its_exit_code(cli: Run) -> None:
    ran = cli("search", "zzzz")
    assert (ran.code, ran.stdout) == (3, "")
    assert 'no title and no note has "zzzz"' in ran.stderr
    assert cli("search", "zzzz", "--json").json() == []


@pytest.mark.usefixtures("bundled_home")
@pytest.mark.parametrize("words", ["sql", "SQL", "data engineer"])
def test_what_is_called_so_comes_first(words: str, cli: Run) -> None:
    assert cli("search", words, "--json").json()[0]["title"].casefold() == words.casefold()
