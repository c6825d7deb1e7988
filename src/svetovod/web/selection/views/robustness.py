"""How sure the ranking is: the page of the chair and the auditor."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svetovod.web.common.charts import robustness as bars
from svetovod.web.common.http import Request
from svetovod.web.selection import phrases, selectors, services

from ._frame import load, signed_in

FUNDED = ("winner", "partial")


@dataclass(frozen=True, slots=True)
class Row:
    """A project as the page draws it; parts are ratios."""

    found: dict[str, Any]
    kind: str
    label: Any
    money: Decimal
    weights_money: Decimal
    bar: Any

    @property
    def grey(self) -> bool:
        return Decimal("0.1") <= self.money <= Decimal("0.9")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def robustness(request: Request, slug: str) -> HttpResponse:
    """POST by the chair opens it; until then there is nothing to read."""
    round_, context = load(request, slug, "robustness.view")
    if request.method == "POST":
        services.robustness_open(actor=request.actor, round=round_, at=request.moment)
        messages.success(request, _("The page is open to the chair and to the auditor."))
        return redirect("selection:robustness", slug)
    look = selectors.robustness_of(request.actor, round_)
    if look is None:
        return render(request, "selection/robustness_closed.html", context)
    result = look.result
    rows = [_row(each, result["projects"]) for each in result["projects"]]
    moved = [each for each in result["calibration"]["ranking"] if each["rank"] != each["plain_rank"]]
    context |= {
        "look": look, "result": result, "rows": rows, "grey": [row for row in rows if row.grey],
        "band": Decimal(result["weights_band"]), "moved": moved,
        "experts": [case for case in result["leave_one_expert_out"] if case["gained"] or case["lost"]],
        "criteria": [case for case in result["leave_one_criterion_out"] if case["gained"] or case["lost"]],
        "refusal": phrases.CALIBRATION_REFUSED.get(result["calibration"]["refused"] or ""),
    }  # fmt: skip
    return render(request, "selection/robustness.html", context)


def _row(found: dict[str, Any], all_: list[dict[str, Any]]) -> Row:
    kind, label = phrases.OUTCOMES[found["status"]]
    cut = max((each["rank"] for each in all_ if each["status"] in FUNDED), default=0)
    bar = bars.interval(found["low"], found["rank"], found["high"], places=len(all_), cut=cut)
    return Row(found, kind, label, Decimal(found["money"]), Decimal(found["weights_money"]), bar)
