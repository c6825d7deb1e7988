"""The tables of regions as CSV: the same figures as on the page, in numbers a program reads."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from svetovod.web.common.sheets import FORMULA

from . import bridge, shown
from .indicators import Indicator
from .page import Region

Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


def text(table: Table) -> str:
    """UTF-8 with its mark, so that a spreadsheet opens it; nothing typed by strangers is a formula."""
    heads, rows = table
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue()


def _plain(value: Any) -> str:
    said = "" if value is None else str(value)
    return f"'{said}" if isinstance(value, str) and said.startswith(FORMULA) else said


def makes(found: Region) -> Table:
    rows = ((each.code, each.name, each.line.makers, each.line.sold, each.line.quotient) for each in found.makes)
    return ("okpd2", "name", "makers", "sold_rub", "location_quotient"), rows


def imports(found: Region) -> Table:
    rows = (
        (each.code, each.name, each.importers, each.imported, each.here, "; ".join(each.near), "; ".join(each.far))
        for each in found.missing
    )
    return ("okpd2", "name", "importers", "imported_rub", "makers_here", "made_next_to_it", "made_elsewhere"), rows


def indicator(chosen: Indicator, lines: Sequence[shown.Line], lang: str) -> Table:
    values = chosen.values(lines)
    rows = ((iso, bridge.region_name(iso, lang), values.get(iso, "")) for iso in bridge.region_codes())
    return ("region", "name", chosen.key), rows


def products(found: Region) -> Table:
    return ("okpd2", "name", "makers"), found.products


def infrastructure(found: Region) -> Table:
    rows = (
        (each.kind, each.name, each.oktmo, each.area, each.occupied, each.capability, _yes(each.visits),
         each.url, each.source, each.as_of.isoformat(), _yes(each.is_demo))
        for each in found.facilities
    )  # fmt: skip
    heads = ("kind", "name", "oktmo", "area_m2", "occupied_percent", "capability", "visits", "url", "source", "as_of",
             "demonstration")  # fmt: skip
    return heads, rows


def _yes(value: bool) -> str:
    return "true" if value else "false"


TABLES = {"makes": makes, "imports": imports, "products": products, "infrastructure": infrastructure}


def candidates(rows: Iterable[Any], lang: str) -> Table:
    """A row for each member of each group."""
    told = (row.told[lang] for row in rows)
    lines = (
        (each["rank"], each["title"], each["state"], each["value"], each["turnover"], each["gain"], member["inn"],
         member["role"], member["region"])
        for each in told
        for member in each["members"]
    )  # fmt: skip
    return ("cluster", "title", "state", "value_rub", "turnover_rub", "gain_rub", "inn", "role", "region"), lines
