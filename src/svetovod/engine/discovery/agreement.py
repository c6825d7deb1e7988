"""How far two groupings of the same things agree: the adjusted Rand index of Hubert and Arabie (1985)."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """1 for the same groups, about 0 for groups that agree by chance alone."""
    both = sum(comb(count, 2) for count in Counter(zip(one, other, strict=True)).values())
    ones = sum(comb(count, 2) for count in Counter(one).values())
    others = sum(comb(count, 2) for count in Counter(other).values())
    pairs = comb(len(one), 2)
    expected = ones * others / pairs if pairs else 0.0
    most = (ones + others) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
