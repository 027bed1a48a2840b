"""A plan as a Markdown checklist, with a heading for each week."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.effort import time_left
from tracker.core.progress.plan import Plan, Step
from tracker.core.text import plural
from tracker.formats.markdown.writer import escape


def write(plan: Plan, title: str, first: date) -> str:
    """The checklist. `first` is the first day of the plan."""
    lines = [f"# {escape(f'Plan: {title}')}", "", _summary(plan)]
    for week, steps in plan.by_week().items():
        lines += ["", f"## Week {week + 1}, from {first + timedelta(weeks=week)}", "", *map(_box, steps)]
    return "\n".join(lines) + "\n"


def _summary(plan: Plan) -> str:
    takes = f"{plural(len(plan.steps), 'topic')} · {plan.hours:,g} h"
    return f"{takes} · {plan.hours_per_week:g} h a week · {plural(plan.weeks, 'week')}"


def _box(step: Step) -> str:
    topic = step.topic
    facts = [time_left(topic.hours, topic.months)] if topic.hours or topic.months else []
    facts += [f"until week {step.last + 1}"] if step.last > step.first else []
    facts += ["prerequisite of another roadmap"] if not step.counted else []
    return f"- [ ] {escape(topic.title)} ({', '.join(facts)})" if facts else f"- [ ] {escape(topic.title)}"
