"""`tracker report`, `proof` and `status --format`: what people take to others, and no title can break it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("small_home")
HOSTILE = "</title><script>alert(1)</script> `x` [a](javascript:b) \x1b[31m {percent}"


class Page(HTMLParser):
    """The names of the elements of a page, and the addresses that it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}


def test_proof_is_added_listed_counted_removed_and_undone(cli: Run) -> None:
    cli("tick", "knots/bowline", "knots/figure-eight")
    repo, post = "https://example.org/repo", "http://example.org/post"
    assert cli("proof", "knots/bowline", repo, post, repo, "--json").json()["proof"] == [repo, post]
    assert cli("show", "knots/bowline", "--json").json()["proof"] == [repo, post]
    assert f"  Proof\n    {repo}\n    {post}\n" in cli("show", "knots/bowline").stdout
    assert cli("report", "skipper", "--json").json()["proven"] == 1
    assert cli("proof", "knots/bowline", post, "--remove", "--json").json()["proof"] == [repo]
    assert "no proof" in cli("proof", "knots/bowline", "--remove").stdout
    cli("undo")
    assert cli("proof", "knots/bowline", "--json").json()["proof"] == [repo]
    for wrong in ("javascript:alert(1)", "file:///etc/passwd", "repo"):
        assert cli("proof", "knots/bowline", wrong).code == 2


def test_every_format_has_what_is_done_with_its_proof(program: Run) -> None:
    program("tick", "knots/bowline", "knots/figure-eight", "knots/sheet-bend", "knots/splice")
    program("proof", "knots/splice", "https://example.org/eye")
    markdown = program("report", "skipper").stdout
    assert "\n## Projects\n\n- Splice an eye (" in markdown
    assert "<https://example.org/eye>" in markdown
    assert "\n## Knots, advanced (4 of 4)\n" in markdown
    resume = json.loads(program("report", "skipper", "--format", "json-resume").stdout)
    assert resume["skills"][0]["level"] == "advanced"
    (project,) = resume["projects"]
    assert (project["name"], project["url"]) == ("Splice an eye", "https://example.org/eye")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", project["endDate"])
    page = program("report", "skipper", "--format", "html").stdout
    assert "1 of 4 done topics have proof." in page
    assert page.count("<td") == 7 * 53


def test_a_hostile_title_is_text_in_every_format(program: Run) -> None:
    (added,) = re.findall(r"knots/\S+", program("add", "knots", HOSTILE).stdout)[-1:]
    program("tick", added)
    program("proof", added, 'https://example.org/"><script>x</script>')
    page = Page()
    text = program("report", "knots", "--format", "html").stdout
    page.feed(text)
    assert not page.elements & {"script", "img", "iframe", "link"}
    assert all(address.startswith("https://example.org/") for address in page.addresses)
    assert "\x1b" not in text
    markdown = program("report", "knots").stdout
    assert "<script>" not in markdown.replace("\\<script", "")
    assert "\x1b" not in markdown
    resume = json.loads(program("report", "knots", "--format", "json-resume").stdout)
    assert "\x1b" not in json.dumps(resume, ensure_ascii=False)


def test_a_status_line_has_what_is_asked_for(cli: Run) -> None:
    cli("target", "skipper")
    cli("tick", "knots/bowline")
    status = cli("status", "--json").json()
    shown = cli("status", "--format", "{title} {percent}% {ready}% {done}/{counted} {streak}d {").stdout
    assert shown == f"Skipper {status['percent']}% -% {status['done']}/{status['counted']} 1d {{\n"
    assert cli("status", "--format", "{bar}").stdout.strip() == "█" * 1 + "░" * 9
    wrong = cli("status", "--format", "{title.__class__} {nothing}")
    assert (wrong.code, wrong.stdout) == (2, "")


def test_where_nothing_counts_there_is_no_percentage(cli: Run) -> None:
    assert cli("role", "new", "Mine", "--needs", "knots:basic").code == 0
    assert cli("skip", "mine", "--yes").code == 0
    assert ": no percentage, 0 of 0 topics.\n" in cli("report", "mine").stdout
