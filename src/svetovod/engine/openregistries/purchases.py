"""Purchases: a table (CSV), or contracts of the state's purchases (XML of `export`/`contract`), as rows for `discover`.

XML: names of the published scheme of the unified information system (`customer/inn`, `products/product` with
`OKPD2/code`, `sum`, `originCountry/countryCode`, `suppliers/supplier/legalEntityRF/INN`), any namespace, known from
files and from memory. A contract with one supplier that is a Russian legal entity has that seller; a person as a
supplier, several suppliers or a foreign one leave the seller empty, so nobody's personal number is kept.
"""

from collections.abc import Iterator
from typing import IO

from svetovod.engine.reference import inn

from .failure import drift
from .heads import by_header
from .model import Batch, Place
from .products import Rows
from .tally import Tally
from .values import CODE, YEAR, day, rubles, tidy
from .xml import PIECES, events

HEADS = {
    "buyer_inn": ("buyer_inn", "ИНН заказчика", "ИНН покупателя", "Покупатель"),
    "seller_inn": ("seller_inn", "ИНН поставщика", "ИНН продавца", "Поставщик"),
    "okpd2": ("okpd2", "ОКПД2", "Код ОКПД2"),
    "amount": ("amount", "Сумма, руб.", "Сумма", "Цена контракта"),
    "year": ("year", "Год", "Дата заключения", "Дата заключения контракта"),
    "imported": ("imported", "Импорт", "Страна происхождения"),
}
_RUSSIA = {"643", "россия", "российская федерация", "rus"}
_YES, _NO = {"да", "yes", "true", "1", "+"}, {"нет", "no", "false", "0", "-", ""}


def read_table(table: Rows, after: Place) -> Iterator[Batch]:
    tally = Tally(after, table.total)
    places, rows = by_header(iter(table), HEADS, ("imported", "seller_inn"))
    for number, row in rows:
        tally.next_record()
        if not tally.passing:
            cells = {key: tidy(row[place]) if place < len(row) else "" for key, place in places.items()}
            _keep(tally, None, number, {"seller_inn": "", "imported": "", **cells})
        if tally.full:
            yield tally.batch(table.done)
    yield tally.batch(table.done)


def read_xml(stream: IO[bytes], name: str, tally: Tally) -> Iterator[Batch]:
    contracts = _Contracts(name, tally)
    for done in events(stream, name, contracts.start, contracts.end, contracts.text):
        if tally.full:
            yield tally.batch(done)
    if not contracts.seen:
        raise drift(["export", "contract", "customer", "products", "suppliers"], contracts.names, name)


class _Contracts:
    """A row for each product of each contract; what is not asked for passes by."""

    def __init__(self, name: str, tally: Tally) -> None:
        self.seen = False
        self.names: list[str] = []
        self._name, self._tally = name, tally
        self._path: list[str] = []
        self._parts: list[str] = []
        self._contract: dict[str, str] = {}
        self._products: list[dict[str, str]] = []
        self._sellers: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self.names) < 10:
            self.names.append(name)
        self._path.append(name)
        self._parts.clear()
        if name == "contract":
            self.seen = True
            self._contract, self._products, self._sellers = {}, [], []
        elif name == "product":
            self._products.append({})
        elif name == "supplier":
            self._sellers.append("")

    def text(self, data: str) -> None:
        if len(self._parts) < PIECES:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        path = self._path
        name, value = path.pop(), "".join(self._parts).strip()
        self._parts.clear()
        above = path[-1] if path else ""
        if name == "contract":
            self._finish()
        elif "product" in path and self._products:
            self._of_product(name, above, value)
        elif "supplier" in path:
            if name == "INN" and above.startswith("legalEntityRF"):
                self._sellers[-1] = value
        elif name == "inn" and above == "customer":
            self._contract["buyer_inn"] = value
        elif name == "signDate" and above == "contract":
            self._contract["year"] = value

    def _of_product(self, name: str, above: str, value: str) -> None:
        product = self._products[-1]
        if name == "code" and above == "OKPD2":
            product["okpd2"] = value
        elif name in {"sumRUR", "sum"}:
            product["amount"] = value if name == "sumRUR" else product.get("amount", value)
        elif name == "countryCode" and above == "originCountry":
            product["imported"] = value

    def _finish(self) -> None:
        tally = self._tally
        tally.next_record()
        if tally.passing:
            return
        seller = self._sellers[0] if len(self._sellers) == 1 else ""
        blank = {"okpd2": "", "amount": "", "imported": "", "buyer_inn": "", "year": ""}
        for product in self._products:
            _keep(tally, self._name, tally.record, {**blank, **self._contract, **product, "seller_inn": seller})


def _keep(tally: Tally, place: str | None, number: int, cells: dict[str, str]) -> None:
    amount, year = rubles(cells["amount"]), _year(cells["year"])
    seller = cells["seller_inn"] if len(cells["seller_inn"]) == 10 else ""  # a person's number is not kept
    imported = _imported(cells["imported"])
    if not (len(cells["buyer_inn"]) == 10 and inn.valid(cells["buyer_inn"])):
        person = len(cells["buyer_inn"]) == 12
        tally.reject("row.inn", place, number, HEADS["buyer_inn"][1], None if person else cells["buyer_inn"])
    elif seller and not inn.valid(seller):
        tally.reject("row.inn", place, number, HEADS["seller_inn"][1], seller)
    elif not CODE.fullmatch(cells["okpd2"]):
        tally.reject("row.code", place, number, HEADS["okpd2"][1], cells["okpd2"])
    elif amount is None:
        tally.reject("row.amount", place, number, HEADS["amount"][1], cells["amount"])
    elif year is None:
        tally.reject("row.year", place, number, HEADS["year"][1], cells["year"])
    else:
        tally.row((cells["buyer_inn"], seller, cells["okpd2"], amount, year, imported))


def _year(text: str) -> str | None:
    found = text if YEAR.fullmatch(text) else (day(text) or "")[:4]
    return found if found and 1990 <= int(found) <= 2100 else None


def _imported(text: str) -> str:
    """By a mark, or by the country of origin."""
    word = text.lower()
    if word in _YES:
        return "true"
    return "" if word in _NO or word in _RUSSIA else "true"
