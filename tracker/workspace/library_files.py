"""Roadmap files on disk: found, read and checked together, every problem with its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.roadmap.check import Problem, problems
from tracker.core.roadmap.library import Library, Role, Skill, roadmaps_of
from tracker.core.roadmap.model import Kind, Profile, Roadmap
from tracker.core.text import plural
from tracker.formats.library_files.reader import Finding, FindingsError, line_of, read_role, read_skill
from tracker.store.sqlite.snapshots import Snapshot

LARGEST_FILE = 4 * 2**20


class Report(NamedTuple):
    """What reading a set of files gave. `errors` and `advice` are `file:line: message; hint`, ready to show."""

    library: Library
    version: str
    errors: tuple[str, ...]
    advice: tuple[str, ...]


def read_library(folder: Path) -> Report:
    """The skills and roles in `folder`, with what is wrong with them."""
    return read_files([*(folder / "skills").glob("*.toml"), *(folder / "roles").glob("*.toml")])


def load_library(folder: Path) -> Report:
    """As `read_library`; raises `RoadmapFileError` with every problem when there is an error."""
    report = read_library(folder)
    if report.errors:
        count = plural(len(report.errors), "problem")
        raise RoadmapFileError(f"{count} in the roadmap files; nothing was loaded", report.errors)
    return report


def read_files(
    paths: Iterable[Path],
    beside: Library | None = None,
    advise: Callable[[Library], Sequence[Problem]] | None = None,
) -> Report:
    """The skills and roles in these files; names they do not have are looked up in `beside`.

    `advise` says where a library without errors could be better.
    """
    digest = sha256()
    texts: dict[str, tuple[Path, str]] = {}
    errors: list[str] = []
    skills: dict[str, Skill] = {}
    roles: dict[str, Role] = {}
    for path in sorted(paths, key=lambda path: (path.parent.name, path.name)):
        try:
            text = _text(path)
            digest.update(f"{path.parent.name}/{path.name}\0{text}\0".encode())
            if "[[needs]]" in text or path.parent.name == "roles":
                role = read_role(text)
                texts[f"roles/{role.id}"] = (path, text)
                errors += _misnamed(path, role.id, roles)
                roles[role.id] = role
            else:
                skill = read_skill(text)
                texts[f"skills/{skill.id}"] = (path, text)
                errors += _misnamed(path, skill.id, skills)
                skills[skill.id] = skill
        except FindingsError as error:
            errors += [_line(path, finding) for finding in error.findings]
    library = _in_order(skills, roles)
    whole = library
    if beside:
        whole = Library({**beside.skills, **skills}, {**beside.roles, **roles})
    broken = bool(errors) and not beside
    errors += [_placed(p, texts) for p in problems(whole) if p.file in texts and not (broken and _follows(p))]
    advice = [_placed(p, texts) for p in advise(whole) if p.file in texts] if advise and not errors else []
    return Report(library, digest.hexdigest()[:16], tuple(errors), tuple(advice))


def _follows(problem: Problem) -> bool:
    """Whether a problem may only follow from a file that could not be read."""
    return "no such" in problem.message


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise FindingsError([Finding(1, "too large for a roadmap file", "at most 4 MiB")])
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FindingsError([Finding(line, "not UTF-8 text", "save the file as UTF-8")]) from None
    except OSError as error:
        raise FindingsError([Finding(1, f"cannot be read: {error.strerror}")]) from None


def _misnamed(path: Path, id_: str, others: Iterable[str]) -> list[str]:
    lines = []
    if path.stem != id_:
        lines.append(_line(path, Finding(1, f'the id is "{id_}"', f"call the file {id_}.toml, or change the id")))
    if id_ in others:
        lines.append(_line(path, Finding(1, f'the id "{id_}" stands in another file too')))
    return lines


def _line(path: Path, finding: Finding) -> str:
    hint = f"; {finding.hint}" if finding.hint else ""
    return f"{_shown(path)}:{finding.line}: {finding.message}{hint}"


def _shown(path: Path) -> str:
    """The path as a user in this folder would write it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _placed(problem: Problem, texts: dict[str, tuple[Path, str]]) -> str:
    path, text = texts[problem.file]
    return _line(path, Finding(line_of(text, problem.spot), problem.message, problem.hint))


def _in_order(skills: dict[str, Skill], roles: dict[str, Role]) -> Library:
    """Roles as their files order them, skills by title."""
    by_order = sorted(roles.values(), key=lambda role: (role.order, role.title.casefold()))
    by_title = sorted(skills.values(), key=lambda skill: skill.title.casefold())
    return Library({skill.id: skill for skill in by_title}, {role.id: role for role in by_order})


def bundled_snapshot(folder: Path, source: str) -> Snapshot:
    """The bundled roadmaps, ready for the store. Raises `RoadmapFileError` with every problem."""
    report = load_library(folder)
    library = report.library
    cards = {id_: card for skill in library.skills.values() for id_, card in skill.cards.items()}
    roadmaps = [(roadmap, _profile(library, roadmap)) for roadmap in roadmaps_of(library)]
    return Snapshot(source, report.version, roadmaps, cards)


def _profile(library: Library, roadmap: Roadmap) -> Profile:
    if roadmap.kind is Kind.SKILL:
        skill = library.skills[roadmap.id]
        return Profile(skill.about, aliases=skill.aliases)
    role = library.roles[roadmap.id]
    texts = (role.about, role.day, role.neighbours, role.way_in, role.ready_about)
    about, day, neighbours, way_in, ready = (_with_titles(library, text) for text in texts)
    return Profile(about, day, neighbours, way_in, ready, role.aliases, role.links)


def _with_titles(library: Library, text: str) -> str:
    """`text` with the titles of roles where it names their ids, as the files do."""
    return re.sub(r"[a-z]+(?:-[a-z]+)+", lambda word: _title(library, word[0]), text)


def _title(library: Library, word: str) -> str:
    return library.roles[word].title if word in library.roles else word
