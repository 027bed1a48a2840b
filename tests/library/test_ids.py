"""Ids are a contract: what a release had is still there, or another topic has it as a former id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.trees import tree
from tests.library.released import broken, promised
from tracker.core.journal.events import Change, Field, State, replay
from tracker.core.roadmap.library import Library, roadmaps_of
from tracker.core.roadmap.library_update import difference
from tracker.core.roadmap.model import Group, Kind, Mark, Roadmap, Topic

RELEASED = Path(__file__).with_name("released_ids.txt").read_text(encoding="utf-8").splitlines()


def without(library: Library, skill: str, topic: str, heir: str = "") -> Library:
    """The library with a topic taken out; `heir` gets its id as a former one."""
    old = library.skills[skill]
    sections = tuple(
        section._replace(topics=tuple(kept for kept in section.topics if kept.id != topic)) for section in old.sections
    )
    cards = {id_: card for id_, card in old.cards.items() if id_ != topic}
    if heir:
        cards[heir] = cards[heir]._replace(former_ids=(topic,))
    return library._replace(skills={**library.skills, skill: old._replace(sections=sections, cards=cards)})


def test_every_id_of_the_last_release_is_still_there_or_carried_over(library: Library) -> None:
    assert broken(RELEASED, library) == []


def test_the_list_of_the_last_release_is_whole_and_in_order() -> None:
    assert sorted(set(RELEASED)) == RELEASED
    assert {line.split()[0] for line in RELEASED} == {"choice", "role", "skill", "topic"}
    assert len([line for line in RELEASED if line.startswith("topic ")]) >= 1_300


def test_an_id_that_vanishes_is_noticed(library: Library) -> None:
    assert broken(RELEASED, without(library, "docker", "docker/clean-up")) == ["topic docker/clean-up"]


def test_an_id_that_another_topic_had_is_kept(library: Library) -> None:
    assert broken(RELEASED, without(library, "docker", "docker/clean-up", heir="docker/run-container")) == []


def test_a_role_and_its_choices_that_vanish_are_noticed(library: Library) -> None:
    fewer = library._replace(roles={id_: role for id_, role in library.roles.items() if id_ != "ai-engineer"})
    lost = broken(RELEASED, fewer)
    assert "role ai-engineer" in lost
    assert "choice ai-engineer/cloud aws" in lost


@pytest.mark.parametrize("kind", ["choice", "role", "skill", "topic"])
def test_what_a_later_snapshot_adds_breaks_no_promise(kind: str, library: Library) -> None:
    earlier = [line for line in promised(library) if not line.startswith(kind)]
    assert broken(earlier, library) == []


def test_somebody_who_has_ticked_all_of_the_last_release_keeps_every_tick(library: Library) -> None:
    ids = [line.partition(" ")[2] for line in RELEASED if line.startswith("topic ")]
    skills: dict[str, list[Topic]] = {}
    for id_ in ids:
        skills.setdefault(id_.partition("/")[0], []).append(Topic(id_, id_))
    old = [
        Roadmap(skill, Kind.SKILL, skill, "", tree(Group(skill, skill), *topics)) for skill, topics in skills.items()
    ]
    cards = {id_: card for skill in library.skills.values() for id_, card in skill.cards.items()}
    heirs = {former: id_ for id_, card in cards.items() for former in card.former_ids}
    ticked = replay(State(), [Change(Field.MARK, id_, Mark.DONE.value) for id_ in ids])
    after = replay(ticked, difference(old, list(roadmaps_of(library)), cards, ticked, {}).carried)
    now = library.topics()
    lost = [id_ for id_ in ids if after.marks.get(id_ if id_ in now else heirs[id_]) is not Mark.DONE]
    assert lost == []
