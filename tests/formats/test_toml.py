"""Roadmap files: every problem at once, each with the line it stands on and a hint."""

from __future__ import annotations

import pytest

from tests.conftest import SMALL_LIBRARY
from tracker.core.roadmap.library import GroupNeed, Role, Section, Skill, SkillNeed, TopicNeed
from tracker.core.roadmap.model import Card, Level, Link, Rule, Topic
from tracker.formats.library_files.reader import Finding, FindingsError, line_of, read_role, read_skill

SKILL = """\
#:schema ../skill.schema.json
id = "knots"
title = "Knots"
summary = "Tie a line"
about = "What knots are for."

[[sections]]
title = "First"

[[sections.topics]]
id = "knots/bowline"
title = "Bowline"
level = "basic"
hours = 1
done_when = "Tie one."
needs = []
links = [
  # the classic
  { kind = "book", title = "Ashley", url = "https://example.org/a" },

  { kind = "docs", title = "Wiki", url = "https://example.org/b" },
]
"""

ROLE = """\
id = "deckhand"
title = "Deckhand"
summary = "Handles lines"
about = "a"
day = "d"
neighbours = "n"
way_in = "w"

[[needs]]
skill = "knots"
level = "basic"
"""


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def findings_of_skill(text: str) -> list[Finding]:
    with pytest.raises(FindingsError) as caught:
        read_skill(text)
    return list(caught.value.findings)


def findings_of_role(text: str) -> list[Finding]:
    with pytest.raises(FindingsError) as caught:
        read_role(text)
    return list(caught.value.findings)


def test_a_skill_is_read_whole() -> None:
    links = (Link("book", "Ashley", "https://example.org/a"), Link("docs", "Wiki", "https://example.org/b"))
    topic = Topic("knots/bowline", "Bowline", Level.BASIC, 1.0)
    cards = {"knots/bowline": Card("Tie one.", links)}
    expected = Skill("knots", "Knots", "Tie a line", "What knots are for.", (), (Section("First", (topic,)),), cards)
    assert read_skill(SKILL) == expected


def test_a_role_is_read_whole() -> None:
    text = (SMALL_LIBRARY / "roles" / "deckhand.toml").read_text(encoding="utf-8")
    sails, engines = SkillNeed("sails", Level.BASIC), SkillNeed("engines", Level.WORKING)
    assert read_role(text) == Role(
        id="deckhand",
        title="Deckhand",
        summary="Handles lines and moves the boat",
        about="A deckhand does what the skipper says, and sees it coming.",
        day="Lines, fenders, sails.",
        neighbours="A skipper decides; a deckhand does.",
        way_in="Ask on the pier.",
        aliases=("crew", "sailor"),
        builds_on="",
        needs=(
            SkillNeed("knots", Level.WORKING),
            GroupNeed("drive", "A way to drive the boat", Rule.ANY, (sails, engines)),
            SkillNeed("charts", Level.BASIC, optional=True),
        ),
        ready_about="Can be trusted with a line.",
        ready=(SkillNeed("knots", Level.BASIC),),
        order=10,
    )


