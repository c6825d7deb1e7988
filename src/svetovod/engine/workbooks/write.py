"""Writes what the readers read: exports and blanks come from the same specs, so a workbook always reads back.

Every text is written as a text cell, never as a formula or a link, whatever it begins with. Bytes depend on the value
alone: the creation date is fixed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from svetovod.engine.model import Cluster, JointProject, MeetingEvent, PlacedMeeting, SelectionRound
from svetovod.engine.reference import regions

from . import cluster_layout, meetings_layout, project_layout, round_layout
from .spec import Column, Form, Sheet

_CREATED = datetime(2021, 6, 24)  # noqa: DTZ001 - a constant for the sake of equal bytes
_LONGEST = 32_767  # characters of a cell, the limit of the format
_UPRIGHT = 5  # columns a sheet of paper holds upright
_LOOKS = {
    Form.CODE: "@",
    Form.SLOTS: "@",  # 1-3 is no date
    Form.CODES: "@",
    Form.MONEY: "#,##0.00",
    Form.DATE: "dd.mm.yyyy",
    Form.MOMENT: "dd.mm.yyyy hh:mm:ss",
}
_MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet with the objects that fill it: one for a sheet of pairs, one per row otherwise."""

    sheet: Sheet
    objects: Sequence[object]


def write_cluster(cluster: Cluster, lang: str = "ru") -> bytes:
    """The cluster as a workbook that `read_cluster` reads back."""
    return write_book(fill_cluster(cluster), lang)


def write_project(project: JointProject, lang: str = "ru") -> bytes:
    """The joint project as a workbook that `read_project` reads back; rows are numbered anew."""
    return write_book(fill_project(project), lang)


def write_round(selection: SelectionRound, lang: str = "ru") -> bytes:
    """The selection round as a workbook that `read_round` reads back; rows are numbered anew."""
    return write_book(fill_round(selection), lang)


def write_meetings(event: MeetingEvent, lang: str = "ru") -> bytes:
    """The event of business meetings as a workbook that `read_meetings` reads back."""
    return write_book(fill_meetings(event), lang)


def write_schedule(event: MeetingEvent, placed: Sequence[PlacedMeeting], lang: str = "ru") -> bytes:
    """The event with its schedule as a workbook that `read_meetings` and `read_placed` read back."""
    return write_book([*fill_meetings(event), Filled(meetings_layout.PLACED, placed)], lang)


def fill_cluster(cluster: Cluster) -> list[Filled]:
    """The sheets of a cluster with their contents."""
    contents = ([cluster], cluster.participants, cluster.purchases, cluster.infrastructure)
    return _fill(cluster_layout.SHEETS, contents)


def fill_project(project: JointProject) -> list[Filled]:
    """The sheets of a joint project with their contents."""
    return _fill(project_layout.SHEETS, ([project], project.costs))


def fill_round(selection: SelectionRound) -> list[Filled]:
    """The sheets of a selection round with their contents."""
    years = [_OfYear("", year, part) for year, part in selection.years]
    asked = [_OfYear(row.code, year, part) for row in selection.candidates for year, part in row.by_year]
    contents = ([selection], selection.criteria, selection.candidates, selection.scores, years, asked, selection.quotas)
    return _fill(round_layout.SHEETS, contents)


class _OfYear(NamedTuple):
    project: str
    year: int
    amount: Decimal


def fill_meetings(event: MeetingEvent) -> list[Filled]:
    """The sheets of an event of business meetings with their contents."""
    return _fill(meetings_layout.SHEETS, ([event], event.participants, event.meetings))


def write_book(filled: Iterable[Filled], lang: str) -> bytes:
    """The workbook without anything but data."""
    target = BytesIO()
    with open_book(target) as book:
        for part in filled:
            write_sheet(book, part, lang)
    return target.getvalue()


def open_book(target: BytesIO) -> Any:
    """A new workbook in memory; nothing in it is ever taken for a formula or a link."""
    import xlsxwriter  # heavy: readers take the layouts from here and write nothing

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": _CREATED, "author": "Svetovod"})
    return book


