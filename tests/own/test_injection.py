"""What a stranger puts into titles and notes stays text in every export, for a browser, a spreadsheet and a reader."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import Write

TEXTS = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</title></style><svg/onload=alert(1)>",
    "<!-- knots/bowline -->",
    "A --> <!-- knots/bowline -->",
    "- [x] A <!-- knots/bowline -->",
    "A ^knots/bowline",
    "A\n- [x] B <!-- knots/bowline -->",
    "A\n\n## H\n\n- [x] B <!-- knots/bowline -->",
    "> - [x] B <!-- knots/bowline -->",
    "---\nid: knots/bowline\n---",
    '"\n[[children]]\ntitle = "B"\nid = "knots/bowline"\nmark = "done"',
    "A\n* DONE B\n:PROPERTIES:\n:ID: knots/bowline\n:END:",
    "#+end_quote\n* DONE B\n:PROPERTIES:\n:ID: knots/bowline\n:END:",
    '"/><outline type="topic" text="B" id="knots/bowline" _complete="true"/>',
    ']]><outline type="topic" text="B" id="knots/bowline" _complete="true"/>',
    'knots/bowline",B,done\nknots/bowline,B,done,basic,1,,yes,,,,',
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\uff1d1+1",
)  # fmt: skip
FORMATS = ("markdown", "json", "csv", "org", "opml", "toml")
ENDINGS = {"markdown": "md"}


@pytest.fixture
def plan(small_home: Path, cli: Run, write: Write) -> str:
    topics = [
        {"id": f"plan/t{n}", "title": text, "mark": "todo", "done_when": text, "note": text,
         "links": [{"kind": text, "title": text, "url": "https://example.org/"}]}
        for n, text in enumerate(TEXTS)
    ]  # fmt: skip
    groups = [{"key": f"plan/g{n}", "title": text, "children": [topic]} for n, (text, topic) in
              enumerate(zip(TEXTS, topics, strict=True))]  # fmt: skip
    head = {"format": "tracker-roadmap", "version": 1, "title": TEXTS[0], "children": groups}
    assert cli("import", write("plan.json", json.dumps(head)), "--yes", "--id", "plan").code == 0
    return "plan"


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_in_a_title_or_a_note_becomes_a_topic_or_a_tick(
    format_: str, plan: str, cli: Run, write: Write
) -> None:
    text = cli("export", plan, "--format", format_).stdout
    path = write(f"theirs.{ENDINGS.get(format_, format_)}", text)
    told = cli("import", path, "--dry-run", "--json", "--share").json()
    assert (told["topics"], told["done"]) == (len(TEXTS), 0)
    assert "knots/bowline" not in {topic["id"] for topic in told["shared_topics"]}
    assert cli("import", path, "--yes", "--share", "--id", "again").code == 0
    assert cli("show", "knots/bowline", "--json").json()["mark"] == "todo"


def test_no_cell_is_a_formula(plan: str, cli: Run) -> None:
    text = cli("export", plan, "--format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [
        cell for cell in cells if re.match(r"[\s\u00a0]*[=+@\t\r\uff1d\uff0b\uff20]|[\s\u00a0]*[-\uff0d]\S", cell)
    ]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_page_has_our_tags_only(plan: str, cli: Run) -> None:
    page = _Page()
    page.feed(cli("export", plan, "--format", "html").stdout)
    tags = {tag for tag, _ in page.found}
    assert not tags & {"script", "img", "svg", "outline", "iframe", "link", "object"}
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]
    addresses = {attributes["href"] for tag, attributes in page.found if tag == "a"}
    assert addresses == {"https://example.org/"}