def test_needs_may_be_topics_and_groups_within_groups() -> None:
    needs = """
[[needs]]
id = "both"
title = "Both"
optional = true
all_of = [
  { topic = "sails/reef" },
  { id = "either", title = "Either", any_of = [{ skill = "sails", level = "basic" }, { topic = "sails/hoist" }] },
]
"""
    either = GroupNeed("either", "Either", Rule.ANY, (SkillNeed("sails", Level.BASIC), TopicNeed("sails/hoist")))
    both = GroupNeed("both", "Both", Rule.ALL, (TopicNeed("sails/reef"), either), optional=True)
    assert read_role(ROLE + needs).needs[1] == both


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ('title = "Bowline"\n', "", 10, '"title" is missing', ""),
        ('title = "Knots"\n', "", 1, '"title" is missing', ""),
        ('about = "What', 'abuot = "What', 1, '"about" is missing', ""),
        ("needs = []", "need = []", 16, '"need" is not a key of this table', "see the schema named in the first line"),
        ('"basic"', '"easy"', 13, "it should be 'basic', 'working' or 'advanced'", "found 'easy'"),
        ("hours = 1", "hours = -1", 14, "it should be greater than 0", "found -1"),
        ("hours = 1", 'hours = "1"', 14, "it should be a valid number", "found '1'"),
        ("hours = 1", "hours = nan", 14, "sections.topics.hours", "found nan"),
        ("hours = 1", "hours = 1\nmonths = 0", 15, "it should be greater than or equal to 0.25", "found 0"),
        ("hours = 1", "hours = 1\nmonths = 121", 15, "it should be less than or equal to 120", "found 121"),
        ("hours = 1", 'hours = 1\nmonths = "6"', 15, "sections.topics.months", "found '6'"),
        ("hours = 1", 'hours = 1\ncost = ""', 15, "it is one line", "found ''"),
        ("hours = 1", 'hours = 1\ncost = "5 USD\\nor 6"', 15, "it is one line", "found '5 USD\\nor 6'"),
        ("hours = 1", f'hours = 1\nhardware = "{"x" * 81}"', 15, "at most 80 characters", "found 'xxx"),
        (
            '"knots/bowline"',
            '"Knots/Bowline"',
            11,
            "it should be the id of a skill, a slash",
            "found 'Knots/Bowline'",
        ),
        ('"knots/bowline"', '"bowline"', 11, "sections.topics.id", "found 'bowline'"),
        ('"Bowline"', '" \\u001b "', 12, "at least one visible character", "found ' \\x1b '"),
        ('"Bowline"', f'"{"x" * 401}"', 12, "at most 400 characters", "found 'xxx"),
        ('"Bowline"', "{ a = { b = 1 } }", 12, "it should be a valid string", "found a table"),
        ("needs = []", 'needs = ["knots/a", "B!"]', 16, "sections.topics.needs", "found 'B!'"),
        ("https://example.org/b", "file:///etc/passwd", 21, "an http or https address", "found 'file:///etc/passwd'"),
        ("https://example.org/b", "https://a b", 21, "without spaces", "found 'https://a b'"),
        ("https://example.org/a", "javascript:alert(1)", 19, "an http or https address", "found 'javascript:alert(1)'"),
        (
            "https://example.org/a",
            "https://x/\\u001b]0;t\\u0007",
            19,
            "control characters",
            "found 'https://x/\\x1b]0;t",
        ),
        ('kind = "docs", ', "", 21, '"kind" is missing', ""),
        ('kind = "docs"', 'kind = "blog"', 21, "sections.topics.links.kind", "found 'blog'"),
        ('summary = "Tie a line"', f'summary = "{"x" * 101}"', 4, "at most 100 characters", "found 'xxx"),
        ('id = "knots"\n', 'id = "Knots"\n', 2, "id: it should be small letters and digits", "found 'Knots'"),
        ("[[sections.topics]]", "[[sections.topic]]", 7, '"topics" is missing', ""),
        ('id = "knots"\n', "id.a = 1\n", 2, "it should be a valid string", "found a table"),
    ],
)
def test_a_problem_is_reported_with_its_line_and_a_hint(old: str, new: str, line: int, message: str, hint: str) -> None:
    findings = findings_of_skill(changed(SKILL, old, new))
    assert (line, True, True) in {(number, message in text, tip.startswith(hint)) for number, text, tip in findings}


def test_every_problem_is_reported_at_once_in_the_order_of_the_lines() -> None:
    text = SKILL
    for old, new in (
        ('summary = "Tie a line"\n', ""),
        ("needs = []", "nedes = []"),
        ('"basic"', '"easy"'),
        ("hours = 1", "hours = 0"),
        ("https://example.org/b", "ftp://example.org/b"),
    ):
        text = changed(text, old, new)
    lines = [(line, text.split("\n")[line - 1].split(" ")[0]) for line, _, _ in findings_of_skill(text)]
    assert lines == [(1, "#:schema"), (12, "level"), (13, "hours"), (15, "nedes"), (20, "")]


def test_a_title_with_a_line_separator_does_not_shift_the_lines() -> None:
    text = changed(changed(SKILL, '"What knots', '"What\u2028knots\u0085'), '"basic"', '"easy"')
    assert [line for line, _, _ in findings_of_skill(text)] == [13]


