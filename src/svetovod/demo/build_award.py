"""What follows the award: agreements of the winners, reports by half-years, requests to lower a value."""

from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.projects import services
from svetovod.web.projects.award.reading import award_of
from svetovod.web.projects.models import IndicatorValue, JointProject, SubsidyAgreement
from svetovod.web.selection.enums import ApplicationState
from svetovod.web.selection.models import Application
from svetovod.web.selection.selectors.projects import money_granted

from .build_selection import moment
from .cast import Company, grant

MARK = "демонстрационные данные"
SIGNED = moment("2021-12-20 11:00")
REPORT_DAYS = 30
WON = (ApplicationState.WINNER, ApplicationState.PARTIAL)
EVIDENCE = f"Ведомость выпуска, накладные ({MARK})"
REASON = f"Поставка оборудования задержана, срок подтверждён письмом завода ({MARK})"
PAPER = f"Письмо Минпромторга России № 1 ({MARK})"
LOWERED = "2023H1"


def agreements_build(company: Company, slug: str) -> None:
    """Every winner's agreement, once, but for those who won by an appeal, who sign later. The CDC prepares the reports
    of the first by its initiator's consent."""
    rows = Application.objects.filter(round__slug=slug, state__in=WON, project__agreement=None)
    rows = rows.exclude(appeals__after__isnull=False)
    found = list(rows.select_related("project__initiator", "project__cluster").order_by("project__number"))
    if found:
        first = found[0].project
        grant(company.people["cdc"], Role.PREPARER, Scope.PROJECT, first.pk, label=str(first), at=SIGNED)
    for row in found:
        project = row.project
        amount = money_granted(slug, project.code) or row.requested
        fields = {
            "number": f"020-11-2021-{project.number}", "signed_on": SIGNED.date(), "amount": amount,
            "report_days": REPORT_DAYS,
        }  # fmt: skip
        actor = company.speaking(project.initiator)
        services.agreement_write(actor=actor, project=project, fields=fields, at=SIGNED)


def reports_build(company: Company, period: str, at: datetime) -> None:
    """Every project that is to tell the half-year tells it; one in five forgets."""
    for project in _under_agreement():
        award = award_of(project, timezone.localdate(at))
        if project.number % 5 == 4 or award is None or not award.asks(period):
            continue
        values = IndicatorValue.objects.filter(indicator__project=project, period=period).exclude(plan=None)
        facts = {value.indicator_id: _fact(project.number, value) for value in values}
        services.report_tell(
            actor=company.speaking(project.initiator), project=project, period=period, facts=facts, evidence=EVIDENCE,
            at=at,
        )  # fmt: skip


def _fact(number: int, value: IndicatorValue) -> Decimal:
    """Projects go differently, each about as it went before."""
    chance = Random(f"{number} {value.period}")  # noqa: S311 -- a reproducible scene, nothing secret
    pace = Decimal(70 + number * 37 % 45 + chance.randrange(-6, 7)) / 100
    return ((value.plan or Decimal(0)) * pace).quantize(Decimal(1))


def lowerings_build(company: Company, at: datetime) -> None:
    """Two projects ask for a lower value; the first is granted it."""
    asking = [project for project in _under_agreement() if project.number % 9 in {1, 2}][:2]
    for place, project in enumerate(asking):
        actor: Any = company.speaking(project.initiator)
        indicator = project.indicators.first()
        plan = indicator.values.get(period=LOWERED).plan if indicator else None
        if indicator is None or not plan or indicator.lowerings.exists():
            continue
        wanted = (plan * Decimal("0.7")).quantize(Decimal(1))
        request = services.lowering_ask(
            actor=actor, indicator=indicator, period=LOWERED, wanted=wanted, reason=REASON, at=at
        )
        if place == 0:
            services.lowering_decide(actor=actor, request=request, granted=True, paper=PAPER, at=at)


def _under_agreement() -> list[JointProject]:
    under = SubsidyAgreement.objects.values("project")
    return list(JointProject.objects.filter(pk__in=under).select_related("initiator", "cluster", "agreement"))
