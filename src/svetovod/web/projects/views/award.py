"""What a miss may cost; the agreement, reports by half-years, the forecast, requests to lower values."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.award import bridge
from svetovod.web.projects.award import page as award_page
from svetovod.web.projects.award.reading import Award, award_of
from svetovod.web.projects.award.terms import terms_of
from svetovod.web.projects.forms import AgreementForm, DecisionForm, FactsForm, LoweringForm, RiskForm
from svetovod.web.projects.models import Indicator, LoweringRequest
from svetovod.web.projects.pages import Page, page_for
from svetovod.web.projects.selectors import project_get

TAB = "indicators"
PERCENT = Decimal(100)


@login_required
@require_safe
def risk(request: Request, code: str) -> HttpResponse:
    """Counted from the agreement for the team, from the request for whoever reads a version."""
    page = page_for(request, code, TAB)
    indicators = page.content["indicators"]
    form = RiskForm(request.GET or None, indicators=indicators)
    form.is_valid()
    agreement = award_of(page.project, page.on) if page.version is None else None
    amount = agreement.amount if agreement else page.requested or Decimal(0)
    fall = form.asked("fall")
    table = award_page.risk(page.content, amount, None if fall is None else fall / PERCENT, page.on)
    reached = [(row["key"], PERCENT, form.asked(form.name_of(row))) for row in indicators]
    given = [(key, plan, PERCENT if fact is None else fact) for key, plan, fact in reached]
    cost = bridge.cost(amount, given, page.on) if indicators else None
    context = {
        "page": page, "form": form, "risk": table, "cost": cost, "by_agreement": agreement is not None,
        "formula": award_page.formula(cost) if cost else "", "item": bridge.FORMULA,
    }  # fmt: skip
    return render(request, "projects/risk.html", context)


def _award_page(request: Request, code: str) -> tuple[Page, Award | None]:
    page = page_for(request, code, TAB, writes="agreement.write")
    ACCESS.require("project.view_draft", page.actor, page.project)
    return page, award_of(page.project, page.on)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def award(request: Request, code: str) -> HttpResponse:
    """The page after the award; a POST enters or mends the agreement."""
    page, found = _award_page(request, code)
    names = ("number", "signed_on", "amount", "report_days")
    initial = {name: getattr(found.agreement, name) for name in names} if found else {"report_days": 30}
    kept = terms_of([page.project.pk]).get(page.project.pk)
    form = AgreementForm(request.POST or None, initial=initial, kept=kept is not None)
    if request.method == "POST" and form.is_valid():
        services.agreement_write(actor=page.actor, project=page.project, fields=form.cleaned_data, at=request.moment)
        messages.success(request, _("The agreement is saved."))
        return redirect("projects:award", page.project.code)
    context: dict[str, Any] = {"page": page, "form": form, "may": page.can("agreement.write"), "award": found,
                               "kept": kept}  # fmt: skip
    if found:
        context |= {
            "answer": award_page.answer(found),
            "lines": [
                (line, award_page.course_mark(line), award_page.expected(line, page.on), award_page.rests_on(line))
                for line in found.lines
            ],
            "dues": [(due, award_page.due_mark(due)) for due in found.dues],
            "formula": award_page.formula(found.cost) if found.cost else "",
            "item": bridge.FORMULA,
            "lower": LoweringForm(lines=found.lines, asked=found.asked),
            "decision": DecisionForm(),
        }
    return render(request, "projects/award.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: Request, code: str, period: str) -> HttpResponse:
    page, found = _award_page(request, code)
    due = next((each for each in found.dues if each.period == period), None) if found else None
    if found is None or due is None:
        raise Hidden
    initial = {"evidence": due.report.evidence} if due.report else {}
    form = FactsForm(request.POST or None, lines=found.lines, period=period, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.report_tell(
            actor=page.actor, project=page.project, period=period, facts=form.facts(),
            evidence=form.cleaned_data["evidence"], at=request.moment,
        )  # fmt: skip
        messages.success(request, _("The facts are saved."))
        return redirect("projects:award", page.project.code)
    context = {"page": page, "form": form, "due": due, "may": page.can("agreement.write")}
    return render(request, "projects/facts.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def lower(request: Request, code: str) -> HttpResponse:
    page, found = _award_page(request, code)
    form = LoweringForm(request.POST, lines=found.lines if found else (), asked=found.asked if found else ())
    if not form.is_valid():
        raise Refused("lowering.value", _("Name a value below the one in force, and say why it cannot be reached."))
    pk, _colon, period = form.cleaned_data["value"].partition(":")
    indicator = Indicator.objects.select_related("project").get(pk=pk, project=page.project)
    services.lowering_ask(
        actor=page.actor, indicator=indicator, period=period, wanted=form.cleaned_data["wanted"],
        reason=form.cleaned_data["reason"], at=request.moment,
    )  # fmt: skip
    messages.success(request, _("The request is noted. It is filed to the ministry outside this system."))
    return redirect("projects:award", page.project.code)


@login_required
@require_POST
def lowering_decide(request: Request, code: str, pk: int) -> HttpResponse:
    project = project_get(request.actor, code)
    ACCESS.require("agreement.write", request.actor, project)
    found = LoweringRequest.objects.select_related("indicator__project").filter(indicator__project=project, pk=pk)
    row, form = found.first(), DecisionForm(request.POST)
    if row is None:
        raise Hidden
    if not form.is_valid():
        raise Refused("lowering.paper", _("Name the paper of the decision: its number and day."))
    services.lowering_decide(
        actor=request.actor, request=row, granted=form.cleaned_data["decision"] == "granted",
        paper=form.cleaned_data["paper"], at=request.moment,
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return redirect("projects:award", project.code)
