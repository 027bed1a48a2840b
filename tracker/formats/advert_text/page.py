"""The text of a web page: blocks on lines of their own, list items with a dash, and nothing of what is no text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        "p",
        "div",
        "br",
        "ul",
        "ol",
        "section",
        "article",
        "table",
        "tr",
        "main",
        "header",
        "dl",
        "dt",
        "dd",
        "blockquote",
    )
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LEFT_OUT = frozenset(("script", "style", "nav", "footer", "noscript", "template", "svg", "select", "button", "title"))
_SPACES = re.compile(r"[ \t\r\n\xa0]+")


def page_text(page: str) -> str:
    """What a reader sees of a page."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Text(HTMLParser):
    """Collects the text; what is left out may hold more of the same."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser gives them
        """Begin a line where the page does."""
        if tag in _LEFT_OUT:
            self._hidden += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS or tag in _HEADINGS:
            self.parts.append("\n\n" if tag in _HEADINGS else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line where the page does."""
        if tag in _LEFT_OUT:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text as it stands, its line breaks being spaces on a page."""
        if not self._hidden:
            self.parts.append(_SPACES.sub(" ", data))
