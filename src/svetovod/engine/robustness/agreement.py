"""Krippendorff's alpha for interval data: 1 is full agreement, 0 is what chance gives.

K. Krippendorff, Content Analysis, 4th edition, 2018, chapter 12. Units are projects, observers are experts.
"""

from collections.abc import Iterable, Sequence


def alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Of the values given to each unit; None where no unit has two of them or all values are the same."""
    pairable = [list(values) for values in units if len(values) > 1]
    count = sum(map(len, pairable))
    if count < 2:
        return None
    observed = sum(_squares(values) / (len(values) - 1) for values in pairable) / count
    expected = _squares([value for values in pairable for value in values]) / (count * (count - 1))
    return None if expected == 0 else 1 - observed / expected


def _squares(values: Sequence[float]) -> float:
    """The sum of squared differences over ordered pairs."""
    middle = sum(values) / len(values)
    return 2 * len(values) * sum((value - middle) ** 2 for value in values)
