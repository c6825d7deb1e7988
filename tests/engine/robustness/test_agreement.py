"""Krippendorff's alpha on the published example, and where there is none."""

import pytest

from svetovod.engine.robustness import alpha

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_the_published_example() -> None:
    units = [[row[n] for row in OBSERVERS if row[n] is not None] for n in range(12)]
    assert alpha(units) == pytest.approx(0.849, abs=0.0005)  # type: ignore[arg-type]


def test_full_agreement_chance_and_nothing() -> None:
    assert alpha([(1, 1), (5, 5)]) == 1
    assert alpha([(1, 5), (5, 1)]) == pytest.approx(-0.5)
    assert alpha([(3, 3), (3, 3)]) is None
    assert alpha([(3,), (4,)]) is None
