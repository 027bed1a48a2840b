"""What the user sets: one TOML file, read without a third party, with every problem named by file, line and hint."""

from tracker.settings.model import AUTO, DEFAULTS, Settings, settings_file

__all__ = ["AUTO", "DEFAULTS", "Settings", "settings_file"]
