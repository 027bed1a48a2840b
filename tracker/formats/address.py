"""Links in imported files: only those to the web are kept; the others become warnings."""

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


def bare_addresses(text: str) -> list[str]:
    """The web addresses that stand in `text` without markup. A full stop or comma behind one is not part of it."""
    if "://" not in text:
        return []
    return [_without_punctuation(address) for address in _BARE.findall(text)]


def _without_punctuation(address: str) -> str:
    while address.endswith(tuple(_TRAILING)) or (
        (opening := _BRACKETS.get(address[-1])) and address.count(opening) < address.count(address[-1])
    ):
        address = address[:-1]
    return address


class Addresses:
    """Keeps the links that are safe to open and adds a warning to `warnings` for the others."""

    def __init__(self, warnings: list[Warned]) -> None:
        self.warnings = warnings
        self.relative: list[int] = []

    def links(self, links: Iterable[Link], line: int) -> tuple[Link, ...]:
        """The links with a web address, each address once. `line` is where they stand in the file."""
        kept: dict[str, Link] = {}
        for link in links:
            url = web(link.url)
            if url:
                kept.setdefault(url, Link(plain(link.kind) or KIND, plain(link.title) or url, url, False))
            elif link.url.strip():
                self._drop(link.url, line)
        return tuple(kept.values())

    def warn_of_relative(self) -> None:
        """Add one warning for all relative links: without the file's own folder they lead nowhere."""
        if self.relative:
            count = len(self.relative)
            links_lead = "1 link leads" if count == 1 else f"{count:,} links lead"
            self.warnings.append(Warned(self.relative[0], f"{links_lead} to a place inside its own project: left out"))

    def _drop(self, url: str, line: int) -> None:
        scheme = _SCHEME.match(url.strip())
        if scheme is None:
            self.relative.append(line)
            return
        shown = plain(url)[:60]
        self.warnings.append(Warned(line, f"a link was left out, only http and https are opened: {shown}"))
