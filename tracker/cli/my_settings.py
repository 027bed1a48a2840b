"""The settings in force, for commands that depend on them."""

from __future__ import annotations

from tracker.cli.commands.keys import known
from tracker.cli.output import talk
from tracker.core.text import plain
from tracker.settings import Settings, settings_file
from tracker.settings.read import few, read_settings
from tracker.workspace.paths import find_paths


def my_settings() -> Settings:
    """The settings; what is wrong with the file is said on stderr, and is as if it were not set."""
    reading = read_settings(settings_file(find_paths().config), known)
    for text in few(reading.lines()):
        talk(plain(text))
    return reading.settings
