"""The pages that explain the program: `tracker help` and the app show them, and the README leads to them."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = {
    "keys": "Keys of the app",
    "commands": "The command line",
    "percentage": "What the percentage means",
    "settings": "Settings, and keys of your own",
    "files": "Files and formats: importing, updating, exporting",
    "data": "Data and backup",
    "sync": "Sync: the same progress on all your devices",
}
"""The name of each page, and its title."""


def page(name: str) -> str:
    """The text of a page: Markdown, without the marks between which tables are made."""
    text = Path(__file__).with_name(f"{name}.md").read_text(encoding="utf-8")
    return re.sub(r"<!--.*-->\n\n?", "", text).rstrip("\n")


def man_page() -> str:
    """The man page, as `man` reads it."""
    return Path(__file__).with_name("tracker.1").read_text(encoding="utf-8")
