"""How much branches trade: of the output of one branch of OKVED2, the share that another consumes.

The source has one row for a pair of branches, so the share is of the pair and says nothing about who supplies whom.
Branches are named at mixed depth (`24.4`, `27`). Codes of products lead to them, for the first digits of OKPD2 and
OKVED2 agree.
"""

import csv
import gzip
from functools import cache
from importlib.resources import files


@cache
def _shares() -> dict[tuple[str, str], float]:
    packed = files(__package__) / "data" / "okved_links.csv.gz"
    rows = csv.reader(gzip.decompress(packed.read_bytes()).decode().splitlines())
    return {(one, other): float(share) for one, other, share in rows}


@cache
def _branches() -> frozenset[str]:
    return frozenset(code for pair in _shares() for code in pair)


def branch(code: str) -> str | None:
    """The narrowest branch of the source that an OKVED2 or OKPD2 code lies in; None where there is none."""
    return next((code[:end] for end in range(len(code), 1, -1) if code[:end] in _branches()), None)


def share(one: str, other: str) -> float:
    """Of two branches, 0 to 1; 0 for a pair that the source does not have."""
    return _shares().get((one, other)) or _shares().get((other, one)) or 0.0
