"""What a plan cannot know, in a sentence."""

from __future__ import annotations

from tracker.core.progress.plan import Plan
from tracker.core.text import plural


def describe_missing_hours(plan: Plan) -> str:
    """How many topics take no time in the plan, as their roadmap names no hours; empty where all name some."""
    return f"No time is planned for {plural(plan.without_hours, 'topic')} without hours." if plan.without_hours else ""
