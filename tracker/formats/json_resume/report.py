"""A report as JSON Resume 1.0: skills, projects and certificates, to join to one's own CV."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.core.json_text import dumps
from tracker.core.progress.report import Learnt, Report
from tracker.core.text import plain

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def write(report: Report) -> str:
    """The JSON text. A skill's level is the one of which everything is done; its keywords are what is done."""
    resume = {
        "$schema": _SCHEMA,
        "basics": {"label": plain(report.title)},
        "skills": [
            {
                "name": plain(skill.title),
                **({"level": skill.level.value} if skill.level else {}),
                "keywords": [plain(learnt.topic.title) for learnt in skill.learnt],
            }
            for skill in report.skills
        ],
        "projects": [_project(learnt) for learnt in report.projects],
        "meta": {"lastModified": f"{date.fromordinal(report.day)}T00:00:00"},
    }
    return dumps(resume, ascii_only=False) + "\n"


def _project(learnt: Learnt) -> dict[str, Any]:
    project: dict[str, Any] = {"name": plain(learnt.topic.title)}
    if learnt.day:
        project["endDate"] = date.fromordinal(learnt.day).isoformat()
    if learnt.proofs:
        project["url"] = learnt.proofs[0]
    if learnt.proofs[1:]:
        project["highlights"] = list(learnt.proofs[1:])
    return project
