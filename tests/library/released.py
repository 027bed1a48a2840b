"""The ids that a release promises to keep.

They are written down when a version is released, from the root of the repository:

    python3 -m tests.library.released > tests/library/released_ids.txt
"""

from __future__ import annotations

from collections.abc import Collection

from tracker.core.roadmap.library import Library, roadmaps_of
from tracker.core.roadmap.model import Kind
from tracker.workspace.library_files import load_library
from tracker.workspace.paths import library_folder


def promised(library: Library) -> list[str]:
    """What a user's journal may name: topics, roadmaps, and the options of "any of" groups."""
    roles = [roadmap for roadmap in roadmaps_of(library) if roadmap.kind is Kind.ROLE]
    picks = [(role.tree, place) for role in roles for place in filter(role.tree.is_choice, role.tree.uneven)]
    return sorted(
        [
            *(
                f"choice {tree.nodes[group].name} {tree.nodes[option].id}"
                for tree, group in picks
                for option in tree.children(group)
            ),
            *(f"role {id_}" for id_ in library.roles),
            *(f"skill {id_}" for id_ in library.skills),
            *(f"topic {id_}" for id_ in library.topics()),
        ]
    )


def broken(released: Collection[str], library: Library) -> list[str]:
    """The promises that a library does not keep: an id is gone, and no topic has it as a former id."""
    cards = [card for skill in library.skills.values() for card in skill.cards.values()]
    carried = {f"topic {id_}" for card in cards for id_ in card.former_ids}
    return sorted(set(released) - set(promised(library)) - carried)


if __name__ == "__main__":
    print("\n".join(promised(load_library(library_folder()).library)))
