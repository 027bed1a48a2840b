"""`check`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tracker.cli.show import data, line
from tracker.core.errors import RoadmapFileError
from tracker.core.text import plain, plural
from tracker.workspace.files import Report, load_library, read_files
from tracker.workspace.paths import library_folder


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="roadmap files; the bundled ones if none")
    parser.add_argument("--json", action="store_true", help="errors and advice as JSON")


def run(args: Namespace) -> int:
    """Report every problem; the exit code is 4 when there are errors."""
    report = _report(args.files)
    if args.json:
        data({"errors": list(report.errors), "advice": list(report.advice)})
        return RoadmapFileError.exit_code if report.errors else 0
    for text in (*report.errors, *report.advice):
        line(plain(text))
    if report.errors:
        raise RoadmapFileError(f"{plural(len(report.errors), 'problem')}; these files cannot be used as they are")
    if not report.advice:
        count = len(report.library.skills), len(report.library.roles)
        line(f"nothing to mend in {plural(count[0], 'skill')} and {plural(count[1], 'role')}")
    return 0


def _report(files: list[Path]) -> Report:
    if files:
        return read_files(files, load_library(library_folder()).library, advise=True)
    folder = library_folder()
    return read_files([*folder.glob("skills/*.toml"), *folder.glob("roles/*.toml")], advise=True)
