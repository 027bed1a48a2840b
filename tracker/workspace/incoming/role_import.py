"""A role file that comes in: a role of the user's own, in the form that the bundled roles have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Self

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.own_roles.build import needs_in
from tracker.core.own_roles.record import OwnRole
from tracker.core.roadmap.find import nearest
from tracker.core.roadmap.library import GroupNeed, Need, Role, SkillNeed
from tracker.core.roadmap.model import Kind
from tracker.core.text import plain, plural
from tracker.formats.decode import decoded
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.questions import Answers
from tracker.workspace.incoming.source import Source
from tracker.workspace.own_roles import free_id, save_role
from tracker.workspace.workspace import Workspace

_NEED = re.compile(r"^\s*\[\[\s*needs\s*\]\]", re.MULTILINE)
_KEY = re.compile(r"^\s*neighbours\s*=", re.MULTILINE)


class RoleImport(Incoming):
    """A role that waits to be saved."""

    def __init__(self, workspace: Workspace, role: Role, answers: Answers) -> None:
        """Raises `RoadmapFileError` where it needs what is not here."""
        names, topics = workspace.roadmap_names(), workspace.topic_names()
        skills = {id_ for id_, (kind, _) in names.items() if kind is not Kind.ROLE}
        unknown = list(_unknown((*role.needs, *role.ready), skills, set(topics)))
        if role.builds_on and names.get(role.builds_on, (None,))[0] is not Kind.ROLE:
            unknown.append(f'builds on "{role.builds_on}": no such role')
        if unknown:
            raise RoadmapFileError(f"this role cannot be used: {plural(len(unknown), 'problem')}", unknown)
        title = plain(answers.get("title", "")) or role.title
        base = needs_in(workspace.roadmap(role.builds_on).tree) if role.builds_on else ()
        needs = {need.id: need for need in (*base, *role.needs)}
        texts = (role.about, role.day, role.neighbours, role.way_in)
        self._role = OwnRole(title, tuple(needs.values()), role.summary, *texts, ready=role.ready)
        wanted = answers.get("id", "") or ("" if role.id in workspace.taken_ids() else role.id)
        self._id = free_id(workspace, title, wanted)
        self.agreement = f'Save the role "{title}"?'

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, _progress: ProgressCallback = no_progress
    ) -> Self | None:
        """The role that a file is; None for every other. Raises `RoadmapFileError` with all that is wrong in it."""
        text = source.content.decode("utf-8", "replace") if source.files is None else ""
        if not (_NEED.search(text) and _KEY.search(text)):
            return None
        # Pydantic, which only these files need: 110 ms.
        from tracker.formats.library_files.reader import FindingsError, read_role

        try:
            return cls(workspace, read_role(decoded(source.content)), answers)
        except FindingsError as error:
            problems = [f"line {finding.line}: {finding.message}" for finding in error.findings]
            raise RoadmapFileError("this role file has errors", problems) from None

    def summary(self, _style: Style) -> Summary:
        """Its needs, one in a line."""
        needs = tuple(_line(need) for need in self._role.needs)
        count = plural(len(needs), "need")
        return Summary(self._role.title, is_title=True, counts=(count,), sections=(Section("needs", needs),))

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        """The role as a JSON object."""
        needs = [need.id for need in self._role.needs]
        return {"format": "role", "id": self._id, "title": self._role.title, "needs": needs, "saved": saved}

    def save(self, workspace: Workspace, _progress: ProgressCallback = no_progress) -> Saved:
        """Keep it as a role of the user's own."""
        id_ = save_role(workspace, self._role, id_=self._id)
        sentence = f"{self._role.title} is a role of your own"
        return Saved(id_, sentence, f"saved as {id_}; work toward it: tracker target {id_}")


def _line(need: Need) -> str:
    if isinstance(need, SkillNeed):
        return f"{need.skill}, {need.level.value}{' (useful)' if need.optional else ''}"
    return need.title if isinstance(need, GroupNeed) else need.topic


def _unknown(needs: Iterable[Need], skills: set[str], topics: set[str]) -> Iterator[str]:
    for need in needs:
        if isinstance(need, GroupNeed):
            yield from _unknown(need.needs, skills, topics)
            continue
        what, known = ("skill", skills) if isinstance(need, SkillNeed) else ("topic", topics)
        if need.id not in known:
            close = nearest(need.id, dict.fromkeys(known, ()), most=1)
            hint = f'; did you mean "{close[0]}"?' if close else ""
            yield f'needs "{plain(need.id)}": no such {what}{hint}'
