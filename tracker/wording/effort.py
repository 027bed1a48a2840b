"""What the hours of the library mean, in words."""

HOURS_ASSUME = (
    "The hours are for somebody who knows school mathematics and has written small programs before. "
    "Months are calendar time beside them."
)
