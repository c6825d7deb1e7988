"""Which fields a file of facts has, of what type, with which words."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .shapes import Confidence, Status, Unit, Use


@dataclass(frozen=True, slots=True)
class Field:
    type: type
    required: bool = True
    choices: tuple[str, ...] = ()


_STATUSES = tuple(status.value for status in Status if status is not Status.VERIFIED)

ACT = {
    "id": Field(str),
    "number": Field(str),
    "signed_on": Field(date),
    "title": Field(dict),
    "publication": Field(str),
    "editions": Field(list),
}
EDITION = {
    "number": Field(str, required=False),
    "signed_on": Field(date),
    "date_precision": Field(str, choices=("day", "month", "year")),
    "effective_from": Field(date, required=False),
    "source": Field(str),
    "status": Field(str, choices=_STATUSES),
    "governs": Field(bool, required=False),
    "note": Field(dict),
}
ITEM = {
    "key": Field(str),
    "label": Field(dict),
    "text": Field(dict, required=False),
    "unit": Field(str, choices=tuple(unit.value for unit in Unit)),
    "subject": Field(str, choices=("cluster", "so", "project", "applicant", "cost", "procedure")),
    "operator": Field(str, required=False, choices=(">=", "<=", ">")),
    "measure": Field(str, required=False),
    "values": Field(list),
}
VALUE = {
    "from": Field(date),
    "to": Field(date, required=False),
    "value": Field(object, required=False),
    "status": Field(str, choices=_STATUSES),
    "confidence": Field(str, required=False, choices=tuple(confidence.value for confidence in Confidence)),
    "use": Field(str, choices=tuple(use.value for use in Use)),
    "source": Field(str),
    "last_confirmed_edition": Field(date, required=False),
    "note": Field(dict, required=False),
}


def fits_unit(value: object, unit: Unit) -> bool:
    """Is `value`, as TOML gives it (decimals exact), of the unit?"""
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    match unit:
        case Unit.COUNT | Unit.YEARS | Unit.WORKING_DAYS:
            return whole
        case Unit.RATIO:
            return isinstance(value, Decimal) and value.is_finite() and 0 <= value <= 1
        case Unit.RUB:
            return whole or (isinstance(value, Decimal) and value.is_finite() and value >= 0)
        case Unit.BOOL:
            return isinstance(value, bool)
        case Unit.DATE:
            return isinstance(value, date) and not isinstance(value, datetime)
        case Unit.ENUM:
            return isinstance(value, str) and bool(value)
        case Unit.ITEMS | Unit.TABLE:
            return isinstance(value, list) and bool(value) and all(isinstance(entry, str) for entry in value)
