"""Surveys of purchases: uploaded, looked at before the public does, published, withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svetovod.web.common import formatting
from svetovod.web.common.http import Request
from svetovod.web.regions import csv_tables, page, selectors, services
from svetovod.web.regions.access import ACCESS
from svetovod.web.regions.forms import SurveyForm

PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey_list(request: Request) -> HttpResponse:
    """The POST uploads a new one."""
    action = "survey.create" if request.method == "POST" else "survey.list"
    ACCESS.require(action, request.actor)
    form = SurveyForm(request.POST or None, request.FILES or None,
                      initial={"law_on": timezone.localtime(request.moment).date()})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = services.survey_upload(
            actor=request.actor, title=typed["title"], source=typed["source"], law_on=typed["law_on"],
            files={"firms": typed["firms"], "purchases": typed["purchases"]}, at=request.moment,
        )  # fmt: skip
        messages.success(request, _("The tables are here. They are being read; the page tells when it is done."))
        return redirect("regions:survey", pk=made.pk)
    context = {
        "rows": selectors.surveys(request.actor), "form": form,
        "may_create": ACCESS.allows("survey.create", request.actor),
    }  # fmt: skip
    return render(request, "regions/survey_list.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def survey(request: Request, pk: int) -> HttpResponse:
    found = selectors.survey_get(request.actor, pk)
    rows = selectors.candidates(request.actor, found)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "survey": found, "page": shown, "candidates": page.candidates(shown), "total": rows.count(),
        "conforming": rows.filter(conforms=True).count(), "problems": found.problems.get(formatting.lang(), [])
        if found.problems else [], "may_publish": ACCESS.allows("survey.publish", request.actor),
    }  # fmt: skip
    return render(request, "regions/survey.html", context)


@login_required
@require_safe
def candidates_csv(request: Request, pk: int) -> HttpResponse:
    rows = selectors.candidates(request.actor, selectors.survey_get(request.actor, pk))
    response = HttpResponse(
        csv_tables.text(csv_tables.candidates(rows, formatting.lang())), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="candidates-{pk}.csv"'
    return response


@login_required
@require_POST
def survey_publish(request: Request, pk: int) -> HttpResponse:
    services.survey_publish(actor=request.actor, survey=selectors.survey_get(request.actor, pk), at=request.moment)
    messages.success(request, _("Published: pages of regions show this survey."))
    return redirect("regions:survey", pk=pk)


@login_required
@require_POST
def survey_withdraw(request: Request, pk: int) -> HttpResponse:
    services.survey_withdraw(actor=request.actor, survey=selectors.survey_get(request.actor, pk), at=request.moment)
    messages.success(request, _("Withdrawn: no page shows this survey any more."))
    return redirect("regions:survey", pk=pk)
