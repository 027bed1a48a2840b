"""The words of a Markdown paragraph: its text without markup, and its links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.core.errors import RoadmapFileError
from tracker.formats.address import bare_addresses
from tracker.formats.markdown.own_export import unescaped

_LONGEST = 5_000  # characters; a longer paragraph keeps its markup: the time for markup can grow with the square
_NESTING = 8  # levels of links and emphasis in one another: each level doubles the work of a hostile line
_MOST_SIGNS = 1_500_000  # of markup in one file; a hostile file with more would run for minutes

_ANY_SIGN = re.compile(r"[\\`*_\[\]~<&]")
_SIGN = re.compile(  # what may be markup; not "_" inside a word, nor "*", "&" and "<" between spaces
    r"[\\`\[\]]|~~|\*(?=\S)|(?<=\S)\*|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])"
)
_SIMPLE = re.compile(  # a plain link, or emphasis or code between spaces
    r"\[(?P<title>[^\\`\[\]\n]*)\]\((?P<url>[^\s()<>\\&]+)\)"
    r"|(?<![^\s(])(?P<sign>\*\*|[*_`])(?P<words>[^\s\\`*_\[\]](?:[^\\`*_\[\]\n]*[^\s\\`*_\[\]])?)(?P=sign)(?![^\s.,;:!?)])"
)
_LINK = re.compile(r"\[([^\\`*_\[\]~<&\n]*)\]\(([^\s()<>\\&]+)\)")  # used where a text is one link and nothing else
_WIKI = re.compile(r"(?<![\w\]`\\!])\[\[([^\[\]|`\\]+)(?:\|([^\[\]|`\\]+))?\]\](?![\[(`])")  # [[Page]], [[Page|words]]
_FOOTNOTE = re.compile(r"(?<![\\`\[])\[\^[^\[\]\s`]{1,40}\](?![(:])")
_BADGE = re.compile(r"shields\.io|badge|travis-ci|codecov\.io|/actions/workflows/", re.IGNORECASE)
_WORDS = frozenset(("text", "text_special", "code_inline", "image"))
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_ELEMENTS = frozenset(
    (
        "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "button",
        "canvas", "caption", "center", "cite", "code", "col", "data", "dd", "del", "details", "dfn", "dialog", "div",
        "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main",
        "map", "mark", "meta", "meter", "nav", "object", "ol", "option", "p", "param", "picture", "pre", "progress",
        "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span", "strike",
        "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
        "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    )
)  # fmt: skip
"""What a browser does not show; of any other name in angle brackets, as in "List<String>", it is a word."""


class Words(NamedTuple):
    """The text of a paragraph. `links` are pairs of title and address; `strong` is true where all of it is bold."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    strong: bool = False

    @property
    def line(self) -> str:
        """The text in one line."""
        return _line(self.text)


class Parser(MarkdownIt):
    """A parser that leaves addresses as they are written."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  the parser's names
        """Every address is accepted; `Addresses` decides later which links are kept."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802  the parser's name
        """An address stays as it is: encoding it again would make a different address of it."""
        return url


class Reader:
    """Reads the words of one file, whose link definitions are `references`."""

    def __init__(self, references: Mapping[str, Any]) -> None:
        self._parser = Parser("commonmark", {"maxNesting": _NESTING}).enable("strikethrough")
        self._env: dict[str, Any] = {"references": references}
        self._left = _MOST_SIGNS

    def read(self, markdown: str) -> Words:
        """The words of `markdown`. Raises `RoadmapFileError` when the file has more markup than words."""
        if "[[" in markdown or "[^" in markdown:
            markdown = _FOOTNOTE.sub("", _WIKI.sub(lambda match: match[2] or match[1], markdown))
        link = _LINK.fullmatch(markdown)
        if link:
            return Words(link[1], ((link[1], link[2]),))
        if not _marked(markdown):
            return Words(markdown, tuple((url, url) for url in bare_addresses(markdown)))
        simple = None if markdown.startswith(("**", "__")) else _simple(markdown)
        if simple:
            return simple
        if len(markdown) > _LONGEST:
            return Words(unescaped(markdown))
        self._left -= len(_SIGN.findall(markdown))
        if self._left < 0:
            raise RoadmapFileError(f"this file has more than {_MOST_SIGNS:,} signs of markup; that is no roadmap")
        tokens: list[Token] = []
        self._parser.inline.parse(markdown, self._parser, self._env, tokens)
        return _flat(tokens)


def _marked(text: str) -> bool:
    """True where something in `text` may be markup."""
    return _ANY_SIGN.search(text) is not None and _SIGN.search(text) is not None


def _simple(markdown: str) -> Words | None:
    """The words of a text with simple markup, without the parser; None where its markup is not simple.

    Nine lines in ten are simple, and this takes a twentieth of the parser's time.
    """
    rest: list[str] = []
    text: list[str] = []
    links: list[tuple[str, str]] = []
    end = 0
    for match in _SIMPLE.finditer(markdown):
        between, end = markdown[end : match.start()], match.end()
        rest.append(between)
        title, url, _, words = match.groups()
        if _marked(title if url else words) or between.endswith("!"):
            return None
        text += (between, title if url else words)
        if url:
            links.append((title, url))
    rest.append(markdown[end:])
    if _marked(".".join(rest)):
        return None
    text.append(rest[-1])
    links.extend((url, url) for piece in rest for url in bare_addresses(piece))
    return Words("".join(text), tuple(links))


def _flat(tokens: list[Token]) -> Words:
    text: list[str] = []
    unlinked: list[str] = []
    links: list[tuple[str, str]] = []
    opened: list[tuple[int, str]] = []
    strong, outside = 0, False
    for token in tokens:
        kind = token.type
        if kind in {"softbreak", "hardbreak"} or (kind == "html_inline" and _BREAK.match(token.content)):
            text.append("\n")
        elif (kind in _WORDS and not _is_badge(token)) or _is_written(token):
            text.append(token.content)
            outside = outside or (not strong and bool(token.content.strip()))
        elif kind == "link_open":
            opened.append((len(text), str(token.attrs.get("href", ""))))
        elif kind == "link_close" and opened:
            start, url = opened.pop()
            links.append((_line("".join(text[start:])), url))
        elif kind == "strong_open":
            strong += 1
        elif kind == "strong_close":
            strong -= 1
        if opened or kind in _WORDS or text[-1:] == ["\n"]:
            unlinked.append("\n" if opened or kind not in _WORDS else token.content)
    joined = "".join(text)
    if not joined.strip():  # a badge is no word unless it stands alone
        joined = " ".join(token.content for token in tokens if token.type == "image")
    links.extend((url, url) for url in bare_addresses("".join(unlinked)))
    return Words(joined, tuple(links), bool(joined.strip()) and not outside)


def _is_written(token: Token) -> bool:
    """Whether angle brackets hold no HTML: a name that is no element, or one in capitals and small letters."""
    tag = _TAG.match(token.content) if token.type == "html_inline" else None
    return tag is not None and (tag[1].casefold() not in _ELEMENTS or not (tag[1].islower() or tag[1].isupper()))


def _is_badge(token: Token) -> bool:
    return token.type == "image" and _BADGE.search(str(token.attrs.get("src", ""))) is not None


def _line(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n")).strip() if "\n" in text else text.strip()
