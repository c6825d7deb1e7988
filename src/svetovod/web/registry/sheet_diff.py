"""What differs between two workbooks of a cluster: its own figures, participants, purchases, infrastructure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common import formatting

from . import bridge
from .enums import InfrastructureKind, MemberRole

Content = Mapping[str, Any]
NOTHING: Content = {"participants": [], "purchases": [], "infrastructure": []}
OUTSIDE = _("outside the cluster")
CLUSTER = {
    "name": _("name of the cluster"),
    "regions": _("regions"),
    "year": _("reporting year"),
    "final_products": _("final product (OKPD2)"),
    "regional_productivity": _("productivity in the region, RUB"),
}
PARTICIPANT = {
    "name": _("name of the organisation"),
    "role": _("role"),
    "region": _("region"),
    "special_territory": _("territory of the reduced threshold"),
    "employees": _("employees"),
    "high_performance_jobs": _("high-performance jobs"),
    "revenue": _("revenue, RUB"),
    "cost_of_sales": _("cost of sales, RUB"),
    "joined_on": _("joined on"),
    "newcomer": _("participant without cooperation"),
    "kpp": _("KPP: the same organisation by its INN, another place of it"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one subject: None = it was not there, or is there no longer."""

    subject: str
    field: Any
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class SheetDiff:
    cluster: Sequence[Change]
    participants: Sequence[Change]
    purchases: Sequence[Change]
    infrastructure: Sequence[Change]

    @property
    def count(self) -> int:
        return sum(len(part) for part in (self.cluster, self.participants, self.purchases, self.infrastructure))


def compare(before: Content, after: Content) -> SheetDiff:
    return SheetDiff(
        cluster=_fields("", CLUSTER, before, after),
        participants=_participants(before, after),
        purchases=_purchases(before, after),
        infrastructure=_infrastructure(before, after),
    )


def _fields(subject: str, names: Mapping[str, Any], before: Content, after: Content) -> list[Change]:
    return [
        Change(subject, label, say(name, before.get(name)), say(name, after.get(name)))
        for name, label in names.items()
        if before.get(name) != after.get(name)
    ]


def _participants(before: Content, after: Content) -> list[Change]:
    old, new = ({row["inn"]: row for row in each["participants"]} for each in (before, after))
    changes = []
    for inn in [*old, *(inn for inn in new if inn not in old)]:
        row = new.get(inn) or old[inn]
        subject = f"{row['name']}, {inn}"
        if inn in old and inn in new:
            changes += _fields(subject, PARTICIPANT, old[inn], new[inn])
        else:
            role = say("role", row["role"])
            changes.append(
                Change(subject, _("participant"), role if inn in old else None, role if inn in new else None)
            )
    return changes


def _purchases(before: Content, after: Content) -> list[Change]:
    old, new = _sums(before["purchases"]), _sums(after["purchases"])
    names = {row["inn"]: row["name"] for each in (before, after) for row in each["participants"]}
    changes = []
    for key in sorted({*old, *new}, key=lambda k: (k[0], k[1] or "", *k[2:])):
        if old.get(key) == new.get(key):
            continue
        buyer, seller, okpd2, year, counts = key
        who = f"{names.get(seller, seller) if seller else OUTSIDE} → {names.get(buyer, buyer)}"
        what = f"{okpd2}, {year}" if counts else f"{okpd2}, {year}, {_('not for the final product')}"
        changes.append(Change(who, what, _money(old.get(key)), _money(new.get(key))))
    return changes


def _sums(rows: Iterable[Content]) -> dict[tuple[Any, ...], Decimal]:
    sums: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        key = (row["buyer"], row["seller"], row["okpd2"], row["year"], row["for_final_product"])
        sums[key] += Decimal(row["amount"])
    return sums


def _infrastructure(before: Content, after: Content) -> list[Change]:
    old, new = ({(row["kind"], row["name"], row["inn"]) for row in each["infrastructure"]} for each in (before, after))
    return [
        Change(
            name,
            InfrastructureKind(kind).label,
            say("", True) if at in old else None,
            say("", True) if at in new else None,
        )
        for at in sorted(old ^ new, key=str)
        for kind, name, _inn in [at]
    ]


def _money(value: Decimal | None) -> str | None:
    return None if value is None else formatting.money(value)


def say(name: str, value: Any) -> str:
    """A figure in words; a blank is a dash, so that it is told apart from a row that is not there."""
    if value is None or value == "":
        return formatting.DASH
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name == "role":
        return str(MemberRole(value).label)
    if name in {"revenue", "cost_of_sales", "regional_productivity"}:
        return formatting.money(Decimal(value))
    if name == "region":
        return bridge.region_name(value, formatting.lang())
    if name == "regions":
        return ", ".join(bridge.region_name(iso, formatting.lang()) for iso in value)
    if name == "joined_on":
        return formatting.day(date.fromisoformat(value))
    return ", ".join(value) if isinstance(value, list) else str(value)
