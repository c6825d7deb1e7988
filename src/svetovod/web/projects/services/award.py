"""After the award: the agreement, facts of half-years, requests to lower values."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check
from svetovod.web.common.errors import Refused
from svetovod.web.projects import letters
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.award.halves import ends
from svetovod.web.projects.award.reading import dues_of
from svetovod.web.projects.award.terms import Terms, terms_of
from svetovod.web.projects.enums import LoweringState, ProjectState
from svetovod.web.projects.models import (
    Indicator,
    IndicatorReport,
    IndicatorValue,
    JointProject,
    LoweringRequest,
    SubsidyAgreement,
)

from .locking import locked, refuse_archived

AGREEMENT = ("number", "signed_on", "amount", "report_days")


def _opened(actor: Any, project: JointProject) -> tuple[Any, JointProject]:
    """What happens after the award is no edit of the project: it moves no state and makes no version old."""
    row = locked(project)
    actor = ACCESS.admit("agreement.write", actor, row)
    refuse_archived(row)
    return actor, row


@transaction.atomic
def agreement_write(*, actor: Any, project: JointProject, fields: Mapping[str, Any], at: datetime) -> SubsidyAgreement:
    """Enters the agreement on the subsidy or mends what was entered: it is signed on the state's portal, not here.

    Where a selection keeps the agreement, all but the days for a report is read there, and nothing of that is taken
    from whoever enters it; its number and day stay as they were when it was entered.
    """
    actor, row = _opened(actor, project)
    kept = terms_of([row.pk]).get(row.pk)
    if kept is not None:
        fields = {**fields, "number": kept.number[:60], "signed_on": kept.signed_on, "amount": None}
    elif fields.get("amount") is None:
        raise Refused("agreement.amount", _("Name the sum of the subsidy by the agreement."))
    agreement = SubsidyAgreement.objects.filter(project=row).first() or SubsidyAgreement(project=row)
    changed = [name for name in AGREEMENT if getattr(agreement, name, None) != fields[name]]
    for name in AGREEMENT:
        setattr(agreement, name, fields[name])
    if agreement.signed_on > timezone.localdate(at):
        raise Refused("agreement.future", _("An agreement cannot have been signed on a day that is still to come."))
    columns_check(agreement)
    if agreement.pk is None or changed:
        agreement.save()
        record(actor=actor, action="agreement.write", subject=agreement, at=at, project=row.code, fields=changed)
    return agreement


@transaction.atomic
def report_tell(
    *, actor: Any, project: JointProject, period: str, facts: Mapping[int, Decimal], evidence: str, at: datetime
) -> IndicatorReport:
    """What was reached in a half-year that has ended: indicator id -> value. Told again, it is corrected."""
    actor, row = _opened(actor, project)
    agreement = _agreement(row)
    today = timezone.localdate(at)
    if ends(period) >= today:
        raise Refused("report.early", _("This half-year is not over yet: it is reported when it has ended."))
    _refuse_unasked(agreement, terms_of([row.pk]).get(row.pk), period, today)
    values = {
        value.indicator_id: value
        for value in IndicatorValue.objects.select_for_update(no_key=True).filter(indicator__project=row, period=period)
        if value.plan is not None
    }
    if not values or set(values) != set(facts):
        raise Refused("report.indicators", _("Tell the fact of every indicator planned for this half-year."))
    for pk, value in values.items():
        value.fact = facts[pk]
        columns_check(value)
        value.save(update_fields=["fact"])
    report, made = IndicatorReport.objects.update_or_create(
        agreement=agreement, period=period, defaults={"evidence": evidence.strip()}, create_defaults={
            "evidence": evidence.strip(), "told_on": today,
        },
    )  # fmt: skip
    record(
        actor=actor, action="report.tell", subject=report, at=at, project=row.code, period=period, corrected=not made
    )
    return report


def _refuse_unasked(agreement: SubsidyAgreement, terms: Terms | None, period: str, today: date) -> None:
    """What was told stays open to correction, whatever became of the agreement since."""
    if not list(dues_of(agreement, terms, {period}, today)):
        raise Refused(
            "report.unasked", _("No agreement was in force at the end of this half-year: it is not reported.")
        )


@transaction.atomic
def lowering_ask(
    *, actor: Any, indicator: Indicator, period: str, wanted: Decimal, reason: str, at: datetime
) -> LoweringRequest:
    """Notes a request to the ministry to lower a value. One open request of a value at a time."""
    actor, row = _opened(actor, indicator.project)
    agreement, terms = _agreement(row), terms_of([row.pk]).get(row.pk)
    if terms and terms.ended_on:
        raise Refused("lowering.ended", _("The agreement is ended: no value is lowered under it any more."))
    if agreement.reports.filter(period=period).exists():
        raise Refused("lowering.told", _("This half-year is reported already: its value can no longer be lowered."))
    _refuse_unasked(agreement, terms, period, timezone.localdate(at))
    known = LoweringRequest.objects.filter(indicator=indicator, period=period, state=LoweringState.ASKED).first()
    if known:
        return known
    was = in_force(indicator, period)
    if was is None or not 0 <= wanted < was:
        raise Refused("lowering.value", _("Name a value below the one in force and not below zero."))
    if not reason.strip():
        raise Refused("lowering.reasons", _("Say why the value cannot be reached: the ministry asks for papers."))
    request = LoweringRequest(
        indicator=indicator, period=period, was=was, wanted=wanted, reason=reason.strip(),
        asked_on=timezone.localdate(at),
    )  # fmt: skip
    columns_check(request)
    request.save()
    record(
        actor=actor, action="lowering.ask", subject=request, at=at, project=row.code, period=period, was=was,
        wanted=wanted,
    )  # fmt: skip
    return request


@transaction.atomic
def lowering_decide(
    *, actor: Any, request: LoweringRequest, granted: bool, paper: str, at: datetime
) -> LoweringRequest:
    """What the ministry decided and by which paper. A decision entered is not entered again."""
    actor, row = _opened(actor, request.indicator.project)
    fresh = LoweringRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if fresh.state != LoweringState.ASKED:
        return fresh
    if not paper.strip():
        raise Refused("lowering.paper", _("Name the paper of the decision: its number and day."))
    fresh.state = LoweringState.GRANTED if granted else LoweringState.REFUSED
    fresh.paper, fresh.decided_on = paper.strip(), timezone.localdate(at)
    fresh.save(update_fields=["state", "paper", "decided_on"])
    record(actor=actor, action="lowering.decide", subject=fresh, at=at, project=row.code, state=str(fresh.state))
    return fresh


# days before a report is due on which its people are reminded; after it, once
LADDER = (14, 3)


def reports_remind(*, at: datetime) -> None:
    """Letters before a report is due and once after: each goes once a step, whenever this runs."""
    today = timezone.localdate(at)
    found = SubsidyAgreement.objects.exclude(project__state=ProjectState.ARCHIVED).prefetch_related("reports")
    rows = list(found.select_related("project__initiator"))
    terms = terms_of([row.project_id for row in rows])
    for agreement in rows:
        values = IndicatorValue.objects.filter(indicator__project=agreement.project_id).exclude(plan=None)
        periods = set(values.values_list("period", flat=True))
        for due in dues_of(agreement, terms.get(agreement.project_id), periods, today):
            left = (due.due_on - today).days
            step = "over" if left < 0 else next((str(days) for days in sorted(LADDER) if left <= days), "")
            if due.state in {"due", "late"} and step:
                letters.report_due(agreement, due, step=step, at=at)


def in_force(indicator: Indicator, period: str) -> Decimal | None:
    """The value that holds: the one last granted, else the plan."""
    granted = indicator.lowerings.filter(period=period, state=LoweringState.GRANTED).order_by("-id").first()
    if granted:
        return granted.wanted
    plan: Decimal | None = indicator.values.filter(period=period).values_list("plan", flat=True).first()
    return plan


def _agreement(project: JointProject) -> SubsidyAgreement:
    agreement = SubsidyAgreement.objects.filter(project=project).first()
    if agreement is None:
        raise Refused("agreement.none", _("Enter the agreement on the subsidy first."))
    return agreement
