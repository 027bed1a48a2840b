"""The reasons of `core.progress.next_topics` in words."""

REASONS = {
    "doing": "you are at it",
    "ready": "part of ready to apply, or something there waits for it",
    "level": "levels below advanced: the ground first",
    "roles": "other roadmaps in view in which it counts",
    "unlocks": "what waits for it, all the way down",
    "begun": "its skill is begun",
    "faded": "what it needs is due for a review first",
    "repeated": "better topics of the same skill before it",
}
