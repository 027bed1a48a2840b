"""Nothing in an Org export is live, and all of it comes back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.own.conftest import Imported, Write, brought, write
from tracker.formats.org.inert import active, inactive

__all__ = ["brought", "write"]

LIVE = [
    '[[elisp:(shell-command "touch x")][click]]', "[[shell:touch x]]", "elisp:(x)", "<elisp:(x)>", "shell:ls",
    "src_sh{touch x}", "call_evil()", "{{{evil(x)}}}", "[[file:/etc/passwd]]", "@@html:<script>@@", "[[[elisp:x]]]",
    "#+begin_src sh", "#+call: evil()", "* TODO HACKED", ":PROPERTIES:", "#+macro: evil (eval x)", "file:~/x::*y",
]  # fmt: skip
LINK = re.compile(
    r"\[\[(?!https?:)|(?<![\w\u200b])(?!https?:)[a-z+]+:[(/~\w\"]|(?:src|call)_|\{\{\{|^[ \t]*#\+(?!end_q)"
)
OURS = re.compile(r"^(?:#\+TITLE: |#\+TODO: |#\+begin_quote$|:[A-Z]+:|- link: )")


@given(st.text(st.sampled_from("ab[]{}:_ \u200b/elspirchtu()")))
def test_what_is_made_inactive_is_made_active_again(text: str) -> None:
    assert active(inactive(text)) == text


@pytest.mark.parametrize("text", LIVE)
def test_titles_and_notes_of_an_org_export_are_text(text: str, brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought("# Plan\n\n- [ ] One\n- [ ] https://example.org/a stays\n", "plan.md")
    cli("edit", "One", "--title", f"T {text}")
    cli("edit", id_, "--title", f"R {text}")
    cli("note", f"T {text}", f"{text}\nsecond {text}")
    exported = cli("export", id_, "--format", "org").stdout
    for line in exported.splitlines():
        link = LINK.search(OURS.sub("", line))
        assert not link or "example.org" in line, line
    assert "https://example.org/a stays" in exported
    path = write("back.org", exported)
    back = cli("import", path, "--yes", "--json", "--id", "back", "--share").json()
    assert back["title"] == f"R {text}"
    topics = {topic["title"]: topic for topic in cli("show", "back", "--json").json()["children"]}
    assert topics[f"T {text}"]["note"] == f"{text}\nsecond {text}"
