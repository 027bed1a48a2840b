"""What people have from roadmap.sh, read."""
