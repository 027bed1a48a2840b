"""One SQLite file: the roadmaps it has loaded and the journal. Two doors lead to one schema.

`schema` declares it with SQLModel, and `records` goes through that door for everything that is not urgent.
`database`, `journal` and `editions` go through the standard library's ``sqlite3``, because importing the ORM takes
longer than drawing a first frame. Rows never leave this package; it takes and returns values of the core.
"""
