"""A cell as the file stores it, before anybody asks what it should mean."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from svetovod.engine.unseen import seen


class Kind(Enum):
    """What the file says the cell holds; NO_VALUE is a formula that nobody has computed."""

    BLANK = 0
    TEXT = 1
    NUMBER = 2
    BOOLEAN = 3
    DATE = 4
    ERROR = 5
    NO_VALUE = 6
    PERCENT = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what a user sees as its text; `number` and `moment` are there for NUMBER and DATE.

    Signs that nobody sees are no part of the text.
    `raw` is the number as the file writes it: a library may have stored more digits than a binary float holds.
    """

    kind: Kind
    text: str = ""
    number: float = 0.0
    moment: datetime | None = None
    formula: bool = False
    raw: str = ""

    def __post_init__(self) -> None:
        if not self.text.isascii():
            object.__setattr__(self, "text", seen(self.text))

    @property
    def blank(self) -> bool:
        """Nothing there, or nothing but spaces."""
        return self.kind is Kind.BLANK or (self.kind is Kind.TEXT and not self.text.strip())

    @property
    def shown(self) -> str | None:
        """The text for a `Problem`, None for a blank cell."""
        return self.text.strip() or None


BLANK = Cell(Kind.BLANK)


def number_text(number: float) -> str:
    """`12` for 12.0, never an exponent, the shortest decimal that means the stored number."""
    if not math.isfinite(number):
        return str(number)
    if number == int(number):
        return str(int(number))
    text = repr(number)
    if "e" not in text:
        return text
    return f"{number:.20f}".rstrip("0")


def moment_text(moment: datetime) -> str:
    """ISO: the date alone at midnight, else date and time."""
    day: date = moment.date()
    return day.isoformat() if moment.time() == datetime.min.time() else moment.isoformat(sep=" ")
