"""Values and rules of roadmaps, progress and the journal: pure, and standard library only.

Values are ``NamedTuple``: frozen, typed, and free to import. (``dataclasses`` pulls in ``inspect``, which costs
more than a whole ``tracker status`` spends in this package.)
"""
