"""What a backup says of topics and roles, by name: what is new in them goes along, and what is older has none of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.core.trees import tree
from tracker.core.errors import RoadmapFileError
from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.roadmap.model import Group, Kind, Link, Profile, Roadmap, Topic
from tracker.formats.backup.writer import read, write

THESIS = Topic("study/thesis", "Thesis", hours=300, months=6.5, cost="about 50 USD", hardware="one GPU")
STUDY = Roadmap("study", Kind.SKILL, "Study", "", tree(Group("study", "Study"), THESIS))
PROFILE = Profile("About", links=(Link("book", "A book", "https://example.org/book", checked=False),))
BACKUP = Backup((), (StoredSnapshot("library", "1", "2026-01-31T12:00:00.000Z", ((STUDY, PROFILE),), {}, {}),))


def changed(**fields: object) -> str:
    """The backup with a topic that says something else; None takes a field out."""
    data: dict[str, Any] = json.loads(write(BACKUP))
    (topic,) = data["editions"][0]["roadmaps"][0]["root"]["children"]
    for name, value in fields.items():
        topic[name] = value
        if value is None:
            del topic[name]
    return json.dumps(data)


def test_what_a_topic_takes_and_the_links_of_a_role_come_back() -> None:
    assert read(write(BACKUP)) == BACKUP


def test_an_older_backup_has_none_of_it() -> None:
    data = json.loads(changed(months=None, cost=None, hardware=None))
    del data["editions"][0]["roadmaps"][0]["profile"]["links"]
    ((roadmap, profile),) = read(json.dumps(data)).snapshots[0].roadmaps
    assert roadmap.tree.nodes[1:] == (Topic("study/thesis", "Thesis", hours=300),)
    assert profile == Profile("About")


def test_a_link_of_a_role_that_is_not_of_the_web_stays_out() -> None:
    text = write(BACKUP).replace("https://example.org/book", "javascript:alert(1)")
    assert read(text).snapshots[0].roadmaps[0][1].links == ()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("months", -1, '"months" is not a number from 0 to 120'),
        ("months", 121, '"months" is not a number from 0 to 120'),
        ("months", "6", '"months" is not a number from 0 to 120'),
        ("cost", 5, '"cost" is not a text'),
        ("hardware", ["GPU"], '"hardware" is not a text'),
    ],
)
def test_what_no_topic_can_take_is_named(name: str, value: object, message: str) -> None:
    with pytest.raises(RoadmapFileError, match=f"edition 1, {message}"):
        read(changed(**{name: value}))


def test_a_text_that_a_terminal_would_obey_is_made_plain() -> None:
    ((roadmap, _),) = read(changed(cost="5 USD\x1b[31m\nand more")).snapshots[0].roadmaps
    assert roadmap.tree.topics()[0].cost == "5 USD [31m and more"
