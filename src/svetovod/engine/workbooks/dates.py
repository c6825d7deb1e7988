"""Dates and moments out of cells: date cells, ISO, DD.MM.YYYY. A moment without a zone is Moscow time."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .cell import Cell, Kind
from .spec import BadCellError, Form, Note, ValueType

_TIME = (
    r"(?:[T\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,6})\d*)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})" + _TIME, re.ASCII | re.IGNORECASE)
_RUSSIAN = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})" + _TIME, re.ASCII | re.IGNORECASE)


def parse_date(cell: Cell, note: Note) -> date:
    """A day; a time of day that the cell also holds is dropped."""
    return _moment(cell)[0].date()


def parse_moment(cell: Cell, note: Note) -> datetime:
    """A day and a time with its zone; a day alone counts from midnight, with a note."""
    moment, has_time = _moment(cell)
    if not has_time:
        note("time.missing")
    return moment.replace(tzinfo=_moscow()) if moment.tzinfo is None else moment.astimezone(_moscow())


def _moment(cell: Cell) -> tuple[datetime, bool]:
    if cell.kind is Kind.DATE and cell.moment is not None and cell.number >= 1:
        return _in_range(cell.moment), cell.moment.time() != datetime.min.time()
    text = " ".join(cell.text.split())
    match = _ISO.fullmatch(text) or _RUSSIAN.fullmatch(text)
    if cell.kind is not Kind.TEXT or not match:
        raise BadCellError("date.invalid")
    part = match.groupdict()
    try:
        moment = datetime(  # noqa: DTZ001 - the zone follows
            int(part["year"]), int(part["month"]), int(part["day"]),
            int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0),
            int((part["part"] or "0").ljust(6, "0")),
        )  # fmt: skip
        if part["zone"]:
            moment = datetime.fromisoformat(f"{moment.isoformat()}{part['zone'].upper()}")
    except ValueError:
        raise BadCellError("date.invalid") from None
    return _in_range(moment), part["hour"] is not None


def _in_range(moment: datetime) -> datetime:
    if not 1990 <= moment.year <= 2100:
        raise BadCellError("year.invalid")
    return moment


def _moscow() -> ZoneInfo:
    return ZoneInfo("Europe/Moscow")


DATE = ValueType(Form.DATE, parse_date)
MOMENT = ValueType(Form.MOMENT, parse_moment)
