"""Preparing to file: the status of the applicant on the fixed date, steps of signing, the day of readiness."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from svetovod.web.common.errors import Refused
from svetovod.web.common.http import Request
from svetovod.web.projects import services
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.filing import page as filing_page
from svetovod.web.projects.filing.ahead import day_of
from svetovod.web.projects.filing.reading import pace_of, papers_of
from svetovod.web.projects.forms import FilingForm, PaperForm
from svetovod.web.projects.pages import page_for
from svetovod.web.projects.selectors import project_get
from svetovod.web.signing.selectors import signers_or_none


@login_required
@require_safe
def filing(request: Request, code: str) -> HttpResponse:
    """For a day of filing; until one is named, for the end of the nearest intake or two months ahead, which is said."""
    page = page_for(request, code, "readiness")
    ACCESS.require("project.view_draft", page.actor, page.project)
    form = FilingForm(request.GET if "filing" in request.GET else None, on=page.on)
    usual, where = day_of(page.project, page.on, request.moment)
    day = form.cleaned_data["filing"] if form.is_valid() else usual
    pace = pace_of(page)
    context = {
        "page": page, "form": form, "day": day, "assumed": not form.is_valid(), "where": where,
        "filing": filing_page.build(page.content, papers_of(page.project), day, page.on),
        "may": page.can("filing.prepare") and page.project.state != "archived",
        "signers": signers_or_none(page.actor, page.project.initiator, day), "pace": filing_page.pace_said(pace),
        "rests": filing_page.pace_rests_on(pace),
    }  # fmt: skip
    return render(request, "projects/filing.html", context)


@login_required
@require_POST
def filing_tell(request: Request, code: str, step: str) -> HttpResponse:
    project = project_get(request.actor, code)
    ACCESS.require("filing.prepare", request.actor, project)
    form = PaperForm(request.POST)
    if not form.is_valid():
        raise Refused("filing.day", _("Name the day as in the calendar, or leave it empty to take the mark back."))
    services.filing_tell(
        actor=request.actor, project=project, step=step, paper=form.cleaned_data["paper"],
        dated_on=form.cleaned_data["dated_on"], at=request.moment,
    )  # fmt: skip
    messages.success(request, _("Saved."))
    back = reverse("projects:filing", args=[project.code])
    filing_day = form.cleaned_data["filing"]
    return redirect(f"{back}?{urlencode({'filing': filing_day.isoformat()})}#steps" if filing_day else f"{back}#steps")