def test_windows_line_ends_are_read() -> None:
    assert read_skill(SKILL.replace("\n", "\r\n")) == read_skill(SKILL)
    assert [line for line, _, _ in findings_of_skill(SKILL.replace("basic", "easy").replace("\n", "\r\n"))] == [13]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (changed(SKILL, 'title = "Bowline"', 'title = "Bowline'), 12, "not TOML: Illegal character"),
        (changed(SKILL, "hours = 1", "hours = 2020-13-45"), 14, "not TOML: "),
        (changed(SKILL, "hours = 1", "hours = 1\nhours = 2"), 15, "not TOML: Cannot overwrite a value"),
        (f'{SKILL}title = "open', 23, "not TOML: Unterminated string"),
        (changed(SKILL, "hours = 1", f"hours = {'1' * 5000}"), 14, "not TOML: a number is too long"),
        (changed(SKILL, "needs = []", f"needs = {'[' * 5000}{']' * 5000}"), 1, "nested too deeply"),
        (changed(SKILL, 'title = "Knots"', f"title{'.a' * 900} = 1"), 3, "a key has more than 64 parts"),
        ("", 1, '"id" is missing'),
        ("\x00", 1, "not TOML: "),
        ("just a sentence", 1, "not TOML: "),
    ],
    ids=["quote", "date", "twice", "open", "digits", "nested", "dotted", "empty", "nul", "prose"],
)
def test_what_is_hardly_a_roadmap_file_is_reported_as_well(text: str, line: int, message: str) -> None:
    findings = findings_of_skill(text)
    assert (line, True) in {(number, message in problem) for number, problem, _ in findings}


@pytest.mark.parametrize(
    ("need", "line", "message", "hint"),
    [
        ('skill = "sails"', 14, 'skill "sails" needs a level', 'such as level = "working"'),
        ('level = "basic"', 14, "a need names one of skill, topic, any_of, all_of", "found none"),
        ('skill = "sails"\ntopic = "sails/reef"', 14, "a need names one of", "found skill, topic"),
        ('any_of = [{ topic = "sails/reef" }]', 14, "a group of needs (any_of) has an id and a title", ""),
        ('id = "drive"\nany_of = [{ topic = "sails/reef" }]', 15, "has an id and a title", ""),
        (
            'id = "drive"\ntitle = "Drive"\nany_of = []',
            17,
            "any_of: it should have at least 1",
            "found a list of 0",
        ),
        ('skill = "sails"\nlevel = "expert"', 16, "needs.level", "found 'expert'"),
        ('skill = "sails"\nlevel = "basic"\noptional = "yes"', 17, "needs.optional", "found 'yes'"),
        ('id = "drive"\ntitle = "Drive"\nany_of = [\n  { skill = "sails" },\n]', 18, 'skill "sails" needs', "such as"),
    ],
)
def test_a_need_that_says_too_little_or_too_much_is_reported(need: str, line: int, message: str, hint: str) -> None:
    findings = findings_of_role(f"{ROLE}\n\n[[needs]]\n{need}\n")
    assert (line, True, True) in {(number, message in text, tip.startswith(hint)) for number, text, tip in findings}


def test_needs_of_the_junior_set_are_looked_at_too() -> None:
    ready = (
        '\n[ready]\nabout = "Enough."\nneeds = [\n  { skill = "knots" },\n  { skill = "sails", level = "basic" },\n]\n'
    )
    assert findings_of_role(ROLE + ready) == [(16, 'skill "knots" needs a level', 'such as level = "working"')]


def test_groups_nested_too_deeply_end_in_a_sentence() -> None:
    headers = "".join(f'\n[[needs{".any_of" * n}]]\nid = "g{n}"\ntitle = "G"\n' for n in range(260))
    (finding,) = findings_of_role(f"{ROLE}{headers}")
    assert finding.message == "not a roadmap file: a key has more than 64 parts"


def test_titles_are_text_without_anything_a_terminal_obeys() -> None:
    text = changed(SKILL, '"Bowline"', '"\\u001b[31mBow\\u202eline\\u0007 [bold]x[/] ✓"')
    text = changed(text, '"Ashley"', '"\\u009b1mAshley"')
    text = changed(text, '"Tie one."', '"Tie\\none."')
    skill = read_skill(text)
    assert next(skill.topics()).title == "[31mBow line  [bold]x[/] ✓"
    assert skill.cards["knots/bowline"].links[0].title == "1mAshley"
    assert skill.cards["knots/bowline"].done_when == "Tie one."


def test_words_are_looked_for_one_after_the_other() -> None:
    text = 'needs = ["b"]\nid = "a"\nneeds = ["b"]\nid = "b"\n'
    assert line_of(text, ("a", "b")) == 3
    assert line_of(text, ("b",)) == 4
    assert line_of(text, ("a", "nowhere")) == 2
    assert line_of(text, ("nowhere",)) == 1
