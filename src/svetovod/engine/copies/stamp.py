"""What is put on a copy, and why there may be none."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
KINDS = (PDF, PNG, JPEG)
MOST_PAGES = 1000
MOST_PIXELS = 80_000_000


class CopyProblem(StrEnum):
    """`locked`: a password is asked for. `stopped`: its time was up."""

    BROKEN = "broken"
    LOCKED = "locked"
    LARGE = "large"
    STOPPED = "stopped"


class UnfitError(Exception):
    """No copy can be made of the file."""

    def __init__(self, problem: CopyProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Stamp:
    """`head` stands over a page and `foot` under it, `across` is repeated over it, pale."""

    head: Sequence[str]
    foot: Sequence[str]
    across: str
