"""Tasks that programs export as JSON, by what nearly all of them call the parts of a task."""
