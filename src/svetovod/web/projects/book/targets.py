"""Numbers of a project that a cell of the enterprise's model may stand for: their names, what stands there now."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from svetovod.web.projects.content import Content, periods
from svetovod.web.projects.enums import CostKind
from svetovod.web.projects.phrases import field_label, half_year_short

MONEY = ("requested", "own_funds", "loan_funds")
FLOWS = ("revenue", "costs", "taxes")


@dataclass(frozen=True, slots=True)
class Target:
    """`key` is one of `cost:12` (the sum of a row as its document has it), `money:requested`, `plan:3:2022H1`,
    `year:2024:revenue`. `now` is None while nothing stands there."""

    key: str
    label: str
    now: Decimal | None


def targets(content: Content) -> list[Target]:
    """All of a project, in the order of its parts."""
    found = [
        Target(
            f"cost:{row['key'][1:]}",
            _("Row %(number)s of the estimate: %(kind)s") % {"number": row["position"], "kind": _kind(row)},
            Decimal(row.get("given", row["amount"])),
        )
        for row in content["costs"]
    ]
    found += [Target(f"money:{name}", str(field_label(name)), _number(content["money"][name])) for name in MONEY]
    halves = periods(content["start"], content["end"])
    for row in content["indicators"]:
        for half in halves:
            label = f"{row['name']}, {half_year_short(half)}"
            found.append(Target(f"plan:{row['key'][1:]}:{half}", label, _number(row["plan"].get(half))))
    flows = {each["year"]: each for each in content.get("efficiency", {}).get("years", ())}
    for year in sorted({int(half[:4]) for half in halves} | set(flows)):
        for name, label in zip(FLOWS, (_("revenue"), _("costs"), _("taxes")), strict=True):
            found.append(Target(f"year:{year}:{name}", f"{year}: {label}", _number(flows.get(year, {}).get(name))))
    return found


def _kind(row: Content) -> str:
    return str(CostKind(row["kind"]).label)


def _number(text: Any) -> Decimal | None:
    return None if text in (None, "") else Decimal(text)
