"""What a plan cannot know, in a sentence."""

from __future__ import annotations

from tracker.core.progress.plan import Plan


def describe_missing_hours(plan: Plan) -> str:
    """How many topics take no time in the plan, as their roadmap names no hours; empty where all name some."""
    number = plan.without_hours
    return f"{number} of them {'has' if number == 1 else 'have'} no hours, and take no time here." if number else ""
