"""From a file of somebody else's to a roadmap, and from a newer version of that file to an update."""