def write_sheet(book: Any, filled: Filled, lang: str) -> Any:
    """One sheet with its header and rows; returns the worksheet."""
    sheet = filled.sheet
    tab = book.add_worksheet(sheet.shown(lang))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF3", "bottom": 1})
    looks = {form: book.add_format({"num_format": look}) for form, look in _LOOKS.items()}
    if sheet.pairs:
        tab.set_column(0, 0, 44)
        tab.set_column(1, 1, 60)
        for line, column in enumerate(sheet.columns):
            tab.write_string(line, 0, column.shown(lang), head)
            _write_value(tab, line, 1, column, getattr(filled.objects[0], column.key), lang, looks)
        for_print(tab)
        return tab
    tab.freeze_panes(1, 0)
    for_print(tab, heads=True, columns=len(sheet.columns))
    for place, column in enumerate(sheet.columns):
        tab.set_column(place, place, _width(column), looks.get(column.type.form))
        tab.write_string(0, place, column.shown(lang), head)
        for line, item in enumerate(filled.objects, start=1):
            _write_value(tab, line, place, column, getattr(item, column.key), lang, looks)
    return tab


def for_print(tab: Any, *, heads: bool = False, columns: int = 2) -> None:
    """A4, as wide as the sheet of paper and on its side where there are many columns; its number on each, and with
    `heads` the first row, too."""
    tab.set_paper(9)
    tab.fit_to_pages(1, 0)
    tab.set_footer("&R&P / &N")
    if heads:
        tab.repeat_rows(0)
    if columns > _UPRIGHT:
        tab.set_landscape()


def safe(text: str) -> str:
    """`text` as it may stand in a cell: cut to the format's limit, never taken for the writer's own mark-up."""
    guarded = f" {text}" if text.startswith("<r>") else text
    return guarded[:_LONGEST]


def _write_value(  # noqa: PLR0917
    tab: Any, line: int, place: int, column: Column, value: Any, lang: str, looks: dict[Form, Any]
) -> None:
    look = looks.get(column.type.form)
    if value is None or value == ():
        if look is not None:
            tab.write_blank(line, place, None, look)
    elif isinstance(value, datetime) and value.tzinfo is not None and value.microsecond % 1000:
        tab.write_string(line, place, value.astimezone(_MOSCOW).isoformat())
    elif isinstance(value, datetime):
        tab.write_datetime(line, place, value.astimezone(_MOSCOW).replace(tzinfo=None), look)
    elif isinstance(value, date):
        tab.write_datetime(line, place, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
    elif isinstance(value, (int, Decimal)) and not column.type.choices:
        _write_number(tab, line, place, Decimal(value), look)
    else:
        tab.write_string(line, place, safe(_text(column, value, lang)), look)


def _write_number(tab: Any, line: int, place: int, number: Decimal, look: Any) -> None:
    """As a number where binary floating point holds it exactly enough, else as text."""
    if Decimal(f"{float(number):.16G}") == number:  # the sixteen digits that the writer keeps
        tab.write_number(line, place, float(number), look)
    else:
        tab.write_string(line, place, f"{number:f}", look)


def _text(column: Column, value: Any, lang: str) -> str:
    if column.type.choices:
        return next(choice.shown(lang) for choice in column.type.choices if choice.value == value)
    if isinstance(value, tuple):
        if column.key == "ties":
            return "; ".join(round_layout.tie_words(item, lang) for item in value)
        named = column.key == "regions"
        return "; ".join(regions.name(item, lang) if named else str(item) for item in value)
    return regions.name(value, lang) if column.type.form is Form.REGION else str(value)


def _width(column: Column) -> int:
    return {Form.TEXT: 40, Form.CHOICE: 22, Form.REGION: 26}.get(column.type.form, 18)


def _fill(sheets: Sequence[Sheet], contents: Sequence[Sequence[object]]) -> list[Filled]:
    return [Filled(sheet, objects) for sheet, objects in zip(sheets, contents, strict=True)]
