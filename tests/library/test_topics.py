"""What every bundled topic, and every skill as a whole, has to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from tracker.core.roadmap.library import Library
from tracker.core.roadmap.model import Card, Level, Topic
from tracker.workspace.library_files import Report
from tracker.workspace.paths import library_folder

BASIC, WORKING, ADVANCED = Level

LONGEST_TITLE = 60
LONGEST_DONE_WHEN = 200
NOT_DOING = {
    *("appreciate", "be", "become", "familiarise", "get", "grasp", "have", "know", "learn", "master"),
    *("read", "realise", "remember", "see", "study", "understand", "watch"),
}
"""Words with which a sentence says what somebody is like or has looked at, not what they do."""
NO_VERB = {
    *("a", "after", "an", "as", "at", "before", "by", "during", "for", "from", "given", "if", "in"),
    *("of", "on", "over", "starting", "the", "to", "under", "using", "when", "with"),
}
WITHOUT_PROJECT = {"degrees", "research-experience"}
"""In these two nearly every topic is itself a thing to show; the first line of each file says so."""
FORBIDDEN_SOURCES = ("roadmap.sh", "nilbuild", "developer-roadmap", "kamranahmedse")
"""The texts there may not be copied, so no link leads a reader, or a writer, there."""


class Entry(NamedTuple):
    """A topic as it stands in a skill."""

    skill: str
    topic: Topic
    card: Card


def entries(library: Library) -> Iterator[Entry]:
    for skill in library.skills.values():
        for topic in skill.topics():
            yield Entry(skill.id, topic, skill.cards[topic.id])


def test_the_files_have_no_errors(report: Report) -> None:
    assert report.errors == ()


def test_the_check_has_no_advice(report: Report) -> None:
    assert report.advice == ()


def test_the_library_is_as_large_as_the_roles_need_it(library: Library) -> None:
    assert len(library.roles) == 11
    assert len(library.skills) == 66
    assert len(list(entries(library))) >= 1_300


# -- topics ----------------------------------------------------------------------------------------------------


def test_every_topic_has_level_hours_sentence_and_one_to_three_links(library: Library) -> None:
    wanting = [
        entry.topic.id
        for entry in entries(library)
        if not (
            entry.topic.level and entry.topic.hours >= 0.5 and entry.card.done_when and 1 <= len(entry.card.links) <= 3
        )
    ]
    assert wanting == []


def test_hours_are_no_finer_than_somebody_can_judge(library: Library) -> None:
    assert [entry.topic.id for entry in entries(library) if entry.topic.hours % 0.5] == []


def test_a_topic_is_called_by_its_skill(library: Library) -> None:
    assert [entry.topic.id for entry in entries(library) if not entry.topic.id.startswith(f"{entry.skill}/")] == []


def test_titles_are_short_and_no_sentences(library: Library) -> None:
    titles = [entry.topic.title for entry in entries(library)]
    assert [title for title in titles if len(title) > LONGEST_TITLE or title.endswith((".", "…", ":"))] == []


def test_no_title_stands_twice(library: Library) -> None:
    titles = Counter(entry.topic.title.casefold() for entry in entries(library))
    assert [title for title, times in titles.items() if times > 1] == []


def test_done_when_is_one_sentence_of_at_most_two_hundred_characters(library: Library) -> None:
    texts = {entry.topic.id: entry.card.done_when for entry in entries(library)}
    assert {id_: len(text) for id_, text in texts.items() if len(text) > LONGEST_DONE_WHEN} == {}
    assert [id_ for id_, text in texts.items() if not re.fullmatch(r"[A-Z].*[^\s.,;:!?]\.", text)] == []
    assert [id_ for id_, text in texts.items() if re.search(r"\w\w[.!?] [A-Z]", text)] == []


def test_done_when_begins_with_a_verb_of_doing(library: Library) -> None:
    openings = {entry.topic.id: entry.card.done_when.split()[0].casefold().strip(",;:") for entry in entries(library)}
    assert {id_: word for id_, word in openings.items() if word in {*NOT_DOING, *NO_VERB}} == {}


def test_what_a_topic_takes_is_short_and_has_no_full_stop(library: Library) -> None:
    texts = {entry.topic.id: words for entry in entries(library) for _, words in entry.topic.needed}
    assert len(texts) > 300
    assert {
        id_: text for id_, text in texts.items() if text.endswith(".") or re.search(r"\b(per|a) an?\b|€|\$", text)
    } == {}
    assert [entry.topic.id for entry in entries(library) if entry.topic.months % 0.25] == []
    assert max(entry.topic.months for entry in entries(library)) == 36  # a degree


def test_links_of_roles_go_to_the_web_and_each_role_has_an_address_once(library: Library) -> None:
    for role in library.roles.values():
        addresses = [link.url for link in role.links]
        assert len(set(addresses)) == len(addresses) <= 3
        assert all("." in (urlsplit(url).hostname or "") for url in addresses), addresses


def test_links_go_to_the_web_and_each_topic_has_an_address_once(library: Library) -> None:
    for entry in entries(library):
        addresses = [link.url for link in entry.card.links]
        assert len(set(addresses)) == len(addresses), entry.topic.id
        assert all(urlsplit(url).hostname and "." in (urlsplit(url).hostname or "") for url in addresses), addresses


def test_links_have_no_double_slashes_and_pin_no_old_version_of_documentation(library: Library) -> None:
    links = {link.url for skill in library.skills.values() for card in skill.cards.values() for link in card.links}
    links |= {link.url for role in library.roles.values() for link in role.links}
    named_so = "static.googleusercontent.com/media/research.google.com/en//pubs/"  # as its owner writes it
    assert [url for url in links if "//" in url.partition("://")[2] and named_so not in url] == []
    pinned = re.compile(r"https://(?:[\w-]+\.readthedocs\.io|docs\.[\w.-]+)/(?:en/)?v?\d+\.\d")
    assert [url for url in links if pinned.match(url)] == []


def test_no_link_and_no_text_leads_to_a_source_that_may_not_be_copied() -> None:
    pairs = [
        (path.name, source)
        for path in library_folder().glob("*/*.toml")
        for source in FORBIDDEN_SOURCES
        if source in path.read_text(encoding="utf-8").casefold()
    ]
    assert pairs == []


# -- skills ----------------------------------------------------------------------------------------------------


def test_every_skill_says_in_two_sentences_what_it_is_for(library: Library) -> None:
    sentences = {skill.id: len(re.findall(r"[.!?](?= [A-Z]|$)", skill.about)) for skill in library.skills.values()}
    assert {id_: number for id_, number in sentences.items() if number != 2} == {}


def test_every_skill_has_names_an_advert_may_use(library: Library) -> None:
    assert [skill.id for skill in library.skills.values() if not skill.aliases] == []


def test_no_skill_is_a_stub_and_none_a_brain_dump(library: Library) -> None:
    sizes = {skill.id: len(list(skill.topics())) for skill in library.skills.values()}
    assert {id_: size for id_, size in sizes.items() if not 14 <= size <= 45} == {}


def test_every_section_has_two_to_ten_topics(library: Library) -> None:
    sizes = {(s.id, part.title): len(part.topics) for s in library.skills.values() for part in s.sections}
    assert {part: size for part, size in sizes.items() if not 2 <= size <= 10} == {}


def test_every_skill_has_all_three_levels_and_no_level_of_one_topic(library: Library) -> None:
    for skill in library.skills.values():
        sizes = Counter(topic.level for topic in skill.topics())
        assert all(sizes[level] >= 3 for level in Level), (skill.id, sizes)


def test_a_basic_level_is_done_in_a_few_weeks_of_evenings(library: Library) -> None:
    hours = {
        skill.id: sum(topic.hours for topic in skill.topics() if topic.level is BASIC)
        for skill in library.skills.values()
    }
    assert {id_: count for id_, count in hours.items() if count > 40} == {}


def test_one_project_a_level_puts_a_skill_together(library: Library) -> None:
    projects = {
        skill.id: sorted(topic.level.rank for topic in skill.topics() if topic.project and topic.level)
        for skill in library.skills.values()
    }
    assert {id_ for id_, levels in projects.items() if levels != [0, 1, 2]} == WITHOUT_PROJECT


@pytest.mark.parametrize("id_", sorted(WITHOUT_PROJECT))
def test_a_skill_without_projects_says_why(id_: str) -> None:
    head = (library_folder() / "skills" / f"{id_}.toml").read_text(encoding="utf-8").partition("\nid = ")[0]
    assert "project" in head


def test_a_project_is_shipped(library: Library) -> None:
    assert [
        entry.topic.id
        for entry in entries(library)
        if entry.topic.project and not entry.topic.title.startswith("Ship ")
    ] == []


def test_topics_stand_in_learning_order(library: Library) -> None:
    """A prerequisite in the same skill stands before what needs it."""
    for skill in library.skills.values():
        seen: set[str] = set()
        for topic in skill.topics():
            own = {need for need in topic.needs if need.startswith(f"{skill.id}/")}
            assert own <= seen, (topic.id, own - seen)
            seen.add(topic.id)


def test_every_file_says_what_it_was_compared_with() -> None:
    for path in library_folder().glob("skills/*.toml"):
        _, second, *_ = path.read_text(encoding="utf-8").split("\n")
        assert re.match(r"# Compared with: .*\bLeft out on purpose: ", second), path.name
