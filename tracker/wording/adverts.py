"""What a job advert asks beside the skills of the library, as both faces say it."""

from __future__ import annotations

from tracker.core.adverts.reading import Reading


def outside_terms(reading: Reading) -> str:
    """What no skill covers, each kind with what the advert names of it: "Scala, robotics (ROS 2, Gazebo)"."""
    kinds = reading.outside_kinds.items()
    return ", ".join(f"{kind} ({', '.join(members)})" if members else kind for kind, members in kinds)
