"""`check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.authoring.advice import advice
from tracker.authoring.stats import Amount, Links, RoleStats, SkillStats, Stats, stats
from tracker.cli.output import columns, data, line, paint
from tracker.core.errors import RoadmapFileError
from tracker.core.roadmap.library import Library
from tracker.core.text import plain, plural
from tracker.workspace.library_files import load_library, read_files
from tracker.workspace.paths import library_folder

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tracker.cli.commands.check_links import Asked

_SKILL_HEAD = ("skill", "basic", "working", "advanced", "topics", "hours", "links", "unchecked")
_ROLE_HEAD = ("role", "required", "hours", "optional", "hours", "ready", "hours", "links", "unchecked")
_EXTRA_HEAD = ("required topics of", "months", "projects", "need money", "need hardware")


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="roadmap files; the bundled ones if none")
    parser.add_argument("--stats", action="store_true", help="count topics, hours and links as well")
    parser.add_argument("--links", action="store_true", help="ask every link whether it answers; needs a network")
    parser.add_argument("--json", action="store_true", help="errors, advice, counts and links as JSON")


def run(args: Namespace) -> int:
    """Report every problem; the exit code is 4 when there are errors, else 1 when links do not answer."""
    files, beside = _files(args.files)
    report = read_files(files, beside, advice)
    counted = stats(report.library, beside) if args.stats and not report.errors else None
    if args.json:
        result: dict[str, Any] = {"errors": list(report.errors), "advice": list(report.advice)}
        asked = _asked(report.library) if args.links and not report.errors else None
        data(result | (_object(counted) if counted else {}) | ({"links": asked.as_object()} if asked else {}))
        return RoadmapFileError.exit_code if report.errors else asked.exit_code() if asked else 0
    if counted:
        _show(counted)
    for text in (*report.errors, *report.advice):
        line(plain(text))
    if report.errors:
        raise RoadmapFileError(f"{plural(len(report.errors), 'problem')}; these files cannot be used as they are")
    if not report.advice:
        count = len(report.library.skills), len(report.library.roles)
        line(f"nothing to fix in {plural(count[0], 'skill')} and {plural(count[1], 'role')}")
    if not args.links:
        return 0
    asked = _asked(report.library)
    asked.show()
    return asked.exit_code()


def _asked(library: Library) -> Asked:
    from tracker.cli.commands.check_links import ask  # the network's modules: 11 ms

    return ask(library)


def _files(named: list[Path]) -> tuple[list[Path], Library | None]:
    """The files to look at, and where to look up names that they do not have."""
    if named:
        return named, load_library(library_folder()).library
    folder = library_folder()
    return [*folder.glob("skills/*.toml"), *folder.glob("roles/*.toml")], None


def _show(counted: Stats) -> None:
    skills = [*counted.skills, counted.all_skills]
    roles = [*counted.roles, counted.all_roles]
    if counted.skills:
        _table([_SKILL_HEAD, *(_skill_row(skill) for skill in skills)])
        line()
    if counted.roles:
        _table([_ROLE_HEAD, *(_role_row(role) for role in roles)])
        line()
        _table([_EXTRA_HEAD, *([role.id or role.title, *(f"{n:,.10g}" for n in role.extra)] for role in roles)])
        line(paint('the last line counts a topic once; of each "any of" group the first option counts', "dim"))
        line()


def _table(rows: Sequence[Sequence[str]]) -> None:
    """Rows with a head; all cells but the first are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *below = columns([row[0], *(c.rjust(n) for c, n in zip(row[1:], widths[1:], strict=True))] for row in rows)
    line(paint(head, "bold"))
    for text in below:
        line(text)


def _skill_row(skill: SkillStats) -> list[str]:
    levels = [f"{amount.topics:,}" for amount in skill.levels.values()]
    return [skill.id or skill.title, *levels, *_amount(skill.total), *_links(skill.links)]


def _role_row(role: RoleStats) -> list[str]:
    amounts = [*_amount(role.required), *_amount(role.optional), *_amount(role.ready)]
    return [role.id or role.title, *amounts, *_links(role.links)]


def _amount(amount: Amount) -> tuple[str, str]:
    return f"{amount.topics:,}", f"{amount.hours:,.10g}"


def _links(links: Links) -> tuple[str, str]:
    return f"{links.all:,}", f"{links.unchecked:,}"


def _object(counted: Stats) -> dict[str, Any]:
    return {
        "skills": [{"skill": skill.id, "title": skill.title, **_skill_object(skill)} for skill in counted.skills],
        "roles": [{"role": role.id, "title": role.title, **_role_object(role)} for role in counted.roles],
        "totals": {"skills": _skill_object(counted.all_skills), "roles": _role_object(counted.all_roles)},
    }


def _skill_object(skill: SkillStats) -> dict[str, Any]:
    levels = {level.value: amount._asdict() for level, amount in skill.levels.items()}
    return {**skill.total._asdict(), "levels": levels, **_links_object(skill.links)}


def _role_object(role: RoleStats) -> dict[str, Any]:
    amounts = {name: getattr(role, name)._asdict() for name in ("required", "optional", "ready")}
    return {**amounts, "extra": role.extra._asdict(), **_links_object(role.links)}


def _links_object(links: Links) -> dict[str, int]:
    return {"links": links.all, "unchecked_links": links.unchecked}
