"""What follows from a roadmap and the marks: progress, why it is so, what would be, what is next."""
