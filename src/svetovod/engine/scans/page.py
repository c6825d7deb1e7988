"""What is found of a scan."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PAGES = 300


class ScanProblem(StrEnum):
    BROKEN = "broken"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    STOPPED = "stopped"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """`picture` is JPEG without anything but the picture; `mark` is the same for the same picture, however it came.

    `codes` are the texts of QR codes on the page, in the order in which they were found; `total` is of the whole scan.
    """

    number: int
    total: int
    picture: bytes
    mark: str
    codes: tuple[str, ...]
