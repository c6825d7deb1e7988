"""Figures and their places in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common import formatting

from . import bridge

OWN = bridge.OWN
FIELDS: dict[str, Any] = {
    "employees": gettext_lazy("Average number of employees, people"),
    "high_performance_jobs": gettext_lazy("High-performance jobs, units"),
    "revenue": gettext_lazy("Revenue without VAT, RUB"),
    "cost_of_sales": gettext_lazy("Cost of sales, RUB"),
    "joined_on": gettext_lazy("Joined on (agreement on participation)"),
    "special_territory": gettext_lazy("Works in a territory of the lower threshold"),
    "seller": gettext_lazy("Seller, INN"),
    "buyer": gettext_lazy("Buyer, INN"),
    "okpd2": gettext_lazy("Product, OKPD2"),
    "amount": gettext_lazy("Amount without VAT, RUB"),
    "year": gettext_lazy("Year"),
    "for_final_product": gettext_lazy("For the final product"),
}
HINTS: dict[str, Any] = {
    "employees": gettext_lazy("For the year, as in the statistics report"),
    "high_performance_jobs": gettext_lazy(
        "Those whose pay, by the measure of the state statistics, is above the bar of the industry; 0 if there are none"
    ),
    "revenue": gettext_lazy("For the year, line 2110 of the report on financial results"),
    "cost_of_sales": gettext_lazy(
        "Line 2120 of the same report, without a minus; one way to count functional dependence divides by it"
    ),
    "joined_on": gettext_lazy("The day of the agreement; the term for a newcomer's first contracts is counted from it"),
    "special_territory": gettext_lazy(
        "A region with an individual programme, a geostrategic territory or a single-industry town"
    ),
}
MATCH: dict[str, tuple[str, Any]] = {
    "agrees": ("yes", gettext_lazy("both name the same")),
    "differs": ("no", gettext_lazy("sums differ")),
    "other_group": ("warn", gettext_lazy("same sum, another product group")),
    "buyer_only": ("no", gettext_lazy("the seller names no such sale")),
    "seller_only": ("no", gettext_lazy("the buyer names no such purchase")),
    "seller_silent": ("wait", gettext_lazy("the seller has not answered")),
    "buyer_silent": ("wait", gettext_lazy("the buyer has not answered")),
}
LEFT_OUT: dict[str, Any] = {
    "advances": gettext_lazy("advances (subaccounts of advances)"),
    "operation": gettext_lazy("operations that are no purchase or sale of goods: advances, returns, corrections"),
    "currency": gettext_lazy("rows in another currency"),
    "other_year": gettext_lazy("rows of another year"),
    "no_inn": gettext_lazy("rows without a valid INN"),
    "not_positive": gettext_lazy("partners whose rows cancel out"),
}


def say_value(key: str, value: Any) -> str:
    """One figure of an answer as a reader expects it."""
    if value is None or value == "":
        return formatting.DASH
    if key in {*bridge.MONEY, "amount"}:
        return formatting.money(Decimal(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key == "joined_on":
        return formatting.day(date.fromisoformat(value))
    return formatting.number(value) if isinstance(value, int) and key != "year" else str(value)


def own_figures(content: Mapping[str, Any]) -> list[tuple[str, Any, str]]:
    """Key, label and value of the enterprise's own figures."""
    return [(key, FIELDS[key], say_value(key, content[key])) for key in OWN]


def deal(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A row of purchases or sales for a table; a partner of the cluster has a name."""
    inn = row.get("seller") if "seller" in row else row.get("buyer")
    return {
        "inn": inn or "", "name": names.get(inn or "", ""), "okpd2": row["okpd2"],
        "product": bridge.okpd2_name(row["okpd2"]), "amount": Decimal(row["amount"]), "year": row["year"],
        "final": row.get("for_final_product"),
    }  # fmt: skip


def places_of(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every figure that may be disputed: (place, words)."""
    found = [(key, f"{label}: {said}") for key, label, said in own_figures(content)]
    for table, partner in (("purchases", "seller"), ("sales", "buyer")):
        for number, row in enumerate(content[table]):
            said = f"{row[partner] or formatting.DASH}, {row['okpd2']}, {say_value('amount', row['amount'])}"
            found.append((f"{table}:{number}", f"{deal_title(table, number)}: {said}"))
    return found


def deal_title(table: str, number: int) -> str:
    """`Purchase 3` for the third row."""
    head = _("Purchase") if table == "purchases" else _("Sale")
    return f"{head} {number + 1}"


def differences(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[tuple[Any, str, str]]:
    """Label, my value, the other's value, of figures that differ; rows of deals by their number."""
    found = [
        (FIELDS[key], say_value(key, mine[key]), say_value(key, theirs[key])) for key in OWN if mine[key] != theirs[key]
    ]
    for table in ("purchases", "sales"):
        for number in range(max(len(mine[table]), len(theirs[table]))):
            left, right = (_row_said(side[table], number) for side in (mine, theirs))
            if left != right:
                found.append((deal_title(table, number), left, right))
    return found


def _row_said(rows: list[Mapping[str, Any]], number: int) -> str:
    if number >= len(rows):
        return formatting.DASH
    return ", ".join(say_value(key, value) for key, value in rows[number].items())
