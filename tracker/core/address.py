"""Addresses of links: only those of the web are kept, opened and shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tracker.core.text import plain

_LONGEST = 2_000
_WEB = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)


def web(url: str) -> str:
    """`url` when it is a whole http or https address, made safe to keep; else nothing."""
    address = url.strip().replace(" ", "%20")
    fits = len(address) <= _LONGEST and _WEB.fullmatch(address) and address == plain(address)
    return address if fits and host(address) else ""


def host(address: str) -> str:
    """The host of an http or https address with its port, as the user sees where it leads; empty for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets around what is no address
        return ""
    return parts.netloc if parts.scheme in {"http", "https"} and parts.hostname else ""
