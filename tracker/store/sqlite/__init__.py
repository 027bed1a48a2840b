"""The store as one SQLite file: its schema, its journal and its snapshots of roadmaps."""
