"""Reads an event of business meetings: codes once each, everybody known, every slot one of the event's."""

from typing import Any

from svetovod.engine.model import AgreedMeeting, EventParticipant, MeetingEvent, PlacedMeeting

from . import limits
from .collector import Collector, ReadResult
from .meetings_layout import EVENT, MEETINGS, PARTICIPANTS, PLACED, SHEETS
from .reader import Source, read_workbook
from .repeats import report_repeated
from .tables import Row, Table


def read_meetings(source: Source) -> ReadResult[MeetingEvent]:
    """The event that a workbook (a path or a binary file) describes, or everything that is wrong with it."""
    return read_workbook(source, SHEETS, _build)


def read_placed(source: Source) -> ReadResult[tuple[PlacedMeeting, ...]]:
    """The schedule in the sheet of that name, whatever else is in the workbook."""
    return read_workbook(source, (PLACED,), _build_placed)


def _build_placed(tables: dict[str, Table], collector: Collector) -> tuple[PlacedMeeting, ...] | None:
    table = tables.get(PLACED.ru)
    if table is None:
        return None
    if table.has("code"):
        report_repeated(table, "code", "code.duplicate", collector)
    for row in table.rows:
        slot, seat = row.values.get("slot"), row.values.get("table")
        if (slot is None) != (seat is None) and not {"slot", "table"} & set(row.failed):
            key = "slot" if slot is None else "table"
            collector.error("value.required", PLACED.ru, row.number, PLACED.column(key).ru, "")
    return None if collector.errors else tuple(_make(PlacedMeeting, row) for row in table.rows)


def _build(tables: dict[str, Table], collector: Collector) -> MeetingEvent | None:
    people, meetings = tables.get(PARTICIPANTS.ru), tables.get(MEETINGS.ru)
    for table in (people, meetings):
        if table is not None and table.has("code"):
            report_repeated(table, "code", "code.duplicate", collector)
    if meetings is not None and meetings.has("code", "first", "second"):
        _check_references(meetings, people, collector)
    _check_slots(tables, collector)
    if collector.errors or people is None or meetings is None:
        return None
    passport: dict[str, Any] = tables[EVENT.ru].rows[0].values
    return MeetingEvent(
        **passport,
        participants=tuple(_make(EventParticipant, row) for row in people.rows),
        meetings=tuple(_make(AgreedMeeting, row) for row in meetings.rows),
    )


def _make(kind: Any, row: Row) -> Any:
    return kind(**row.values)


def _check_references(meetings: Table, people: Table | None, collector: Collector) -> None:
    known = {row.values.get("code") for row in people.rows} if people is not None and people.has("code") else None
    own = {row.values.get("code") for row in meetings.rows}
    for row in meetings.rows:
        for key in ("first", "second"):
            if known is not None and key not in row.failed and row.values[key] not in known:
                _unknown(row, key, str(row.values[key]), PARTICIPANTS.ru, collector)
        if row.values.get("first") is not None and row.values["first"] == row.values.get("second"):
            column = MEETINGS.column("second").ru
            collector.error("number.invalid", MEETINGS.ru, row.number, column, row.text("second"), reason="same")
        _check_others(row, known, collector)
        after: Any = row.values.get("after") or ()
        for code in after:
            if code not in own or code == row.values.get("code"):
                _unknown(row, "after", code, MEETINGS.ru, collector)


def _check_others(row: Row, known: Any, collector: Collector) -> None:
    """Whoever else is at the meeting is a participant, and named once."""
    others: Any = row.values.get("others") or ()
    seen = {row.values.get("first"), row.values.get("second")}
    for code in others:
        if known is not None and code not in known:
            _unknown(row, "others", code, PARTICIPANTS.ru, collector)
        if code in seen:
            column = MEETINGS.column("others").ru
            collector.error("number.invalid", MEETINGS.ru, row.number, column, code, reason="same")
        seen.add(code)


def _unknown(row: Row, key: str, value: str, where: str, collector: Collector) -> None:
    collector.error("reference.unknown", MEETINGS.ru, row.number, MEETINGS.column(key).ru, value, where=where)


def _check_slots(tables: dict[str, Table], collector: Collector) -> None:
    """Slots lie within the event's, and the event's within what can be planned."""
    event = tables.get(EVENT.ru)
    passport: dict[str, Any] = event.rows[0].values if event is not None and event.rows else {}
    if event is None or passport.get("slots") is None:
        return
    most: int = passport["slots"]
    for key, highest in (("slots", limits.SLOTS), ("morning", most), ("tables", limits.MEETING_TABLES)):
        _within(event, event.rows[0], key, highest, collector)
    for sheet, key in ((PARTICIPANTS.ru, "closed"), (MEETINGS.ru, "fixed")):
        table = tables.get(sheet)
        for row in table.rows if table is not None else ():
            _within(table, row, key, most, collector)


def _within(table: Table | None, row: Row, key: str, most: int, collector: Collector) -> None:
    """No number of the cell is over `most`."""
    assert table is not None
    value: Any = row.values.get(key)
    for number in value if isinstance(value, tuple) else (value,):
        if number is not None and number > most:
            place, params = table.sheet.column(key).ru, {"reason": "range", "wanted": f"1..{most}"}
            collector.error(
                "number.invalid", table.sheet.ru, row.numbers.get(key, row.number), place, str(number), **params
            )
