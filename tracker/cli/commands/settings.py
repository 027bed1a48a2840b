"""`settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.commands.keys import known
from tracker.cli.output import columns, data, line
from tracker.core.errors import UsageError
from tracker.core.text import plain, plural
from tracker.settings.model import settings_file
from tracker.settings.read import Reading, read_settings
from tracker.settings.schema import schema
from tracker.workspace.paths import find_paths

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help="as a JSON object")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="only say what is wrong with the file")
    way.add_argument("--schema", action="store_true", help="print the JSON Schema of the file")


def run(args: Namespace) -> int:
    """Print the settings in force; the exit code is 2 when the file has problems."""
    if args.schema:
        line(schema(known().bindings()).removesuffix("\n"))
        return 0
    reading = read_settings(settings_file(find_paths().config), known)
    if args.json:
        data(_as_object(reading))
        return UsageError.exit_code if reading.faults else 0
    if not args.check:
        _show(reading)
    for text in reading.lines():
        line(plain(text))
    if reading.faults:
        count = plural(len(reading.faults), "problem")
        raise UsageError(f"{count} in the settings; what they are about is as if it were not set")
    if args.check:
        line("nothing to fix" if reading.exists else "there is no settings file; nothing is set")
    return 0


def _as_object(reading: Reading) -> dict[str, object]:
    return {
        "file": str(reading.file),
        "exists": reading.exists,
        "valid": not reading.faults,
        "problems": [fault._asdict() for fault in reading.faults],
        "settings": {
            **reading.settings._asdict(),
            "sync": reading.settings.sync._asdict(),
            "keys": dict(reading.settings.keys),
        },
    }


def _show(reading: Reading) -> None:
    settings = reading.settings
    state = "not made yet" if not reading.exists else "not valid" if reading.faults else "valid"
    rows = [("file", f"{reading.file}  ({state})"), ("theme", settings.theme), ("glyphs", settings.glyphs)]
    rows += [("mouse", str(settings.mouse).lower()), ("old_keys", str(settings.old_keys).lower())]
    rows += [("forecast", str(settings.forecast).lower())]
    rows += [("rest_days", settings.rest_days), ("retention", f"{settings.retention:g}")]
    rows += [("reviews_a_day", str(settings.reviews_a_day))]
    rows += [("sync", f"{name} = {value}") for name, value in settings.sync._asdict().items() if value]
    rows += [("keys", f"{id_}  {keys}") for id_, keys in settings.keys.items()]
    if not settings.keys:
        rows += [("keys", "as tracker keys prints them")]
    for text in columns(rows):
        line(plain(text))
