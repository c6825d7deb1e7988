"""The registry of Russian industrial products by the act PP 719, as the information system of industry gives it.

XLSX with a title above the header, or the ministry's open data set 1000000012-ReestrProducts, CSV with English names of
columns. Names of columns are known from readers in public repositories, not from a published schema: a missing one is
said. An entry taken out of the registry, or without its number, is not kept. A maker's region is that of the tax office
that gave the INN.
"""

from collections.abc import Iterator
from typing import Protocol

from svetovod.engine.reference import inn, regions

from .heads import by_header
from .model import Batch, Place
from .sheet import serial_day
from .tally import Tally
from .values import CODE, day, tidy

HEADS = {
    "inn": ("ИНН", "INN"),
    "number": ("Реестровый номер", "Номер реестровой записи", "Registernumber"),
    "product": ("Наименование продукции", "Наименование промышленной продукции", "Productname"),
    "okpd2": ("ОКПД2", "Код ОКПД2", "ОКПД 2", "OKPD2"),
    "maker": ("Предприятие", "Наименование предприятия", "Производитель", "Nameoforg"),
    "entered": ("Дата внесения в реестр", "Docdate"),
    "valid_to": ("Срок действия", "Docvalidtill"),
    "ended": ("Дата исключения", "Дата исключения из реестра", "Enddate"),
}
_OPTIONAL = ("maker", "entered", "valid_to", "ended")


class Rows(Protocol):
    """A table as a stream; `done` bytes of `total` are read."""

    done: int
    total: int

    def __iter__(self) -> Iterator[tuple[int, list[str]]]: ...


def read_table(table: Rows, after: Place) -> Iterator[Batch]:
    tally = Tally(after, table.total)
    places, rows = by_header(iter(table), HEADS, _OPTIONAL)
    for number, row in rows:
        tally.next_record()
        if not tally.passing:
            cells = {key: tidy(row[place]) if place < len(row) else "" for key, place in places.items()}
            _keep(tally, number, cells)
        if tally.full:
            yield tally.batch(table.done)
    yield tally.batch(table.done)


def _keep(tally: Tally, number: int, cells: dict[str, str]) -> None:
    taxpayer, code = cells["inn"], cells["okpd2"]
    if len(taxpayer) == 9 or (len(taxpayer) == 11 and not inn.valid(f"0{taxpayer}")):
        taxpayer = f"0{taxpayer}"  # a spreadsheet has eaten the zero
    if len(taxpayer) == 12 and taxpayer.isdigit():
        tally.person()
        return
    if not (len(taxpayer) == 10 and inn.valid(taxpayer)):
        tally.reject("row.inn", None, number, HEADS["inn"][0], taxpayer)
        return
    for key in ("number", "product"):
        if not cells[key] or cells[key] == "-":
            tally.reject("row.required", None, number, HEADS[key][0], None)
            return
    codes = [each.strip() for each in code.replace(";", ",").split(",") if each.strip()]
    if not codes or not all(CODE.fullmatch(each.split(" ")[0]) for each in codes):
        tally.reject("row.code", None, number, HEADS["okpd2"][0], code)
        return
    days = {key: _day(cells.get(key, "")) for key in ("entered", "valid_to", "ended")}
    for key, found in days.items():
        if found is None:
            tally.reject("row.date", None, number, HEADS[key][0], cells[key])
            return
    if days["ended"]:
        return
    region = regions.of_tax_code(taxpayer[:2]) or ""
    for each in dict.fromkeys(each.split(" ")[0] for each in codes):
        tally.row((taxpayer, region, each, cells.get("maker", ""), cells["number"], cells["product"],
                   days["entered"] or "", days["valid_to"] or ""))  # fmt: skip


def _day(text: str) -> str | None:
    """ISO; empty where there is none; None where it cannot be read."""
    return "" if text in {"", "-"} else day(text) or serial_day(text)
