"""Adverts that are hardly more than key words: "Python, SQL, Docker. 3 years."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.adverts.phrases import Word
from tracker.core.adverts.vocabulary import Vocabulary

_FEWEST_SKILLS = 2
_LEAST_SHARE = 0.25
"""The least share of a text's words that name skills. Real adverts in whole sentences have 0.15 and less."""
_MOST_WORDS = 60
"""Words of such a text; longer ones have headings or sentences that say what is asked."""


def is_keywords(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether a text is a list of what is asked, without sentences that ask for it."""
    if len(words) > _MOST_WORDS:
        return False
    matches = vocabulary.skills.find(text, words)
    named = {number for match in matches for number in range(match.first, match.end)}
    several = len({match.name for match in matches}) >= _FEWEST_SKILLS
    return several and len(named) >= _LEAST_SHARE * len(words)
