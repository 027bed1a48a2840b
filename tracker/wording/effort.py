"""What the hours of a topic assume, in words."""

HOURS_ASSUME = """\
The hours are for somebody who knows school mathematics and some programming.
Months are calendar time beside them: waiting, a placement, a degree."""
