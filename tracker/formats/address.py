"""Links that foreign files give: only those to the web are kept, and what is dropped is told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.core.address import web
from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Link
from tracker.core.text import plain

KIND = "link"  # what a link is when its file does not say
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BARE = re.compile(r"https?://[^\s<>\"`|（）「」『』【】、。，；]{1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?'*_"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def bare(text: str) -> list[str]:
    """The web addresses that stand in `text` without markup, as people mean them: without a trailing full stop."""
    if "://" not in text:
        return []
    return [_meant(found) for found in _BARE.findall(text)]


def _meant(address: str) -> str:
    while address.endswith(tuple(_TRAILING)) or (
        (opening := _BRACKETS.get(address[-1])) and address.count(opening) < address.count(address[-1])
    ):
        address = address[:-1]
    return address


class Addresses:
    """Keeps the links that are safe to open; `warnings` is told of the others."""

    def __init__(self, warnings: list[Warned]) -> None:
        self.warnings = warnings
        self.relative: list[int] = []

    def links(self, links: Iterable[Link], line: int) -> tuple[Link, ...]:
        """The links with a web address, each address once."""
        kept: dict[str, Link] = {}
        for link in links:
            url = web(link.url)
            if url:
                kept.setdefault(url, Link(plain(link.kind) or KIND, plain(link.title) or url, url, False))
            elif link.url.strip():
                self._drop(link.url, line)
        return tuple(kept.values())

    def tell_dropped(self) -> None:
        """Warn once of all links that lead to somewhere beside the file: they mean nothing here."""
        if self.relative:
            count = len(self.relative)
            what = "1 link leads" if count == 1 else f"{count:,} links lead"
            self.warnings.append(Warned(self.relative[0], f"{what} to a place inside its own project: left out"))

    def _drop(self, url: str, line: int) -> None:
        scheme = _SCHEME.match(url.strip())
        if scheme is None:
            self.relative.append(line)
            return
        shown = plain(url)[:60]
        self.warnings.append(Warned(line, f"a link was left out, only http and https are opened: {shown}"))
