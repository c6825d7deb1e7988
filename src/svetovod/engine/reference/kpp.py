"""The code of the reason for registration (КПП): its shape, and what its fifth and sixth signs say.

Nine signs NNNNPPXXX: the tax office, the reason, the number in its turn; there is no check digit. The reasons are known
from secondary sources, the acts themselves not read: the tax service's list of reasons for organisations (СППУНО) and
its letter ЧД-6-6/396 of 02.06.2008 (43, 44, 45). They explain and propose; nothing is refused by them.
"""

import re
from enum import StrEnum

_SHAPE = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")


class Reason(StrEnum):
    SEAT = "seat"
    BRANCH = "branch"
    REPRESENTATIVE = "representative"
    DIVISION = "division"
    PROPERTY = "property"
    VEHICLES = "vehicles"
    LARGEST = "largest"
    FOREIGN = "foreign"
    OTHER = "other"


_DIVISIONS = frozenset({"02", "03", "04", "05", "31", "32", "45"})
_REASONS = {"01": Reason.SEAT, "43": Reason.BRANCH, "44": Reason.REPRESENTATIVE, "50": Reason.LARGEST}
PLACES = frozenset({Reason.SEAT, Reason.BRANCH, Reason.REPRESENTATIVE, Reason.DIVISION})


def valid(text: str) -> bool:
    """Whether `text` has the shape of a КПП. All zeros are refused."""
    return bool(_SHAPE.fullmatch(text)) and bool(text.strip("0"))


def restore(text: str) -> tuple[str, bool] | None:
    """The КПП that `text` means and whether a zero that a spreadsheet has eaten had to be put back; None: not one."""
    padded = text.upper().zfill(9) if len(text) == 8 else text.upper()
    return (padded, len(padded) != len(text)) if valid(padded) else None


def reason(text: str) -> Reason:
    """Why the organisation is registered there, by signs five and six of a valid КПП."""
    code = text[4:6]
    if found := _REASONS.get(code):
        return found
    if code in _DIVISIONS:
        return Reason.DIVISION
    if not code.isdigit():
        return Reason.OTHER
    number = int(code)
    if number > 50:
        return Reason.FOREIGN
    if 6 <= number <= 8:
        return Reason.PROPERTY
    return Reason.VEHICLES if 10 <= number <= 29 else Reason.OTHER
