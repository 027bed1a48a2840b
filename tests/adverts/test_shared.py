"""The reader on real adverts that lie beside the checkout of those who have them; they are no part of the project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adverts.conftest import HERE
from tracker.core.adverts.reading import read_advert
from tracker.core.adverts.vocabulary import Vocabulary
from tracker.formats.advert_text.reader import advert_text

REAL = next((root / "shared" / "adverts" for root in HERE.parents if (root / "shared" / "adverts").is_dir()), None)
LATER = frozenset(
    (
        "r",
        "spreadsheets",
        "nosql",
        "typescript",
        "networking",
        "operating-systems",
        "dashboards",
        "analytics-engineering",
    )
)
"""Skills that the library got after these adverts were annotated; there the words for them are outside terms."""


@pytest.mark.skipif(REAL is None, reason="no folder shared/adverts above this checkout")
def test_real_adverts_are_read_as_well_as_the_goal_says(vocabulary: Vocabulary, tmp_path: Path) -> None:
    assert REAL
    gold = json.loads((REAL / "gold-dev.json").read_text(encoding="utf-8"))
    predicted, years, degrees = {}, 0, 0
    for advert in gold:
        text = advert_text((REAL / advert["file"]).read_bytes())
        reading = read_advert(text, vocabulary)
        later = [place for id_ in LATER for place in reading.evidence.get(id_, ())]
        predicted[advert["file"]] = {
            "required": [id_ for id_ in reading.required if id_ not in LATER],
            "nice": [id_ for id_ in reading.nice if id_ not in LATER],
            "outside": [*reading.outside, *(text[place.start : place.end] for place in later)],
        }
        years += reading.years == advert["years"]
        degrees += (reading.degree.lowest or None) == advert["degree"]
    file = tmp_path / "predictions.json"
    file.write_text(json.dumps(predicted), encoding="utf-8")
    words = [sys.executable, str(REAL / "score.py"), str(REAL / "gold-dev.json"), str(file)]
    table = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    print(table)
    asked, outside = (_numbers(table, name) for name in ("asked", "outside"))
    assert asked[0] >= 0.90
    assert asked[1] >= 0.88
    assert outside[1] >= 0.70
    assert min(years, degrees) >= 0.90 * len(gold)


def _numbers(table: str, name: str) -> tuple[float, float]:
    """Precision and recall in a line of the table."""
    words = next(line for line in table.splitlines() if line.startswith(name)).split()
    return float(words[words.index("precision") + 1]), float(words[words.index("recall") + 1])
