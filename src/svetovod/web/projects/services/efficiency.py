"""The plan of a project's efficiency: revenue, costs and taxes by years, and the rate they are discounted at."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects.efficiency.bridge import FLOWS, LONGEST
from svetovod.web.projects.models import EfficiencyPlan, JointProject

from .locking import opened_for_edit, touch


@transaction.atomic
def efficiency_write(
    *, actor: Any, project: JointProject, rate: Decimal, basis: str,
    years: Mapping[int, Mapping[str, Decimal]], at: datetime,
) -> EfficiencyPlan:  # fmt: skip
    """Writes the plan whole: year -> revenue, costs, taxes in rubles. The same again changes nothing."""
    actor, row = opened_for_edit(actor, project)
    if years and max(years) - min(years) >= LONGEST:
        raise Refused("efficiency.years", _("A plan has at most %(limit)d years.") % {"limit": LONGEST})
    rows = [
        {"year": year, **{name: f"{flows.get(name) or 0:.2f}" for name in FLOWS}}
        for year, flows in sorted(years.items())
    ]
    plan = EfficiencyPlan.objects.select_for_update(no_key=True).filter(project=row).first() or EfficiencyPlan(
        project=row
    )
    said = (rate, basis.strip(), rows)
    if plan.pk and said == (plan.rate, plan.basis, plan.years):
        return plan
    plan.rate, plan.basis, plan.years = said
    columns_check(plan)
    plan.save()
    touch(row, at)
    record(actor=actor, action="efficiency.write", subject=row, at=at, years=len(rows))
    return plan
