"""Forms for issues of GitHub, read: their checkboxes."""
